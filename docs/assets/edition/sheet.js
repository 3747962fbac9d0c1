// On a page too narrow for a margin a note opens as a sheet at the foot: the very same element, shown as a popover, so that
// the words stay where they are. It is a popover only while it is open: closed, the browser's own search must find it.
import { marksOf, referenceOf } from "./live.js";

const root = document.documentElement;
const bar = /** @type {HTMLElement | null} */ (
  /** @type {HTMLTemplateElement | null} */ (document.querySelector("#sheet-bar"))?.content.firstElementChild
);
/** @type {HTMLElement | null} */
let sheet = null;

/** @returns {HTMLElement | null} the note that is open as a sheet */
export const openSheet = () => sheet;

/** @param {HTMLElement} note @param {string} place such as "note 7 of 25" @param {number} pile how many share its words */
export function showSheet(note, place, pile) {
  if (sheet !== note) hideSheet();
  sheet = note;
  note.hidden = false;
  if (bar) {
    note.prepend(bar);
    /** @type {HTMLElement} */ (bar.querySelector(".sheet-place")).textContent = place;
    const others = /** @type {HTMLElement} */ (bar.querySelector("[data-sheet='pile']"));
    others.hidden = pile < 2;
    others.textContent = `${pile} here`;
    others.ariaLabel = `${pile} here: choose among the notes on these words`;
  }
  note.popover = "manual";
  note.showPopover();
  note.scrollTop = 0;
  root.classList.add("sheet-open");
  // Room to scroll the last words of the page above the sheet.
  document.body.style.setProperty("--sheet", `${note.offsetHeight}px`);
  uncover(note);
}

/** The sheet goes down; its note is found by the browser's search again. */
export function hideSheet() {
  if (!sheet) return;
  const note = sheet;
  sheet = null;
  bar?.remove();
  note.popover = null;
  note.setAttribute("hidden", "until-found");
  root.classList.remove("sheet-open");
}

/** Scrolls no further than needed for the note's words to stand between the bar of tools and the sheet; where they are
 * longer than that, for their end, where the number is. @param {HTMLElement} note */
function uncover(note) {
  const marks = marksOf(note);
  const number = referenceOf(note);
  const boxes = [...marks, ...(number ? [number] : [])].flatMap((one) => [...one.getClientRects()]);
  if (!boxes.length) return;
  const upper = Math.max(0, document.querySelector(".tools:not([hidden])")?.getBoundingClientRect().bottom ?? 0) + 12;
  const lower = note.getBoundingClientRect().top - 12;
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  let top = Math.min(...boxes.map((box) => box.top));
  if (bottom - top > lower - upper) top = boxes[boxes.length - 1].top;
  if (bottom > lower) scrollBy(0, bottom - lower);
  else if (top < upper) scrollBy(0, top - upper);
}
