// Everything a page with notes can do beyond being read. Each module stands alone: one that fails leaves the others, and the
// page without any of them is whole. They speak by events on `document`:
//
//   edition:changed          notes or marks came, went, or were hidden: the margin is laid out again
//   edition:open   {id, focus}   open the note with this id (without "note-"), and move the focus there if asked
//   edition:opened {id}      the note in use is now this one; null when there is none
import "./layers.js";
import "./notes.js";
import "./progress.js";
import "./own.js";
import "./heard.js";
import "./press.js";
import "./lead.js";
