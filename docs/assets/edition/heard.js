// For the ear, where a reader wants it: the text says where the words of a note begin and end. What is said stands unseen
// between the words and is in no selection, no copy and no print; other parts know it by its class and pass over it.
import { marksOf, placed } from "./live.js";
import { keep, read } from "./store.js";

const box = /** @type {HTMLInputElement | null} */ (document.querySelector("#notes-heard"));

function say() {
  for (const said of document.querySelectorAll(".heard")) said.remove();
  if (!box?.checked) return;
  for (const note of placed()) {
    const name = (note.ariaLabel ?? "note").split(",")[0].toLowerCase();
    /** @type {HTMLElement | undefined} */
    let last;
    for (const mark of marksOf(note)) {
      if (!last || !adjoin(last, mark)) {
        last?.after(heard(`${name} ends`));
        mark.before(heard(`${name} begins`));
      }
      last = mark;
    }
    last?.after(heard(`${name} ends`));
  }
}

/** @param {string} words @returns {HTMLElement} */
function heard(words) {
  const said = document.createElement("span");
  said.className = "heard";
  said.textContent = ` (${words}) `;
  return said;
}

/** @param {Element} one @param {Element} other @returns {boolean} whether no words of the text stand between two marks */
function adjoin(one, other) {
  const between = document.createRange();
  between.setStartAfter(one);
  between.setEndBefore(other);
  const copy = between.cloneContents();
  for (const ours of copy.querySelectorAll(".ref, .pilcrow, .heard, .notes")) ours.remove();
  return !copy.textContent?.trim();
}

if (box) {
  box.checked = read("heard", false);
  box.addEventListener("change", () => keep("heard", box.checked || undefined));
  box.addEventListener("change", say);
  document.addEventListener("edition:changed", say);
  if (box.checked) say();
}
