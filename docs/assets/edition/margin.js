// The margin of a wide page: every note at its line, or as near below it as those above it allow.
import { placed, referenceOf, idOf, text, wide } from "./live.js";
import { spread } from "./spread.js";

/** Pixels between two notes. */
const GAP = 14;
/** Lines of a note that is cut to its beginning. */
const BEGINNING = 2;

/** @typedef {{note: HTMLElement, anchor: Element | null | undefined, line: number, full: number, rest: number, body: number}}
 *   Measured its words; in pixels: their line from the column's top, the whole note with the gap below it, that without body
 *   and credits, the body */
/** @type {Measured[]} */
let measured = [];
let leading = 20;
/** @type {HTMLElement | null} */
let held = null;
/** How wide the text was when it was last laid out, in pixels; 0 where notes do not stand in the margin. */
let width = 0;

/**
 * Measures the page anew, then puts every note into its place and makes room below the last.
 * @param {number} [again] how often at most, should the page move meanwhile
 */
export function lay(again = 3) {
  if (!text) return;
  document.documentElement.classList.toggle("notes-beside", wide.matches);
  const column = placed();
  for (const note of column) note.classList.remove("is-cut", "is-head", "is-faded");
  if (wide.matches) {
    measured = measure(text, column);
    width = text.offsetWidth;
    arrange();
    // When the browser lays the page out anyway. Where a picture or a face came in between, what was measured is of the
    // page before it.
    requestAnimationFrame(() => {
      if (again && measured.some(hasMoved)) lay(again - 1);
    });
  } else {
    measured = [];
    width = 0;
    text.style.minHeight = "";
  }
}

/** Lays out anew where the last layout is not that of the page as it is now. */
export function layIfChanged() {
  if (text && width && (text.offsetWidth !== width || measured.some(hasMoved))) lay();
}

/** Watches what can move lines. Not the text alone: it is kept as high as its notes need, and what grows in it may not show.
 * @param {HTMLElement} column */
export function watch(column) {
  const watcher = new ResizeObserver(layIfChanged);
  watcher.observe(column, { box: "border-box" });
  for (const block of column.querySelectorAll(":scope > :not(.notes)")) watcher.observe(block, { box: "border-box" });
}

/** @param {Measured} one @returns {boolean} whether its line, or the height of what is shown whole, is another by now */
const hasMoved = ({ note, anchor, line, full }) =>
  Math.abs(lineOf(anchor) - line) > 1 || (!note.matches(".is-cut") && Math.abs(note.offsetHeight + GAP - full) > 1);

/** A mark that runs over two lines begins in the first of its boxes.
 * @param {Element | null | undefined} anchor @returns {number} pixels from the column's top; 0 for none */
function lineOf(anchor) {
  const origin = text?.getBoundingClientRect().top ?? 0;
  return (anchor?.getClientRects()[0]?.top ?? origin) - origin;
}

/** @param {HTMLElement | null} note stands whole and at its line from now on; null for none */
export function raise(note) {
  if (held === note) return;
  held = note;
  if (measured.length) arrange();
}

/** @param {HTMLElement} column @param {HTMLElement[]} notes @returns {Measured[]} */
function measure(column, notes) {
  /** @type {Map<string, Element>} */
  const first = new Map();
  for (const mark of column.querySelectorAll("mark[data-notes]")) {
    for (const id of (mark.getAttribute("data-notes") ?? "").split(" ")) if (!first.has(id)) first.set(id, mark);
  }
  if (notes.length) leading = parseFloat(getComputedStyle(notes[0]).lineHeight) || leading;
  return notes.map((note) => {
    const anchor = first.get(idOf(note)) ?? referenceOf(note) ?? note.parentElement?.previousElementSibling;
    const line = lineOf(anchor);
    const full = note.offsetHeight + GAP;
    const body = /** @type {HTMLElement | null} */ (note.querySelector(".body"));
    if (!body) return { note, anchor, line, full, rest: full, body: 0 };
    const credits = /** @type {HTMLElement | null} */ (note.querySelector(".credits"));
    const above = credits ? credits.offsetTop : full - GAP;
    return { note, anchor, line, full, rest: above - body.offsetHeight + GAP, body: body.offsetHeight };
  });
}

function arrange() {
  const beginning = BEGINNING * leading;
  const { tops, cut } = spread(
    measured.map(({ note, line, full, rest, body }) => ({
      line,
      full,
      short: rest + Math.min(body, beginning),
      least: rest,
      held: note === held,
    })),
  );
  let end = 0;
  measured.forEach(({ note, full, rest, body }, i) => {
    // What is cut uses the room there is, in whole lines.
    const room = Math.max(cut[i] === 1 ? beginning : 0, (tops[i + 1] ?? 0) - tops[i] - rest);
    const kept = Math.min(body, Math.floor(room / leading + 0.01) * leading);
    note.style.translate = `0 ${tops[i]}px`;
    note.classList.toggle("is-cut", cut[i] > 0);
    note.classList.toggle("is-head", cut[i] > 0 && kept < Math.min(body, leading));
    note.classList.toggle("is-faded", cut[i] > 0 && kept > 0 && kept < body - 1);
    if (cut[i]) note.style.setProperty("--kept", `${kept}px`);
    end = tops[i] + (cut[i] ? rest + kept : full);
  });
  if (text) text.style.minHeight = end ? `${end}px` : "";
}
