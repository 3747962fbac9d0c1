// Notes of an article: in the margin beside their lines on a wide page, as a sheet at the foot of a narrow one.
// Everything here is an addition: without it the notes stand open beside or below their passage.
import { addKey } from "./keys.js";
import { marksOf, noteById, notes, notesOver, pileOf, placed, referenceOf, text, wide } from "./live.js";
import { lay, layIfChanged, raise, watch } from "./margin.js";
import { offer } from "./pile.js";
import { hideSheet, openSheet, showSheet } from "./sheet.js";

const root = document.documentElement;
const tools = /** @type {HTMLElement | null} */ (document.querySelector(".tools"));
/** @type {HTMLElement | null} */
let active = null;

/** Closes what is not in use on a narrow page: there, and only there, notes wait unseen, but not from the browser's search. */
function settle() {
  const all = placed();
  if (active && !all.includes(active) && !notes().includes(active)) use(null);
  if (wide.matches) hideSheet();
  for (const note of all) {
    note.hidden = false;
    if (!wide.matches && note !== openSheet()) note.setAttribute("hidden", "until-found");
  }
  tell();
  lay();
}

/** @param {HTMLElement | null} note the one in use from now on */
function use(note) {
  for (const lit of document.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
  active = note;
  raise(note);
  if (note) for (const lit of [note, ...marksOf(note)]) lit.classList.add("is-lit");
  tell();
  document.dispatchEvent(new CustomEvent("edition:opened", { detail: { id: note ? note.id.slice(5) : null } }));
}

/** @param {HTMLElement} note @param {boolean} focus whether the focus goes to the note */
function open(note, focus) {
  use(note);
  const folded = note.closest("details");
  if (folded) folded.open = true;
  if (!wide.matches && note.closest(".text .notes")) showSheet(note, placeOf(note), pileOf(note).length);
  else {
    hideSheet();
    note.scrollIntoView({ block: "nearest" });
  }
  if (focus) note.focus({ preventScroll: true });
}

/** Back to the text: to the note's number, else to its words. @param {HTMLElement} note @param {boolean} [scroll] */
function close(note, scroll = true) {
  hideSheet();
  use(null);
  const number = referenceOf(note) ?? marksOf(note)[0];
  if (!number) return;
  if (number.tabIndex < 0) number.tabIndex = -1;
  number.focus({ preventScroll: true });
  if (scroll) number.scrollIntoView({ block: "nearest" });
}

/** @param {HTMLElement[]} pile notes of the same words: one opens, of several the reader chooses */
function choose(pile) {
  if (pile.length > 1) offer(pile, (note) => open(note, true));
  else if (pile.length && pile[0] === openSheet()) close(pile[0], false);
  else if (pile.length) open(pile[0], true);
}

/** @returns {HTMLElement | undefined} the note that the reader is at: in it, at its number, or else the one in use */
function current() {
  const focus = document.activeElement;
  const link = /** @type {HTMLAnchorElement | null | undefined} */ (focus?.closest(".ref a"));
  return (link && noteById(link.hash.slice(1))) ?? focus?.closest?.(".note[id]") ?? active ?? undefined;
}

/** @param {number} by 1 for the next, -1 for the one before @param {boolean} focus */
function step(by, focus) {
  const all = notes();
  const from = current();
  const here = from ? all.indexOf(from) : -1;
  const boxOf = (/** @type {HTMLElement} */ note) => (referenceOf(note) ?? marksOf(note)[0] ?? note).getBoundingClientRect();
  // Who has scrolled on since goes on from what is on the screen.
  const upper = Math.max(0, tools?.getBoundingClientRect().bottom ?? 0);
  const seen = here >= 0 && boxOf(all[here]).bottom > upper && boxOf(all[here]).top < innerHeight;
  let at = here + by;
  if (!seen) {
    const below = all.findIndex((note) => boxOf(note).top > upper);
    at = (below < 0 ? all.length : below) + (by > 0 ? 0 : -1);
  }
  const note = all[at];
  if (!note) return say(by > 0 ? "There is no note after this" : "There is no note before this");
  open(note, focus);
  if (!focus) say(`${note.ariaLabel}. ${placeOf(note)}`);
}

/** @param {HTMLElement} note @returns {string} such as "note 7 of 25" */
function placeOf(note) {
  const all = notes();
  return `note ${all.indexOf(note) + 1} of ${all.length}`;
}

/** Shows in the bar of tools how many notes there are, and which is in use. */
function tell() {
  const place = tools?.querySelector('[data-tool="place"]');
  if (place) place.textContent = active ? placeOf(active) : `${notes().length} notes`;
}

/** Said only where the focus stays, so that nothing is heard twice. @param {string} words */
function say(words) {
  const status = document.querySelector("#notes-status");
  if (status) status.textContent = words;
}

/** @param {MouseEvent} event */
function clicked(event) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const target = /** @type {Element} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest("button"));
  if (button) return pushed(button);
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[href]"));
  if (link) return followed(link, event);
  // A reader who drags over words to copy them has not asked for a note.
  if (!(getSelection()?.isCollapsed ?? true)) return;
  const cut = /** @type {HTMLElement | null} */ (target.closest(".note.is-cut"));
  const pile = notesOver(target);
  const sheet = openSheet();
  if (cut) open(cut, false);
  else if (pile.length) choose(pile);
  else if (sheet && !target.closest(".note, .panel, .tools, label")) close(sheet, false);
}

/** @param {HTMLElement} button */
function pushed(button) {
  const tool = button.dataset.sheet ?? button.dataset.tool;
  const sheet = openSheet();
  if (tool === "next") step(1, false);
  else if (tool === "previous") step(-1, false);
  else if (tool === "close" && sheet) close(sheet);
  else if (tool === "pile" && sheet) choose(pileOf(sheet));
  else return;
  if (button.dataset.sheet && button.isConnected) button.focus({ preventScroll: true });
}

/** @param {HTMLAnchorElement} link @param {MouseEvent} event */
function followed(link, event) {
  const note = link.closest(".ref") ? noteById(link.hash.slice(1)) : undefined;
  const from = /** @type {HTMLElement | null} */ (link.closest(".note"));
  if (note) choose([note]);
  else if (from && link.matches(".back") && referenceOf(from)) close(from);
  else {
    // Who follows a source finds the way back to this very note.
    if (from) history.replaceState(null, "", `#${from.id}`);
    return;
  }
  event.preventDefault();
}

function openFromAddress() {
  let id = "";
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    return; // A crafted address opens nothing.
  }
  const note = id && noteById(id);
  if (note) open(note, true);
}

/** What has the focus, or a mouse on it, is raised in the margin. @param {EventTarget | null} target */
function raised(target) {
  if (!(target instanceof Element) || !wide.matches) return;
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest(".ref a"));
  const note = link ? noteById(link.hash.slice(1)) : notesOver(target)[0];
  if (note && note !== active) use(note);
}

/** Escape belongs to the panel that is open, then to the note. */
function back() {
  if (document.querySelector("[popover]:popover-open:not(.note)")) return;
  const note = openSheet() ?? /** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest(".note[id]")) ?? active;
  if (note) close(note);
}

function listen() {
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) back();
  });
  document.addEventListener("focusin", ({ target }) => {
    const element = /** @type {Element} */ (target);
    const note = /** @type {HTMLElement | null} */ (element.closest(".text .notes .note"));
    if (note && wide.matches && note !== active) use(note);
    else if (element.closest(".ref")) raised(element);
    // The focus must not go where the sheet covers it.
    if (openSheet() && element.matches(":focus-visible") && !element.closest(".note, .panel, .tools")) {
      hideSheet();
      use(null);
    }
  });
  let resting = 0;
  document.addEventListener("pointerover", ({ target, pointerType, buttons }) => {
    clearTimeout(resting);
    // Not while a mouse only passes, nor while words are being selected, nor under a reader who is in a note by keyboard.
    if (pointerType !== "mouse" || buttons || document.activeElement?.closest(".note:focus-visible, .note :focus-visible")) return;
    resting = setTimeout(() => raised(target), 120);
  });
  document.addEventListener("beforematch", ({ target }) => {
    const note = /** @type {Element} */ (target).closest(".text .notes .note");
    if (note instanceof HTMLElement) open(note, false);
  });
  document.addEventListener("edition:changed", settle);
  document.addEventListener("edition:open", (event) => {
    const { id, focus } = /** @type {CustomEvent} */ (event).detail;
    const note = noteById(`note-${id}`);
    if (note) open(note, Boolean(focus));
  });
  wide.addEventListener("change", () => {
    // A sheet of paper is narrower than the screen, and has no place for a note above the page.
    if (matchMedia("print").matches) return;
    const note = active;
    settle();
    if (note) open(note, false);
  });
  addEventListener("beforeprint", () => {
    hideSheet();
    for (const note of placed()) note.hidden = false;
  });
  addEventListener("afterprint", settle);
  addEventListener("hashchange", openFromAddress);
  // Another face may move words to another line and leave their paragraph as high as it was.
  document.fonts?.addEventListener("loadingdone", layIfChanged);
}

/** Shows the tools that this module is behind. */
function showTools() {
  if (!tools || !document.querySelector("#content .note[id]")) return;
  tools.hidden = false;
  for (const name of ["previous", "place", "next"]) {
    const tool = /** @type {HTMLElement | null} */ (tools.querySelector(`[data-tool="${name}"]`));
    if (tool) tool.hidden = false;
  }
  addKey("n", "Next note", () => step(1, true));
  addKey("p", "Previous note", () => step(-1, true));
  addKey("Enter", "At a number: open its note");
  addKey("c", "Choose among notes on the same words", () => {
    const note = current();
    const pile = note ? pileOf(note) : [];
    if (pile.length > 1) choose(pile);
    else say("No other note is on these words");
  });
  addKey("Escape", "From a note back to the text; close a panel");
  addKey("b", "From a note back to the text", back);
}

showTools();
listen();
// A task of its own: the browser may answer the reader before it.
setTimeout(() => {
  root.classList.remove("notes-pending");
  root.classList.add("notes-ready");
  settle();
  openFromAddress();
  if (text) watch(text);
  // What moves from now on moves because the reader asked for it.
  requestAnimationFrame(() => root.classList.add("notes-settled"));
});
