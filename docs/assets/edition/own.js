// The door to the reader's own notes: the rest is fetched when there are some on this page or words are selected.
import { addKey } from "./keys.js";
import { names } from "./store.js";

const root = new URL("../../", import.meta.url).pathname;
/** The article's id, such as `cases/late-ferry`. */
export const article = decodeURIComponent(location.pathname.slice(root.length)).replace(/\/(?:index\.html)?$/, "");
const mine = () => import("./mine.js");
const tool = /** @type {HTMLElement | null} */ (document.querySelector('[data-tool="mine"]'));

addKey("h", "Highlight the selected words", () => mine().then(({ highlight }) => highlight()));
addKey("m", "Write a note of your own on the selected words", () => mine().then(({ write }) => write()));
addKey("s", "At a ¶ or a number: select words by keyboard", () => import("./selecting.js").then(({ begin }) => begin()));
if (tool) {
  tool.hidden = false;
  /** @type {HTMLElement} */ (tool.parentElement).hidden = false;
  tool.addEventListener("click", () => mine().then(({ showPanel }) => showPanel()));
}
if (names().includes(`mine:${article}`)) mine();
else
  document.addEventListener("selectionchange", function chosen() {
    const selection = getSelection();
    if (selection?.isCollapsed !== false || !document.querySelector("#content")?.contains(selection.anchorNode)) return;
    document.removeEventListener("selectionchange", chosen);
    mine();
  });
