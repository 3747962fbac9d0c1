// Notes of an article: in the margin beside their line on a wide page, opened where they stand on a narrow one.
// Everything here is an addition: without it the notes stand open beside or below their passage.
import { spread } from "./spread.js";

/** Pixels between two notes in the margin. */
const GAP = 14;
/** Must agree with the media query in notes.css. */
const wide = matchMedia("(min-width: 68.75rem)");
const root = document.documentElement;
const text = /** @type {HTMLElement | null} */ (document.querySelector(".text"));
/** @type {HTMLElement[]} */
const notes = [...document.querySelectorAll(".text .notes .note")].map((note) => /** @type {HTMLElement} */ (note));
/** @type {HTMLElement | null} */
let active = null;

/** @param {string} id of a note, with its prefix @returns {HTMLElement | undefined} */
const noteById = (id) => notes.find((note) => note.id === id);

/** @param {HTMLElement} note @returns {HTMLElement | null} the number in the text that leads to it */
const referenceOf = (note) => document.getElementById(note.id.replace(/^note-/, "ref-"));

/** @param {HTMLElement} note @returns {HTMLElement[]} the marked words it is about */
const marksOf = (note) => [
  .../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`mark[data-notes~="${note.id.slice(5)}"]`)),
];

/** @param {HTMLElement} note @param {boolean} open */
function setOpen(note, open) {
  note.hidden = false;
  if (!open && !wide.matches) note.setAttribute("hidden", "until-found");
}

/** Puts every note at its line, or below it as far as those above it need, and makes room below the last. */
function place() {
  if (!text) return;
  root.classList.toggle("notes-beside", wide.matches);
  text.style.minHeight = "";
  if (!wide.matches) {
    for (const note of notes) {
      note.style.top = "";
      note.classList.remove("is-cut");
    }
    return;
  }
  const lines = linesOf(text);
  const full = heights(false);
  const short = heights(true);
  const { tops, cut } = spread(
    notes.map((note, i) => ({ line: lines[i], full: full[i], short: short[i], held: note === active })),
  );
  notes.forEach((note, i) => {
    note.style.top = `${tops[i]}px`;
    note.classList.toggle("is-cut", cut[i]);
    note.style.setProperty("--room", `${(tops[i + 1] ?? 0) - tops[i] - short[i]}px`);
  });
  const last = notes.length - 1;
  if (last >= 0) text.style.minHeight = `${tops[last] + (cut[last] ? short : full)[last]}px`;
}

/** @param {HTMLElement} column @returns {number[]} for each note the top of its line, in pixels from that of `column` */
function linesOf(column) {
  const origin = column.getBoundingClientRect().top;
  return notes.map((note) => {
    const anchor = marksOf(note)[0] ?? referenceOf(note) ?? note.parentElement?.previousElementSibling;
    // A mark that runs over two lines begins in the first of its boxes.
    return (anchor?.getClientRects()[0]?.top ?? origin) - origin;
  });
}

/** @param {boolean} cut whether to measure the notes cut to their beginnings @returns {number[]} pixels, the gap included */
function heights(cut) {
  for (const note of notes) {
    note.classList.toggle("is-cut", cut);
    note.style.removeProperty("--room");
  }
  return notes.map((note) => note.offsetHeight + GAP);
}

/** @param {HTMLElement | null} note or null to let go */
function light(note) {
  for (const lit of document.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
  active = note;
  if (!note) return;
  note.classList.add("is-lit");
  for (const mark of marksOf(note)) mark.classList.add("is-lit");
}

/** @param {HTMLElement} note @param {boolean} focus */
function open(note, focus) {
  setOpen(note, true);
  light(note);
  place();
  if (focus) note.focus({ preventScroll: true });
  note.scrollIntoView({ block: "nearest" });
}

/** @param {HTMLElement} note */
function close(note) {
  setOpen(note, false);
  light(null);
  place();
  const reference = referenceOf(note);
  reference?.focus({ preventScroll: true });
  reference?.scrollIntoView({ block: "nearest" });
}

/** @param {HTMLElement[]} chosen notes of one passage: all open, the first has the focus; open already: all close */
function toggle(chosen) {
  if (!chosen.length) return;
  if (!wide.matches && chosen.every((note) => !note.hasAttribute("hidden"))) {
    chosen.slice(1).forEach((note) => setOpen(note, false));
    close(chosen[0]);
    return;
  }
  chosen.slice(1).forEach((note) => setOpen(note, true));
  open(chosen[0], true);
}

/** @param {MouseEvent} event */
function clicked(event) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const target = /** @type {Element} */ (event.target);
  const cut = /** @type {HTMLElement | null} */ (target.closest(".note.is-cut"));
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[href]"));
  if (link) {
    const note = link.closest(".ref") ? noteById(link.hash.slice(1)) : undefined;
    const from = link.matches(".note .back") ? /** @type {HTMLElement} */ (link.closest(".note")) : null;
    if (note) toggle([note]);
    else if (from && referenceOf(from)) close(from);
    else {
      // Who follows a source finds the way back to this very note.
      const left = link.closest(".note");
      if (left) history.replaceState(null, "", `#${left.id}`);
      return;
    }
    event.preventDefault();
    return;
  }
  if (cut) open(cut, false);
  const mark = /** @type {HTMLElement | null} */ (target.closest("mark[data-notes]"));
  // A reader who drags over words to copy them has not asked for a note.
  if (!mark || !(getSelection()?.isCollapsed ?? true)) return;
  const ids = (mark.dataset.notes ?? "").split(" ");
  toggle(notes.filter((note) => ids.includes(note.id.slice(5))));
}

function openFromAddress() {
  let id = "";
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    return; // A crafted address opens nothing.
  }
  const note = noteById(id);
  if (note) open(note, true);
}

function start() {
  for (const note of notes) {
    setOpen(note, false);
    note.addEventListener("beforematch", () => setOpen(note, true));
  }
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const inside = /** @type {HTMLElement | null} */ (document.activeElement?.closest(".note") ?? active);
    if (inside && notes.includes(inside)) close(inside);
  });
  document.addEventListener("focusin", (event) => {
    const note = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(".note.is-cut"));
    if (note) {
      light(note);
      place();
    }
  });
  wide.addEventListener("change", () => {
    for (const note of notes) setOpen(note, note === active);
    place();
  });
  addEventListener("beforeprint", () => notes.forEach((note) => (note.hidden = false)));
  addEventListener("afterprint", () => notes.forEach((note) => setOpen(note, note === active)));
  addEventListener("hashchange", openFromAddress);
  if (text) new ResizeObserver(place).observe(text, { box: "border-box" });
  document.fonts?.ready.then(place);
  root.classList.remove("notes-pending");
  root.classList.add("notes-ready");
  place();
  openFromAddress();
  // What moves from now on moves because the reader asked for it.
  requestAnimationFrame(() => root.classList.add("notes-settled"));
}

start();
