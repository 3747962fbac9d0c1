// The door to the reader's own notes: the rest is fetched when there are some on this page or words are selected.
import { addKey } from "./keys.js";
import { articleHere, names } from "./store.js";

const mine = () => import("./mine.js");
const tool = /** @type {HTMLElement | null} */ (document.querySelector('[data-tool="mine"]'));

addKey("h", "Highlight the selected words", () => mine().then(({ highlight }) => highlight()));
addKey("m", "Write a note of your own on the selected words", () => mine().then(({ write }) => write()));
addKey("s", "At a ¶ or a number: select words by keyboard", () => mine().then(({ select }) => select()));
if (tool) {
  tool.hidden = false;
  /** @type {HTMLElement} */ (tool.parentElement).hidden = false;
  tool.addEventListener("click", () => mine().then(({ showPanel }) => showPanel()));
}
if (names().includes(`mine:${articleHere()}`)) mine();
else
  document.addEventListener("selectionchange", function chosen() {
    const selection = getSelection();
    if (selection?.isCollapsed !== false || !document.querySelector("#content")?.contains(selection.anchorNode)) return;
    document.removeEventListener("selectionchange", chosen);
    mine();
  });
