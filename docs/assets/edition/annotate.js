// Annotate: with it on, selected words become an entry for the article's sidecar. What is written stays in this tab until it
// is copied; nothing is sent anywhere.
import { describeEnds, isLong } from "./annotate-ends.js";
import { checksum, sheetOf } from "./annotate-entry.js";
import { makeForm } from "./annotate-form.js";
import { button, make } from "./elements.js";
import { standing } from "./annotate-others.js";
import { canonical, describe, find, spanOf, stretches, widen } from "./selectors.js";
import { articleHere, keep, read, root } from "./store.js";

/** @typedef {import("./annotate-form.js").Draft} Draft */
/** @typedef {import("./annotate-form.js").Told} Told */

const TRANSLATED =
  "The words on this page are not the edition’s own: perhaps your browser translated them. Show the original, and select again; an entry is made from the words as printed only.";
const UNCERTAIN =
  "The text of this article is not published, so it can’t be told here whether these words stand in it once. Correct them if need be; the entry says that they are to be checked.";
const CUT = "The words begin or end within a word. Select again, unless that is meant.";
/** Side by side they are of one word; where words are written without spaces nothing can be told. */
const LETTERS = /^(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}])[\p{L}\p{M}\p{N}]){2}$/u;
const LONGEST_CONTEXT = 1000;
const LONGEST_QUOTE = 10240;

const text = /** @type {HTMLElement | null} */ (document.querySelector(".text"));
const link = /** @type {HTMLAnchorElement} */ (document.querySelector(".annotate-link a"));
const page = document.documentElement;
const store = `edition:${root}:annotate`;
/** What a draft has of its words. */
const NOTHING = { exact: "", prefix: "", suffix: "", first: "", lead: "", trail: "", through: "", ends: false, must: false, of: "", unsure: false, why: "", no: false };
/** @type {Draft} */
const EMPTY = { ...NOTHING, id: "", kind: "", verdict: "", note: "", tags: "", author: "" };
/** @type {Draft} */
const draft = { ...EMPTY };
/** Whether there is something to go on with. */
let begun = false;
let [on, pressed, waiting] = [false, false, 0];
/** What was written of other notes of this article before another was begun, the latest last. @type {Draft[]} */
let before = [];
/** The kind that a note begins with. */
let usual = "";
/** What the page's words are, if they are the edition's. @type {string | null} */
let verified = null;
/** @type {ReturnType<typeof makeForm>} */
let form;
/** @type {HTMLElement} */
let sign;
/** @type {HTMLElement | null} */
let back = null;
/** Stays when all else of it goes. */
const ended = make("p.unseen", { role: "status" });

/** @param {string} name @param {string | null} value null forgets it */
function remember(name, value) {
  try {
    if (value === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
  } catch {
    // Without storage it lasts as long as the page.
  }
}

/** @param {string} [more] @returns {string} the name of what is kept of this article in this tab */
const here = (more = "") => `${store}:${articleHere()}${more}`;

/** @param {string} name @returns {unknown} what was remembered */
function recalled(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

/** @param {unknown} kept @returns {Partial<Draft> & { open?: boolean }} what of it a draft can have */
function partsOf(kept) {
  const parts = Object.entries(kept ?? {});
  return Object.fromEntries(parts.filter(([name, value]) => name === "open" || typeof value === typeof EMPTY[/** @type {"id"} */ (name)]));
}

/** Turns it on; when it is on, leads to the entry. */
export async function annotate() {
  if (on) return form ? toEntry() : undefined;
  if (!link) return;
  on = true;
  /** @type {Told} */
  let told;
  try {
    [told] = await Promise.all([fetch(new URL("../../annotate.json", import.meta.url)).then((answer) => answer.json()), styled(), verify()]);
  } catch {
    on = false;
    return;
  }
  page.dataset.annotate = text ? getComputedStyle(text).direction : "ltr";
  remember(store, "on");
  prepare(told);
  usual = told.usual;
  const kept = partsOf(recalled(here()));
  Object.assign(draft, { kind: usual, author: read("annotate-author", "") }, kept);
  before = [recalled(here(":before")) ?? []].flat().map((one) => ({ ...EMPTY, ...partsOf(one) }));
  if (!told.kinds.some(([kind]) => kind === draft.kind)) draft.kind = usual;
  if (!told.annotators.some(([id]) => id === draft.author)) draft.author = "";
  begun = "exact" in kept;
  if (!take() && begun && kept.open) show();
  tell();
}

/** @returns {Promise<unknown>} its stylesheet is there */
const styled = () =>
  new Promise((done, failed) => {
    const sheet = make("link", { rel: "stylesheet", href: new URL("annotate.css", import.meta.url).href, onload: done, onerror: failed });
    document.head.append(sheet);
  });

/** Whether the page's words are those that the build read. */
async function verify() {
  if (!text) return;
  const words = canonical(text).text;
  const sum = globalThis.crypto?.subtle && new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words)));
  const digest = sum && [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  verified = !digest || digest === text.dataset.digest ? words : null;
}

/** @param {Told} told */
function prepare(told) {
  const { sidecar = "", sheet, start = "", taken = "" } = link.dataset;
  const hidden = new Set(taken.split(" "));
  const isTaken = (/** @type {string} */ id) => !!document.querySelector(`.note:not(.mine)[id="note-${CSS.escape(id)}"]`) || hidden.has(checksum(id));
  form = makeForm(told, { path: sidecar, sheet: sheetOf(sheet), start, taken: isTaken }, draft, changed, close, anew);
  sign = make(
    "div.annotate-sign",
    { role: "group", "aria-label": "Annotate" },
    make("p", { role: "status" }, make("span.annotate-is"), make("span.annotate-how")),
    button("Whole article", whole),
    make("button.annotate-back", { type: "button", onclick: toEntry, hidden: true }, "Go on writing"),
    make("button.annotate-before", { type: "button", onclick: bringBack, hidden: true }, "Bring back the last note"),
    button("Leave", leave),
  );
  document.querySelector(".tools")?.append(sign);
  document.querySelector("#content")?.append(form.panel);
  document.body.append(ended);
  for (const [name, act] of Object.entries(listeners)) document.addEventListener(name, act);
  form.panel.addEventListener("keydown", escaped);
}

/** Says that it is on, and how to go on. @param {string} [now] what has just been done */
function tell(now) {
  const [is, how] = sign.querySelectorAll("p span");
  if (now || !is.hasChildNodes()) setTimeout(() => is.replaceChildren(now ?? "Annotate is on."));
  if (!how.hasChildNodes()) setTimeout(() => how.replaceChildren(text ? "Select words." : "Select words that a note quotes."));
  ended.textContent = "";
  /** @type {HTMLElement} */ (sign.querySelector(".annotate-back")).hidden = !begun || isOpen();
  /** @type {HTMLElement} */ (sign.querySelector(".annotate-before")).hidden = !before.length;
  document.dispatchEvent(new CustomEvent("edition:changed"));
}

const isOpen = () => form.panel.matches(":popover-open");

function leave() {
  close();
  on = false;
  remember(store, null);
  delete page.dataset.annotate;
  for (const [name, act] of Object.entries(listeners)) document.removeEventListener(name, act);
  sign.remove();
  form.panel.remove();
  ended.textContent = "Annotate is off.";
  const address = new URL(location.href);
  address.searchParams.delete("annotate");
  history.replaceState(history.state, "", address);
  /** @type {HTMLElement | null} */ (document.querySelector(".tools button:not([hidden])"))?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("edition:changed"));
}

// ---------------------------------------------------------------- the words

/** @param {Node | null} node @returns {Element | null} on a page without the text: the lemma that holds it */
const lemmaAt = (node) => (node instanceof Element ? node : node?.parentElement)?.closest(".lemmas .note:not(.mine) .lemma q") ?? null;

/** Makes the selected words those of the entry. @returns {boolean} whether there are any */
function take() {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return false;
  const range = selection.getRangeAt(0);
  const among = text ?? lemmaAt(range.startContainer);
  const whole = among && canonical(among);
  const span = whole && spanOf(whole, range);
  if (!span) return false;
  if (!text) set({ of: among.closest(".note")?.id, ...ofLemma(among, whole.text, ...widen(whole.text, ...span)) });
  else if (whole.text !== verified) set({ no: true, why: TRANSLATED });
  else set({ why: cut(whole.text, ...span), ...fitting(whole.text, ...span) });
  return true;
}

/** @param {string} whole @param {number} start @param {number} end @returns {Partial<Draft>} */
function fitting(whole, start, end) {
  const selector = describe(whole, start, end);
  const long = isLong(whole.slice(start, end));
  const found = long.may && describeEnds(whole, start, end);
  const bytes = new TextEncoder().encode(selector.exact).length;
  const why = `A quote has at most ${LONGEST_QUOTE.toLocaleString("en")} bytes, and this one ${bytes.toLocaleString("en")}. Select fewer words: three to ten are best.`;
  const must = bytes > LONGEST_QUOTE;
  if (!found) return must ? { no: true, why } : selector;
  const { exact: first, prefix: lead, suffix: trail, through } = found;
  return { ...selector, first, lead, trail, through, ends: long.should || must, must };
}

/** @param {string} words @param {number} start @param {number} end @returns {string} what is to be said of an end within a word */
function cut(words, start, end) {
  const within = (/** @type {number} */ at) => LETTERS.test(words.slice(Math.max(at - 1, 0), at + 1));
  return within(start) || within(end) ? CUT : "";
}

/** A lemma that stands in the text once names its own words with what stands beside them in it.
 * @param {Element} lemma @param {string} words @param {number} start @param {number} end @returns {Partial<Draft>} */
function ofLemma(lemma, words, start, end) {
  const [exact, prefix, suffix] = [words.slice(start, end), words.slice(0, start), words.slice(end)];
  const exactly = lemma.hasAttribute("data-alone") && Math.max(prefix.length, suffix.length) * 3 < LONGEST_CONTEXT;
  return exactly ? { exact, prefix, suffix } : { exact, unsure: true, why: UNCERTAIN };
}

/** The entry is on these words now; what was written of it stays. @param {Partial<Draft>} words */
function set(words) {
  Object.assign(draft, NOTHING, words);
  begun = !draft.no;
  show();
}

/** The entry is on the whole article now, whatever is selected. */
function whole() {
  clearTimeout(waiting);
  getSelection()?.removeAllRanges();
  set({});
}

/** What holds the words of the entry: the text, or a lemma. */
const holder = () => (isOpen() && draft.exact ? (text ?? (draft.of ? lemmaAt(document.querySelector(`#${draft.of} .lemma q`)) : null)) : null);

/** Shows the words of the entry where they stand, for the selection itself goes with the first letter she types; and in
 * the panel the notes that stand on them already. */
function paint() {
  const among = holder();
  const whole = among && canonical(among);
  const { status, spans } = find(whole?.text ?? "", draft.exact, draft.prefix, draft.suffix);
  const span = status === "anchored" || status === "folded" ? spans[0] : undefined;
  const pieces = whole && span ? stretches(whole, ...span) : [];
  form.others.replaceChildren(...standing(pieces.map(([node]) => node), text ? null : among, whole?.text ?? "", span));
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete("annotate");
  const ranges = pieces.map(([node, from, to]) => new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to }));
  if (ranges.length) CSS.highlights.set("annotate", new Highlight(...ranges));
}

// ---------------------------------------------------------------- the panel

function show() {
  const fresh = !isOpen();
  // One sheet at a time stands at the foot of a narrow page.
  /** @type {HTMLElement | null} */ (document.querySelector(".note:popover-open [data-sheet='close']"))?.click();
  if (fresh) form.panel.showPopover();
  form.fill();
  document.body.style.setProperty("--annotate", `${form.panel.offsetHeight}px`);
  changed();
  paint();
  if (fresh) tell();
  uncover();
}

/** Scrolls no further than needed for the selected words to stand above a sheet at the foot. */
function uncover() {
  const top = form.panel.getBoundingClientRect().top;
  const selection = getSelection();
  if (top < innerHeight * 0.2 || !selection?.rangeCount || selection.isCollapsed) return;
  const { bottom } = selection.getRangeAt(0).getBoundingClientRect();
  if (bottom > top - 12) scrollBy(0, bottom - top + 12);
}

/** Keeps what is written, in this tab. */
function changed() {
  remember(here(), begun ? JSON.stringify({ ...draft, open: isOpen() }) : null);
  remember(here(":before"), before.length ? JSON.stringify(before) : null);
  keep("annotate-author", draft.author || undefined);
}

function close() {
  clearTimeout(waiting);
  if (!isOpen()) return;
  const inside = form.panel.contains(document.activeElement);
  if (!draft.exact && !isWritten()) begun = false;
  form.panel.hidePopover();
  changed();
  paint();
  tell();
  if (inside) (back?.isConnected ? back : /** @type {HTMLElement | null} */ (sign.querySelector("button:not([hidden])")))?.focus({ preventScroll: true });
}

/** Whether there is more than selected words: something to lose. */
const isWritten = () => !!(draft.note.trim() || draft.tags.trim() || draft.id);

/** A note that she opens stands before the entry, which waits in the bar. */
function giveWay() {
  clearTimeout(waiting);
  if (!isOpen()) return;
  // Else the words, still selected, would bring it back.
  getSelection()?.removeAllRanges();
  close();
}

/** What has the focus must be seen. @param {FocusEvent} event */
function focused({ target }) {
  const element = /** @type {Element} */ (target);
  if (!isOpen() || element.closest(".panel")) return;
  const [box, over] = [element.getBoundingClientRect(), form.panel.getBoundingClientRect()];
  const side = box.right > over.left && box.left < over.right;
  if (side && box.bottom > over.top && box.top < over.bottom) giveWay();
}

function anew() {
  if (isWritten()) before.push({ ...draft });
  Object.assign(draft, EMPTY, { kind: usual, author: draft.author });
  begun = false;
  close();
  getSelection()?.removeAllRanges();
  changed();
  tell("Begun anew.");
}

/** What was written last is the entry again; what is written of another now waits behind all that does. */
function bringBack() {
  clearTimeout(waiting);
  getSelection()?.removeAllRanges();
  const last = before.pop();
  if (isWritten()) before.unshift({ ...draft });
  Object.assign(draft, last);
  begun = true;
  show();
  tell();
  form.focus();
}

/** Moves the focus into the panel; where it is closed it is opened, on the selected words if there are any. */
function toEntry() {
  if (!form.panel.contains(document.activeElement)) back = /** @type {HTMLElement | null} */ (document.activeElement);
  clearTimeout(waiting);
  if (!take() && !isOpen()) show();
  if (!draft.exact && !draft.no) begun = true;
  form.focus();
}

/** @param {KeyboardEvent} event */
function escaped(event) {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  close();
}

// ---------------------------------------------------------------- at work

/** @param {number} [after] milliseconds: a finger goes on moving the ends of a selection */
function settle(after = 80) {
  clearTimeout(waiting);
  if (!pressed && !("selecting" in page.dataset) && !document.activeElement?.closest(".annotate")) waiting = setTimeout(take, after);
}

/** @type {Record<string, (event: any) => void>} */
const listeners = {
  selectionchange: () => settle(matchMedia("(pointer: coarse)").matches ? 400 : 80),
  pointerdown: ({ pointerType }) => (pressed = pointerType === "mouse"),
  pointerup: () => {
    pressed = false;
    settle();
  },
  keydown: (event) => {
    if (!event.defaultPrevented && isOpen() && ![...document.querySelectorAll(":popover-open")].some((one) => one !== form.panel)) escaped(event);
  },
  "edition:selected": toEntry,
  focusin: focused,
  // In the margin a note is lit when a mouse only rests on its words; at the foot of a narrow page it is opened.
  "edition:opened": ({ detail }) => {
    if (detail.id && document.querySelector(".note:popover-open, .note.is-lit[hidden]")) giveWay();
  },
  click: ({ target }) => {
    if (target.closest("[data-tool='next'], [data-tool='previous']")) giveWay();
  },
};
