// The notes that stand already on the words of an entry: each can be read in the panel, and leads to where it is mended.
import { make } from "./elements.js";

/** @typedef {import("./selectors.js").Span} Span */

/**
 * @param {Text[]} nodes that show the words @param {Element | null} lemma in which they stand on a page without the text
 * @param {string} words of it @param {Span} [span] those of the entry; else all of them may be
 * @returns {HTMLElement[]} a line for each note, to be opened; in the notes' order
 */
export function standing(nodes, lemma, words, span) {
  const ids = new Set([...nodes.flatMap(over), ...(lemma ? sharing(lemma, words, span) : [])]);
  // Also those that the reader has hidden.
  return [...document.querySelectorAll(".note:not(.mine)[id]")].filter(({ id }) => ids.has(id.replace(/^note-/, ""))).map(described);
}

/** @param {Text} node @returns {string[]} the ids of the notes over it */
function over(node) {
  const ids = [];
  for (let mark = node.parentElement?.closest("mark[data-notes]"); mark; mark = mark.parentElement?.closest("mark[data-notes]"))
    ids.push(...(mark.getAttribute("data-notes") ?? "").split(" "));
  return ids;
}

/** @param {Element} lemma @returns {Span[]} the places of its words in the text, in code points; none where they are not known */
const placesOf = (lemma) =>
  (lemma.getAttribute("data-at")?.split(" ") ?? []).map((one) => /** @type {Span} */ (one.split("-").map(Number)));

/** @param {Element} lemma @param {string} words @param {Span} [span] @returns {string[]} the ids of the notes that have words of it too */
function sharing(lemma, words, span) {
  let taken = placesOf(lemma);
  const points = (/** @type {number} */ at) => [...words.slice(0, at)].length;
  // Between the words of several places stands “ … ”.
  if (span && points(words.length) === taken.reduce((sum, [start, end]) => sum + end - start + 3, -3)) {
    let passed = 0;
    taken = taken.flatMap(([start, end]) => {
      const by = start - passed;
      passed += end - start + 3;
      const [from, to] = [Math.max(points(span[0]) + by, start), Math.min(points(span[1]) + by, end)];
      return from < to ? [/** @type {Span} */ ([from, to])] : [];
    });
  }
  return [...document.querySelectorAll(".lemmas .note:not(.mine) .lemma q")]
    .filter((other) => other === lemma || placesOf(other).some(([start, end]) => taken.some(([from, to]) => start < to && from < end)))
    .map((other) => other.closest(".note")?.id.replace(/^note-/, "") ?? "");
}

/** @param {Element} note */
function described(note) {
  const words = (/** @type {string} */ part) => note.querySelector(`.note-head ${part}`)?.textContent ?? "";
  const what = [words(".kind"), words(".verdict")].filter(Boolean).join(", ");
  const inside = [note.querySelector(".body"), note.querySelector(".suggest")].flatMap((part) => part?.cloneNode(true) ?? []);
  const shown = make("details", {}, make("summary", {}, `Note ${words(".number")} (${what}) stands on these words`), ...inside);
  for (const one of shown.querySelectorAll("[id]")) one.removeAttribute("id");
  return shown;
}
