// Words that several notes share: a small panel lists these notes, and one of them is chosen.
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
  beside(panel, first);
}

panel?.addEventListener("toggle", () => {
  // Who came by pointer had the focus nowhere; who leaves without a choice goes on reading here.
  if (first && !panel.matches(":popover-open") && document.activeElement === document.body) {
    referenceOf(first)?.focus({ preventScroll: true });
  }
});

/** On pages wider than a phone the panel stands at the words. @param {HTMLElement} panel @param {HTMLElement} note */
function beside(panel, note) {
  panel.style.inset = "";
  const words = (marksOf(note)[0] ?? note).getClientRects()[0];
  if (!words || !matchMedia("(width >= 48rem)").matches) return;
  const { width, height } = panel.getBoundingClientRect();
  const below = words.bottom + 8;
  const top = below + height < innerHeight ? below : Math.max(8, words.top - height - 8);
  panel.style.inset = `${top}px auto auto ${Math.max(8, Math.min(words.left, innerWidth - width - 24))}px`;
}
