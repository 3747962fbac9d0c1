// The notes of the page as they are at this moment. Other parts add some (the reader's own) and hide some (layers), so
// nothing here is remembered.

/** Whether notes stand in the margin. Must agree with the media queries in notes.css. */
export const wide = matchMedia("(width >= 68.75rem)");

export const text = /** @type {HTMLElement | null} */ (document.querySelector(".text"));

/** @returns {string} the article's, without the numbers of its notes */
export function headline() {
  const heading = /** @type {Element} */ ((document.querySelector("#content h1") ?? document.createElement("h1")).cloneNode(true));
  for (const ours of heading.querySelectorAll(".ref, .pilcrow, .unseen")) ours.remove();
  return heading.textContent?.replace(/\s+/g, " ").trim() || document.title;
}

/** @param {string} selector @returns {HTMLElement[]} those that match and are not hidden by a layer, in the page's order */
const shown = (selector) =>
  [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector))].filter(
    (one) => getComputedStyle(one).display !== "none", // what stands folded away in details is shown on demand
  );

/** Every note of the page. */
export const notes = () => shown("#content .note[id]");

/** The notes on words of the text: those that are laid out in the margin or opened as a sheet. */
export const placed = () => shown(".text .notes .note[id]");

/** @param {HTMLElement} note @returns {string} without the prefix */
export const idOf = (note) => note.id.slice(5);

/** @param {string} id of a note, with its prefix @returns {HTMLElement | undefined} */
export const noteById = (id) => notes().find((note) => note.id === id);

/** @param {HTMLElement} note @returns {HTMLElement | null} the number in the text that leads to it */
export const referenceOf = (note) => document.getElementById(`ref-${idOf(note)}`);

/** @param {HTMLElement} note @returns {HTMLElement[]} the marked words it is about, in the page's order */
export const marksOf = (note) => [
  .../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`mark[data-notes~="${idOf(note)}"]`)),
];

/** @param {Element} element in the text @returns {HTMLElement[]} the notes over it; none outside marks */
export function notesOver(element) {
  const ids = new Set();
  for (let mark = element.closest("mark[data-notes]"); mark; mark = mark.parentElement?.closest("mark[data-notes]") ?? null) {
    for (const id of (mark.getAttribute("data-notes") ?? "").split(" ")) ids.add(id);
  }
  return ids.size ? placed().filter((note) => ids.has(idOf(note))) : [];
}

/** @param {HTMLElement} note @returns {HTMLElement[]} it and the notes that share words with it */
export function pileOf(note) {
  const ids = new Set(marksOf(note).flatMap((mark) => notesOver(mark).map(idOf)));
  return placed().filter((other) => other === note || ids.has(idOf(other)));
}
