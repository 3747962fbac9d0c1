// The panel with ready citations: of the article, as they stand below it, or of one note, in the patterns that stand there.
import { here, linkTo, wordsOf } from "./links.js";

const panel = document.querySelector("#cite-panel");
const tool = /** @type {HTMLElement | null} */ (document.querySelector("[data-tool='cite']"));
const title = document.querySelector("#cite-title");
const forms = document.querySelector("#cite-forms");
const section = document.querySelector("#cite");

/** @param {string} name @param {readonly (Node | string)[]} content */
function fill(name, content) {
  if (title) title.textContent = name;
  forms?.replaceChildren(...content);
}

const article = () =>
  [...(section?.querySelectorAll(":scope > .citations, :scope > details > .citations") ?? [])].map((list) => list.cloneNode(true));

/** @param {HTMLElement} note @param {string} pattern */
function ofNote(note, pattern) {
  const template = section?.querySelector(`template[data-pattern="${CSS.escape(pattern)}"]`);
  if (!(template instanceof HTMLTemplateElement)) return [];
  const made = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const words = (/** @type {string} */ part) => (note.querySelector(part)?.textContent ?? "").replace(/\s+/g, " ").trim();
  /** @type {Record<string, string>} */
  const values = { number: words(".number"), kind: words(".kind"), words: words(".lemma"), name: note.id.slice(5) };
  for (const slot of /** @type {NodeListOf<HTMLElement>} */ (made.querySelectorAll("[data-slot]"))) {
    const name = slot.dataset.slot ?? "";
    const before = slot.previousSibling?.textContent ?? "";
    let value = values[name] ?? ((slot.textContent ?? "").split("#")[0] || here()) + `#${note.id}`;
    if (before.endsWith("“")) value = value.replace(/“/g, "‘").replace(/”/g, "’");
    if (slot.closest("pre")?.textContent?.startsWith("@") && name !== "address") value = tex(value);
    slot.replaceWith(value);
  }
  return [made, links(note)];
}

/** As `build_scripts/rendering/bibtex.py` does it. @param {string} words */
function tex(words) {
  const names = /** @type {Record<string, string>} */ ({ "\\": "backslash", "~": "asciitilde", "^": "asciicircum" });
  return words.replace(/[\\~^{}$&%#_]/g, (char) => (names[char] ? `\\text${names[char]}{}` : `\\${char}`));
}

/** The addresses of a note and of the words it is about. @param {HTMLElement} note */
function links(note) {
  const row = document.createElement("p");
  const range = wordsOf(note.id.slice(5));
  const addresses = { "Copy link to the note": `${here()}#${note.id}`, ...(range && { "Copy link to the words": linkTo(range) }) };
  for (const [words, address] of Object.entries(addresses)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.dataset.copy = address;
    button.textContent = words;
    row.append(button);
  }
  return row;
}

if (panel instanceof HTMLElement && tool && section) {
  // Escape closes the panel, and not the note behind it too.
  panel.addEventListener("keydown", (event) => event.key === "Escape" && event.stopPropagation());
  tool.addEventListener("click", () => fill("Cite this article", article()));
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("a.cite"));
    const note = /** @type {HTMLElement | null | undefined} */ (link?.closest(".note"));
    if (!link || !note || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    fill(link.getAttribute("aria-label") ?? "Cite", ofNote(note, link.dataset.pattern ?? ""));
    panel.showPopover({ source: link });
  }, true);
}
