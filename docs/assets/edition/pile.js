// Words that several notes share: a small panel lists these notes, and one of them is chosen.
import { beside } from "./beside.js";
import { marksOf, referenceOf } from "./live.js";

const panel = document.querySelector("#pile-panel");
/** @type {HTMLElement | null} the first of the notes that are offered */
let first = null;

/**
 * @param {HTMLElement[]} pile in the page's order
 * @param {(note: HTMLElement) => void} choose is called with the one that was chosen
 */
export function offer(pile, choose) {
  if (!(panel instanceof HTMLElement)) return choose(pile[0]);
  const list = /** @type {HTMLElement} */ (panel.querySelector("ol"));
  list.replaceChildren(
    ...pile.map((note, i) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.autofocus = i === 0;
      button.dataset.kind = note.dataset.kind ?? "";
      const head = document.createElement("span");
      head.className = "label";
      const parts = note.querySelectorAll(".note-head > span");
      head.textContent = [...parts].map((part) => part.textContent).join(" ") || note.ariaLabel;
      const lemma = document.createElement("span");
      lemma.className = "lemma";
      const words = note.querySelector(".lemma")?.textContent ?? marksOf(note).map((mark) => mark.textContent).join("");
      lemma.textContent = words;
      button.append(head, " ", lemma);
      button.addEventListener("click", () => {
        first = null;
        panel.hidePopover();
        choose(note);
      });
      item.append(button);
      return item;
    }),
  );
  first = pile[0];
  panel.showPopover();
  const words = (marksOf(first)[0] ?? first).getClientRects()[0];
  panel.style.cssText = "";
  // On a phone it is a sheet.
  if (words && matchMedia("(width >= 48rem)").matches) beside(panel, words);
}

panel?.addEventListener("toggle", () => {
  // Who came by pointer had the focus nowhere; who leaves without a choice goes on reading here.
  if (first && !panel.matches(":popover-open") && document.activeElement === document.body) {
    referenceOf(first)?.focus({ preventScroll: true });
  }
});
