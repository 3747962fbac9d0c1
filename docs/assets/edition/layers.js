// Shows and hides notes by kind. What is hidden stands on the root as `data-off`, where the rules of kinds.css see it;
// early.js put it there before the page was painted, from the address or from what this device keeps.
import { addKey } from "./keys.js";
import { keep } from "./store.js";

const root = document.documentElement;
const panel = /** @type {HTMLElement | null} */ (document.querySelector("#layers-panel"));
const tool = /** @type {HTMLElement | null} */ (document.querySelector('[data-tool="layers"]'));
const off = new Set(root.dataset.off?.split(" "));

/** @template {HTMLElement} T @param {string} selector @param {ParentNode} [within] @returns {T[]} */
const all = (selector, within = document) => /** @type {any[]} */ ([...within.querySelectorAll(selector)]);

/** @returns {HTMLInputElement[]} the boxes of the kinds that are on this page */
const boxes = () => all("li:not([hidden]) [data-layer]", /** @type {HTMLElement} */ (panel));

/** @param {HTMLElement} note */
const isOff = (note) => off.has(note.dataset.kind ?? "");

/** How many notes are shown, in words. */
let figures = "";
let working = false;

/** Lets the page show what is chosen, and tells the other parts. */
function apply() {
  if (!panel) return;
  working = true;
  const notes = /** @type {HTMLElement[]} */ (all("#content .note[id]"));
  const mine = notes.filter(({ dataset }) => dataset.kind === "mine").length;
  const row = panel.querySelector('[data-layer="mine"]')?.closest("li");
  if (row) row.hidden = !mine;
  /** @type {HTMLElement} */ (row?.querySelector(".facts")).textContent = String(mine);

  if (off.size) root.dataset.off = [...off].join(" ");
  else delete root.dataset.off;
  for (const box of boxes()) box.checked = !off.has(box.dataset.layer ?? "");
  root.toggleAttribute("data-clean", boxes().every(({ checked }) => !checked));

  // Words keep the tint of several notes only while several are shown, and answer no touch while none is.
  const hidden = new Set(notes.filter(isOff).map(({ id }) => id.slice(5)));
  for (const mark of all("mark[data-notes]")) {
    const ids = mark.dataset.notes?.split(" ") ?? [];
    const left = ids.filter((id) => !hidden.has(id)).length;
    mark.classList.toggle("is-off", !left);
    mark.classList.toggle("is-single", left === 1 && ids.length > 1);
  }
  for (const section of all(".whole-notes, .lemmas")) section.hidden = all(".note[id]", section).every(isOff);

  const shown = notes.length - hidden.size;
  figures = `${shown} of ${notes.length} notes shown`;
  /** @type {HTMLElement} */ (panel.querySelector(".layers-count")).textContent = `${figures}.`;
  if (tool) tool.textContent = hidden.size ? `Layers ${shown}/${notes.length}` : "Layers";
  /** @type {HTMLAnchorElement} */ (panel.querySelector(".layers-view")).href = view();
  document.dispatchEvent(new CustomEvent("edition:changed"));
  working = false;
}

/** @returns {string} the address of the page as it is now; the reader's own notes are nobody else's */
function view() {
  const theirs = boxes().filter(({ dataset }) => dataset.layer !== "mine");
  const on = theirs.filter(({ checked }) => checked).map(({ dataset }) => dataset.layer);
  return `?layers=${on.length === theirs.length ? "all" : on.join(",") || "none"}${location.hash}`;
}

/** Keeps the choice on this device, and lets no address contradict it. @param {string} words what was done */
function chosen(words) {
  apply();
  keep("off", off.size ? [...off] : undefined);
  if (new URLSearchParams(location.search).has("layers")) history.replaceState(history.state, "", view());
  say(`${words}, ${figures}`);
}

let fading = 0;
/** @param {string} words for ear and eye, in the bar of tools, for as long as they take to read */
function say(words) {
  const said = document.querySelector(".tool-said");
  if (!said) return;
  said.textContent = words;
  clearTimeout(fading);
  fading = setTimeout(() => (said.textContent = ""), 7000);
}

/** An address leads to a note: then its kind is shown. Not kept, for it is not the reader's choice. @param {string} hash */
function reveal(hash) {
  const note = document.getElementById(hash.replace(/^#?(?:note-|ref-)?/, "note-"));
  const kind = note?.dataset.kind ?? "";
  if (!off.delete(kind)) return;
  apply();
  say(`${labelOf(kind)} shown: the link leads to a note of this kind. ${figures}`);
}

/** @param {string} kind */
const labelOf = (kind) => boxes().find(({ dataset }) => dataset.layer === kind)?.dataset.label ?? kind;

/** @param {MouseEvent} event */
function followed(event) {
  const link = /** @type {Element} */ (event.target).closest("a");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.matches(".layers-view")) {
    history.replaceState(history.state, "", link.href);
    navigator.clipboard?.writeText(link.href).then(() => say("Link copied"), () => say("The link is in the address line"));
    return;
  }
  const asked = new URL(link.href).searchParams.get("layers");
  const kinds = `${document.querySelector("script[data-kinds]")?.getAttribute("data-kinds")} mine`.split(" ");
  off.clear();
  for (const kind of kinds) if (asked !== "all" && asked !== kind) off.add(kind);
  chosen(asked === "all" ? "All layers shown" : asked === "none" ? "The clean text" : `Only ${labelOf(asked ?? "")}`);
}

if (panel && tool) {
  tool.hidden = false;
  /** @type {HTMLElement} */ (tool.closest(".tools")).hidden = false;
  panel.addEventListener("click", followed);
  panel.addEventListener("change", ({ target }) => {
    const { checked, dataset } = /** @type {HTMLInputElement} */ (target);
    if (checked) off.delete(dataset.layer ?? "");
    else off.add(dataset.layer ?? "");
    chosen(`${dataset.label} ${checked ? "shown" : "hidden"}`);
  });
  // Before the notes' own module opens what an address leads to: it stands first in article.js.
  document.addEventListener("edition:open", (event) => reveal(/** @type {CustomEvent} */ (event).detail.id));
  document.addEventListener(
    "click",
    ({ target }) => {
      const link = /** @type {Element} */ (target).closest("a");
      if (link?.hash && link.pathname === location.pathname && !panel.contains(link)) reveal(link.hash);
    },
    true,
  );
  addEventListener("hashchange", () => reveal(location.hash));
  document.addEventListener("edition:changed", () => {
    if (!working) apply();
  });
  addKey("l", "Layers: show and hide kinds of notes", () => panel.togglePopover());
  apply();
  if (location.hash) reveal(location.hash);
}
