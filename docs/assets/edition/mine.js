// The reader's own notes on this article: made from selected words, shown among the edition's, kept on this device only.
import { button, make } from "./elements.js";
import { follow, put, REFUSED, shelf } from "./kept.js";
import { headline, wide } from "./live.js";
import { begin } from "./selecting.js";
import { canonical, describe, find, spanOf, stretches } from "./selectors.js";
import { articleHere } from "./store.js";

/** @typedef {import("./kept.js").Own} Own */
/** @typedef {{ root: Element, start: number, end: number, on: string, range: Range }} Chosen some words of `root` */

const article = articleHere();
const text = document.querySelector(".text");
const titled = headline();
/** @type {Chosen | null} */
let chosen = null;
/** Where the page's words were found to be the edition's: what they are. @type {string | null} */
let verified = null;
/** The note that is being written, which nothing may take away. */
let editing = "";
/** Ends the writing, keeping what is written. */
let leave = () => {};
let seconds = 0;

const status = make("div.mine-status", { role: "status" });
const bar = make("div.mine-bar", { role: "toolbar", "aria-label": "Selected words", popover: "manual" });
const panel = make("div.panel", { id: "mine-panel", popover: "auto", role: "dialog", "aria-labelledby": "mine-title" });
bar.append(
  button("Highlight", () => highlight(), "h"),
  button("Write a note", () => write(), "m"),
  button("Copy quotation", () => copy(quotation())),
  button("Copy link", async () => {
    const range = chosen?.range.cloneRange();
    const { linkTo } = await import("./links.js");
    if (range) copy(linkTo(range));
  }),
);
// A press must not take the selection away before it acts.
bar.addEventListener("pointerdown", (event) => event.preventDefault());
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !bar.matches(":popover-open")) return;
  event.preventDefault();
  getSelection()?.removeAllRanges();
  hideBar();
});
(document.querySelector("#content") ?? document.body).append(bar, status, panel);

// ---------------------------------------------------------------- kept

/** Puts a note in, or in place of the one with its id, beside whatever another tab has put there since. @param {Own} own */
const putNote = (own) => put(article, { title: titled, notes: [...others(own), own] });

/** @param {Own} own @returns {Own[]} what is kept besides */
const others = ({ id }) => shelf(article).notes.filter((note) => note.id !== id);

/** @param {Partial<Own>} parts @returns {Own} */
function newNote(parts) {
  const now = new Date().toISOString();
  const id = `mine-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 6)}`;
  return { id, created: now, changed: now, exact: "", prefix: "", suffix: "", on: "", text: "", ...parts };
}

// ---------------------------------------------------------------- the words of the page

/** Whether the words on the page are those that selectors are made on: a browser that translates the page changes them. */
async function verify() {
  if (!(text instanceof HTMLElement)) return;
  const { text: words } = canonical(text);
  verified = words;
  if (!text.dataset.digest || !globalThis.crypto?.subtle) return;
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words)));
  const digest = [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (digest !== text.dataset.digest) verified = null;
}

/** @returns {Chosen | null} the words that are selected, if they are the article's */
function selected() {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const lemma = text ? null : lemmaAt(range.startContainer);
  const root = text ?? lemma;
  const span = root && spanOf(canonical(root), range);
  return span && { root, start: span[0], end: span[1], on: idOf(lemma), range };
}

/** @param {Node | null} node @returns {Element | null} on a page without the text: the lemma of the note that holds it */
const lemmaAt = (node) =>
  (node instanceof Element ? node : node?.parentElement)?.closest(".lemmas .note:not(.mine)")?.querySelector(".lemma q") ?? null;

/** @param {Element | null} lemma @returns {string} */
const idOf = (lemma) => lemma?.closest(".note")?.id.slice(5) ?? "";

/** @returns {Chosen | null} also, where nothing is selected, the lemma of the note that has the focus */
function taken() {
  const lemma = text ? null : lemmaAt(document.activeElement);
  if (chosen || !lemma) return chosen;
  const range = document.createRange();
  range.selectNodeContents(lemma);
  return { root: lemma, start: 0, end: canonical(lemma).text.length, on: idOf(lemma), range };
}

// ---------------------------------------------------------------- making and changing

export function highlight() {
  const own = keepChosen();
  if (own && !status.hasChildNodes()) say(`Highlighted: “${own.exact}”. Kept on this device only.`);
}

export function write() {
  const own = keepChosen();
  if (own) edit(own.id, true);
}

/** @returns {Own | undefined} */
function keepChosen() {
  chosen = selected() ?? chosen;
  const words = taken();
  if (!words) return say(text ? "Select some words first." : "Select some words, or go to a note, first.");
  leave();
  const whole = canonical(words.root);
  if (text && whole.text !== verified)
    return say("The words on this page are not the edition’s own: perhaps your browser translated them. Notes are made on the words as printed.");
  const own = newNote({ ...describe(whole.text, words.start, words.end), on: words.on });
  getSelection()?.removeAllRanges();
  hideBar();
  status.replaceChildren();
  keep(own);
  return own;
}

function writeOnWhole() {
  panel.hidePopover();
  const own = newNote({});
  keep(own);
  edit(own.id, true);
}

/** @param {Own} own */
function keep(own) {
  const kept = putNote(own);
  paint();
  if (!kept) say(REFUSED, button("Copy the note", () => copy(`“${own.exact}” ${own.text}`)));
}

/** @param {string} id @param {boolean} [fresh] whether it goes again if nothing is written */
function edit(id, fresh = false) {
  leave();
  const own = shelf(article).notes.find((note) => note.id === id);
  const note = document.getElementById(`note-${id}`);
  if (!own || !note) return;
  openNote(id, false);
  editing = id;
  const area = /** @type {HTMLTextAreaElement} */ (make("textarea", { value: own.text, rows: wide.matches ? 5 : 3, dir: "auto", maxLength: 2e4 }));
  const now = (/** @type {string} */ words) => ({ ...own, text: words, changed: new Date().toISOString() });
  // A phone may end the page at any moment: what is written is kept as it is written.
  area.addEventListener("input", () => putNote(now(area.value)));
  const stop = (/** @type {string | null} */ words, stay = true) => {
    if (editing !== id) return;
    editing = "";
    // Another tab may have dropped it meanwhile: what was written comes back.
    if (fresh && !own.exact && !words?.trim()) forget(own);
    else keep(words === null || words === own.text ? own : now(words));
    if (stay) openNote(id);
  };
  leave = () => stop(area.value, false);
  const form = make(
    "form",
    { onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), stop(area.value)) },
    make("label", {}, make("span", {}, "Your note, kept on this device only"), area),
    make("button", { type: "submit" }, "Keep"),
    button("Cancel", () => stop(null)),
  );
  form.addEventListener("keydown", (event) => {
    // Nothing written is lost by leaving.
    if (event.key !== "Escape" && !(event.key === "Enter" && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    stop(area.value);
  });
  note.querySelector(".body")?.replaceWith(form);
  note.querySelector(".credits")?.remove();
  changed();
  area.focus();
}

/** @param {Own} own */
function forget(own) {
  put(article, { title: titled, notes: others(own) });
  paint();
}

/** @param {Own} own */
function remove(own) {
  forget(own);
  const undo = button("Undo", () => {
    keep(own);
    say("The note is back.");
    openNote(own.id);
  });
  say("Your note is deleted.", undo);
  undo.focus({ preventScroll: true });
}

// ---------------------------------------------------------------- showing

/** Shows the notes anew: the article is first put back to the letter as the build made it. */
function paint() {
  if (editing) return;
  const open = document.querySelector(".note.mine:popover-open");
  /** @type {HTMLElement | null | undefined} */ (open?.querySelector('[data-sheet="close"]'))?.click();
  for (const mark of document.querySelectorAll("mark.mine")) mark.replaceWith(...mark.childNodes);
  for (const ours of document.querySelectorAll(".ref.mine, .note.mine, .notes.mine, .whole-notes.mine")) ours.remove();
  text?.normalize();
  for (const lemma of document.querySelectorAll(".lemmas q")) lemma.normalize();
  const { notes } = shelf(article);
  const whole = text && canonical(text);
  const readable = !text || whole?.text === verified;
  const placed = notes.flatMap((own) => {
    if (!own.exact) return [];
    const root = text ?? document.getElementById(`note-${own.on}`)?.querySelector(".lemma q");
    if (!root || !readable) return [];
    const found = whole ?? canonical(root);
    const { status, spans } = find(found.text, own.exact, own.prefix, own.suffix);
    if (status !== "anchored" && status !== "folded") return [];
    return [{ own, start: spans[0][0], end: spans[0][1], parts: stretches(found, ...spans[0]) }];
  });
  placed.sort((one, two) => one.end - two.end || one.start - two.start);
  mark(placed.flatMap(({ own, parts }) => parts.map(([node, from, to]) => ({ node, from, to, id: own.id }))));
  placed.forEach(({ own }, at) => show(own, letter(at)));
  const others = notes.filter((own) => !placed.some((one) => one.own.id === own.id));
  list(others.filter(({ exact }) => !exact), "My notes on the whole article", "");
  const lost = readable ? "Its words are not in the text any more, or no longer at one place only." : "This page shows other words than the edition’s.";
  list(others.filter(({ exact }) => exact), "My notes without a place", lost);
  count(notes.length);
  changed();
  if (open && notes.some(({ id }) => open.id === `note-${id}`)) openNote(open.id.slice(5), false);
}

/** @param {string} id @param {boolean} [focus] */
const openNote = (id, focus = true) => document.dispatchEvent(new CustomEvent("edition:open", { detail: { id, focus } }));
const changed = () => document.dispatchEvent(new CustomEvent("edition:changed"));

/** @param {number} at from 0 @returns {string} a to z, then aa … */
const letter = (at) => (at >= 26 ? letter(Math.floor(at / 26) - 1) : "") + String.fromCharCode(97 + (at % 26));

/** Cuts text nodes, never words: each stretch of text carries the set of notes over it, as the build's do.
 * @param {{ node: Text, from: number, to: number, id: string }[]} parts */
function mark(parts) {
  for (const node of new Set(parts.map((part) => part.node))) {
    const over = parts.filter((part) => part.node === node);
    const cuts = [...new Set([0, node.length, ...over.flatMap(({ from, to }) => [from, to])])].sort((one, two) => one - two);
    const pieces = cuts.slice(1).map((end, at) => {
      const ids = over.filter(({ from, to }) => from <= cuts[at] && end <= to).map(({ id }) => id);
      const words = node.data.slice(cuts[at], end);
      return ids.length ? make("mark.mark.mine", { "data-notes": ids.join(" ") }, words) : words;
    });
    node.replaceWith(...pieces);
  }
}

/** @param {Own} own @param {string} number */
function show(own, number) {
  const marks = document.querySelectorAll(`mark.mine[data-notes~="${own.id}"]`);
  /** @type {Element} */
  let last = marks[marks.length - 1];
  const link = make("a", { id: `ref-${own.id}`, href: `#note-${own.id}`, role: "doc-noteref", "aria-label": `Note ${number}, mine`, "data-kind": "mine" }, number);
  // Never in a link; after what ends with it, its number included.
  for (let parent = last.parentElement; parent?.matches("a, mark") && (parent.tagName === "A" || !last.nextSibling); parent = last.parentElement)
    last = parent;
  while (last.nextSibling instanceof Element && last.nextSibling.matches(".ref")) last = last.nextSibling;
  last.after(make("sup.ref.mine", {}, link));
  const note = aside(own, number);
  const lemma = last.closest(".lemmas .note");
  if (lemma) return lemma.after(note);
  let block = last;
  while (block.parentElement && block.parentElement !== text) block = block.parentElement;
  let group = block.nextElementSibling;
  if (!group?.matches(".notes")) block.after((group = make("div.notes.mine")));
  const next = [...group.children].find((other) => {
    const number = document.getElementById(other.id.replace("note-", "ref-"));
    return number && link.compareDocumentPosition(number) & Node.DOCUMENT_POSITION_FOLLOWING;
  });
  group.insertBefore(note, next ?? null);
}

/** @param {Own} own @param {string} number or "" @param {string} [why] it has no place */
function aside(own, number, why = "") {
  const lemma = own.exact.length > 160 ? `${own.exact.slice(0, 80)} … ${own.exact.slice(-50)}` : own.exact;
  const parts = own.text.split(/\n{2,}/).filter(Boolean);
  const note = make("aside.note.mine", { id: `note-${own.id}`, role: "note", tabIndex: -1, "data-kind": "mine" });
  note.setAttribute("aria-label", number ? `Note ${number}, mine` : "My note");
  const head = [...(number ? [make("span.number", {}, number), " "] : []), make("span.kind", {}, "Mine")];
  note.append(make("p.note-head.label", {}, ...head));
  if (lemma) note.append(make("p.lemma", { dir: "auto" }, lemma));
  if (why) note.append(make("p.where", {}, why));
  note.append(make("div.body", { dir: "auto" }, ...parts.map((words) => make("p", {}, words))));
  const credits = make("p.credits", {}, button(own.text ? "Edit" : "Write", () => edit(own.id)), button("Delete", () => remove(own)));
  if (number) credits.append(make("a.back", { href: `#ref-${own.id}`, "aria-label": `Back to the text, note ${number}` }, "Back to the text"));
  note.append(credits);
  return note;
}

/** @param {Own[]} notes @param {string} heading @param {string} why they have no place */
function list(notes, heading, why) {
  if (!notes.length) return;
  const section = make("section.whole-notes.mine", {}, make("h2", {}, heading), ...notes.map((own) => aside(own, "", why)));
  const before = document.querySelector(why ? ".apparatus" : ".lemmas");
  if (before) before.before(section);
  else (document.querySelector(".text .prelude") ?? document.querySelector("#content"))?.append(section);
}

/** @param {number} number */
function count(number) {
  const tool = document.querySelector('[data-tool="mine"]');
  if (tool) tool.textContent = number ? `My notes (${number})` : "My notes";
}

// ---------------------------------------------------------------- the bar, the panel, what is said

/** Whether selected words are for the edition's own notes now. */
const annotating = () => "annotate" in document.documentElement.dataset;

function showBar() {
  chosen = selected();
  if (!chosen || annotating()) return hideBar();
  // Above a note that is open as a sheet.
  bar.hidePopover();
  bar.showPopover();
  bar.style.inset = "";
  // At the foot of small and of touched screens, where the system's own menu does not come.
  if (!matchMedia("(width >= 48rem) and (pointer: fine)").matches) return;
  const boxes = [...chosen.range.getClientRects()];
  const last = boxes[boxes.length - 1];
  if (!last) return;
  const below = last.bottom + 10;
  const room = below + bar.offsetHeight < innerHeight;
  const top = room ? below : Math.max(4, boxes[0].top - bar.offsetHeight - 10);
  const left = Math.max(8, Math.min(last.left, document.documentElement.clientWidth - bar.offsetWidth - 8));
  bar.style.inset = `${top + scrollY}px auto auto ${left + scrollX}px`;
}

function hideBar() {
  chosen = null;
  bar.hidePopover();
}

/** By keyboard. */
export const select = () =>
  begin(say, () => {
    status.replaceChildren();
    if (annotating()) return document.dispatchEvent(new CustomEvent("edition:selected"));
    showBar();
    bar.querySelector("button")?.focus({ preventScroll: true });
  });

export function showPanel() {
  const { notes } = shelf(article);
  const close = button("Close", () => panel.hidePopover());
  close.className = "close";
  close.autofocus = true;
  const items = notes.map((own) => {
    const link = make("a", { href: `#note-${own.id}` }, own.exact || own.text || "On the whole article");
    link.addEventListener("click", () => panel.hidePopover());
    return make("li", { dir: "auto" }, link);
  });
  panel.replaceChildren(
    make("h2", { id: "mine-title" }, "My notes on this article"),
    close,
    make("p", {}, "Select words to highlight them or to write a note. Your notes are kept on this device, in this browser, and nowhere else."),
    ...(items.length ? [make("ul", {}, ...items)] : []),
    make("p.mine-actions", {}, button("Write on the whole article", writeOnWhole), make("a", { href: new URL("../../my-notes/", import.meta.url).href }, "All my notes")),
  );
  panel.showPopover();
}

/** @param {string} words @param {Node[]} more @returns {undefined} */
function say(words, ...more) {
  status.replaceChildren(words, " ", ...more);
  clearTimeout(seconds);
  seconds = setTimeout(function go() {
    // Not under the reader's finger.
    if (status.matches(":focus-within, :hover")) seconds = setTimeout(go, 2000);
    else status.replaceChildren();
  }, 8000);
}

/** @returns {string} the words, and where they stand */
function quotation() {
  if (!chosen) return "";
  const { root, start, end } = chosen;
  const words = canonical(root).text.slice(start, end);
  return `“${words.replaceAll("\n", "\n\n")}” (${titled}, ${pageWith(blockId())})`;
}

const blockId = () => chosen?.range.startContainer.parentElement?.closest('[id^="p-"]')?.id ?? "";

/** @param {string} hash */
const pageWith = (hash) => location.href.replace(/#.*/, "") + (hash && `#${hash}`);

/** @param {string} words */
async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    say("Copied.");
  } catch {
    say("The browser did not allow copying. Select and copy this: ", make("output", {}, words));
  }
}

// ---------------------------------------------------------------- at work

let waiting = 0;
let pressed = false;
const settle = () => {
  clearTimeout(waiting);
  if (!pressed && !document.activeElement?.closest(".mine-bar")) waiting = setTimeout(showBar, 60);
};
document.addEventListener("selectionchange", settle);
document.addEventListener("pointerdown", (event) => {
  pressed = event.pointerType === "mouse" && !(/** @type {Element} */ (event.target).closest(".mine-bar"));
});
document.addEventListener("pointerup", () => {
  pressed = false;
  settle();
});
// A sheet that goes down takes what was being written in it away, but not the words.
document.addEventListener("edition:opened", (event) => {
  if (!wide.matches && /** @type {CustomEvent} */ (event).detail.id !== editing) setTimeout(leave);
});
follow((changedArticle) => changedArticle === article && paint());

await verify();
paint();
if (location.hash.startsWith("#note-mine-")) openNote(location.hash.slice(6));
showBar();
