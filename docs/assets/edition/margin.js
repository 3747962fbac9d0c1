// The margin of a wide page: every note at its line, or as near below it as those above it allow.
import { placed, referenceOf, idOf, text, wide } from "./live.js";
import { spread } from "./spread.js";

/** Pixels between two notes. */
const GAP = 14;
/** Lines of a note that is cut to its beginning. */
const BEGINNING = 2;

/** @typedef {{note: HTMLElement, line: number, full: number, rest: number, body: number}} Measured in pixels: of its line
 *   from the column's top, of the whole note with the gap below it, of that without body and credits, of the body */
/** @type {Measured[]} */
let measured = [];
let leading = 20;
/** @type {HTMLElement | null} */
let held = null;
/** What the text's box was when it was last laid out. */
let size = "";

/** Measures the page anew, then puts every note into its place and makes room below the last. */
export function lay() {
  if (!text) return;
  document.documentElement.classList.toggle("notes-beside", wide.matches);
  const column = placed();
  for (const note of column) note.classList.remove("is-cut", "is-head", "is-faded");
  if (wide.matches) {
    measured = measure(text, column);
    arrange();
    // Read when the browser lays the page out anyway.
    requestAnimationFrame(() => (size = sizes()));
  } else {
    measured = [];
    text.style.minHeight = "";
  }
}

/** Lays out anew where the text or a note is no longer as high as the last layout left it. */
export function layIfChanged() {
  if (text && wide.matches && size && sizes() !== size) lay();
}

/** @returns {string} of the text and of its notes */
const sizes = () => [text?.offsetWidth, text?.offsetHeight, ...measured.map(({ note }) => note.offsetHeight)].join(" ");

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
  const origin = column.getBoundingClientRect().top;
  if (notes.length) leading = parseFloat(getComputedStyle(notes[0]).lineHeight) || leading;
  return notes.map((note) => {
    const anchor = first.get(idOf(note)) ?? referenceOf(note) ?? note.parentElement?.previousElementSibling;
    // A mark that runs over two lines begins in the first of its boxes.
    const line = (anchor?.getClientRects()[0]?.top ?? origin) - origin;
    const full = note.offsetHeight + GAP;
    const body = /** @type {HTMLElement | null} */ (note.querySelector(".body"));
    if (!body) return { note, line, full, rest: full, body: 0 };
    const credits = /** @type {HTMLElement | null} */ (note.querySelector(".credits"));
    const above = credits ? credits.offsetTop : full - GAP;
    return { note, line, full, rest: above - body.offsetHeight + GAP, body: body.offsetHeight };
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
