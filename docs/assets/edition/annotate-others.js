// The notes that stand already on the words of an entry: each can be read in the panel, and leads to where it is mended.
import { make } from "./elements.js";

/** @param {Text[]} nodes that show the words @returns {HTMLElement[]} a line for each note, to be opened; in the notes' order */
export function standing(nodes) {
  const ids = new Set(nodes.flatMap(over));
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

/** @param {Element} note */
function described(note) {
  const words = (/** @type {string} */ part) => note.querySelector(`.note-head ${part}`)?.textContent ?? "";
  const what = [words(".kind"), words(".verdict")].filter(Boolean).join(", ");
  const inside = [note.querySelector(".body"), note.querySelector(".suggest")].flatMap((part) => part?.cloneNode(true) ?? []);
  const shown = make("details", {}, make("summary", {}, `Note ${words(".number")} (${what}) stands on these words`), ...inside);
  for (const one of shown.querySelectorAll("[id]")) one.removeAttribute("id");
  return shown;
}
