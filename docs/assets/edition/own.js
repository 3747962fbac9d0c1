// The doors to the reader's own notes, the rest of which is fetched when there are some on this page or words are selected,
// and to Annotate, the mode in which notes for the edition itself are written: by an address with `?annotate`, as the link at
// the article's foot has it, or by a key. It stays on in this tab. Who does not ask for it downloads nothing of it.
import { addKey } from "./keys.js";
import { articleHere, names, root } from "./store.js";

const mine = () => import("./mine.js");
const annotate = () => import("./annotate.js").then(({ annotate }) => annotate());
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

addKey("a", "Annotate: write a note for the edition", annotate);
try {
  if (/[?&]annotate\b/.test(location.search) || sessionStorage.getItem(`edition:${root}:annotate`)) annotate();
} catch {
  // Storage is refused: it is on by its address alone.
}
