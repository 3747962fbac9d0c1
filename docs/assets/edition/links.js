// Links to anything: a note, a paragraph, the very words of a passage; and the buttons that copy them.
import { beside } from "./beside.js";

/** What browsers do not look into for the words of a link, as far as it matters here. */
const UNREAD = "script, style, [popover], [hidden]:not([hidden='until-found'])";
const BLOCKS = "p, li, td, th, h1, h2, h3, h4, h5, h6, blockquote, pre, dt, dd, div, section, aside, article, summary, button, label, body";
/** Numbers of ours in the text: no words of it. */
const OURS = ".ref, .fnref, .pilcrow";
/** In a page's words, what stands for one of them. */
const NUMBER = "\ufffc";
/** A passage of more characters is given by its first and last words. */
const LONG = 200;
const EDGE = 6;

/** The page's address without a fragment. */
export const here = () => location.href.replace(/[?#].*$/, "");

/**
 * The address of exactly these words, for every browser that knows the specification "URL Fragment Text Directives"; in
 * others that of their paragraph or note. Half words at the ends are made whole.
 * @param {Range} range inside the page @returns {string} of the paragraph alone where the words are none, or can't be told
 *   from others
 */
export function linkTo(range) {
  const from = range.startContainer;
  const near = (from instanceof Element ? from : from.parentElement)?.closest("[id^='p-'], [id^='note-']")?.id ?? "";
  const words = directive(range);
  return here() + (near || words ? `#${near}` : "") + (words && `:~:text=${words}`);
}

/** @param {Range} range */
function directive(range) {
  const { all, start, end } = wholeWords(readPage(range));
  const runs = all
    .slice(start, end)
    .split(/[\n\ufffc]+/)
    .map((run) => run.trim())
    .filter(Boolean);
  if (!runs.length) return "";
  const first = runs[0].split(" ");
  const last = runs[runs.length - 1].split(" ");
  const terms =
    runs.length === 1 && end - start <= LONG
      ? [runs[0]]
      : [first.slice(0, EDGE).join(" "), last.slice(-EDGE).join(" ")];
  const before = (/[^\n\ufffc]*$/.exec(all.slice(0, start))?.[0] ?? "").trim().split(" ");
  const after = (/^[^\n\ufffc]*/.exec(all.slice(end))?.[0] ?? "").trim().split(" ");
  for (const context of [0, 2, 5, 12]) {
    const prefix = context ? before.slice(-context).join(" ") : "";
    const suffix = after.slice(0, context).join(" ");
    const found = pattern(terms, prefix, suffix).exec(all);
    if (found?.index === start && start + found[0].length === end) {
      return [prefix && `${encode(prefix)}-`, ...terms.map(encode), suffix && `-${encode(suffix)}`].filter(Boolean).join(",");
    }
  }
  return "";
}

/** The dash too, which the directive's grammar reserves beside the comma and the ampersand. @param {string} words */
const encode = (words) => encodeURIComponent(words).replace(/-/g, "%2D");

/** How a browser looks for the words: whole ones, whatever their case. @param {string[]} terms @param {string} prefix @param {string} suffix */
function pattern(terms, prefix, suffix) {
  const whole = (/** @type {string} */ words) =>
    `(?<![\\p{L}\\p{N}])${words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}(?![\\p{L}\\p{N}])`;
  const behind = prefix && `(?<=${whole(prefix)}\\s*)`;
  const ahead = suffix && `(?=\\s*${whole(suffix)})`;
  return new RegExp(behind + terms.map(whole).join("[^]*?") + ahead, "iu");
}

/** The page's words as a browser looks for them, blocks apart, and where `range` begins and ends in them. @param {Range} range */
function readPage(range) {
  let all = "";
  let start = -1;
  let end = -1;
  /** @type {Element | null} */
  let block = null;
  const add = (/** @type {string} */ words) => {
    const spaced = words.replace(/\s+/g, " ");
    all += /(^|\s)$/.test(all) ? spaced.trimStart() : spaced;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    const parent = /** @type {Element} */ (node.parentElement);
    if (parent.closest(UNREAD)) continue;
    const own = parent.closest(BLOCKS);
    if (own !== block) all = `${all.trimEnd()}\n`;
    block = own;
    if (parent.closest(OURS)) {
      all += NUMBER;
      continue;
    }
    if (!range.intersectsNode(node)) {
      add(node.data);
      continue;
    }
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    add(node.data.slice(0, from));
    if (start < 0) start = all.length;
    add(node.data.slice(from, to));
    end = all.length;
    add(node.data.slice(to));
  }
  return { all, start, end };
}

/** @param {{all: string, start: number, end: number}} read */
function wholeWords({ all, start, end }) {
  if (start < 0) return { all, start: 0, end: 0 };
  while (start < end && /[\s\ufffc]/.test(all[start])) start++;
  while (end > start && /[\s\ufffc]/.test(all[end - 1])) end--;
  if (start === end) return { all, start, end };
  const from = all.lastIndexOf("\n", start) + 1;
  const to = all.indexOf("\n", end);
  for (const { index, segment, isWordLike } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(
    all.slice(from, to < 0 ? all.length : to),
  )) {
    const [left, right] = [from + index, from + index + segment.length];
    if (!isWordLike) continue;
    if (left < start && start < right) start = left;
    if (left < end && end < right) end = right;
  }
  return { all, start, end };
}

/** @param {string} id of a note, without "note-" @returns {Range | null} the words it is about, or where they are not here its lemma */
export function wordsOf(id) {
  const marks = document.querySelectorAll(`mark[data-notes~="${id}"]`);
  const lemma = document.querySelector(`#note-${id} .lemma q`);
  const range = document.createRange();
  if (marks.length) {
    range.setStartBefore(marks[0]);
    range.setEndAfter(marks[marks.length - 1]);
  } else if (lemma) range.selectNodeContents(lemma);
  else return null;
  return range;
}

// ---------------------------------------------------------------- copying

const status = document.createElement("p");
status.className = "unseen";
status.setAttribute("role", "status");
document.body.append(status);

/**
 * Copies, and says so on the button and, politely, to the ear. Where the clipboard is refused, the text is shown beside the
 * button, selected.
 * @param {string} text @param {HTMLElement} button
 */
export async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    show(text, button);
    return;
  }
  button.style.minWidth = `${button.offsetWidth}px`;
  // Read only now: pressed again, it may have got its words back while the clipboard was written.
  const words = button.textContent;
  button.textContent = status.textContent = "Copied";
  setTimeout(() => {
    if (button.textContent === "Copied") button.textContent = words;
    status.textContent = "";
  }, 2500);
}

/** @param {string} text @param {HTMLElement} button */
function show(text, button) {
  const next = button.nextElementSibling;
  const field = next instanceof HTMLTextAreaElement ? next : document.createElement("textarea");
  field.className = "to-copy";
  field.readOnly = true;
  field.rows = Math.min(8, text.split("\n").length + 1);
  field.setAttribute("aria-label", "Copy this yourself: the browser does not let the page do it");
  field.value = text;
  button.after(field);
  field.focus();
  field.select();
}

/** @param {HTMLElement} button @returns {string} what it copies */
function textFor(button) {
  const what = button.dataset.copy ?? "";
  if (what) return new URL(what, here()).href;
  return (button.closest("div")?.querySelector("dd")?.textContent ?? "").trim();
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest("button[data-copy]"));
  if (button) copy(textFor(button), button);
  const pilcrow = /** @type {HTMLAnchorElement | null} */ (target.closest("a.pilcrow"));
  if (!pilcrow || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  location.hash = pilcrow.hash;
  offer(pilcrow);
});

/** Beside a paragraph's number, the button that copies its address. @param {HTMLAnchorElement} pilcrow */
function offer(pilcrow) {
  const box = document.querySelector("#copy-box") ?? document.createElement("div");
  if (!(box instanceof HTMLElement)) return;
  box.id = "copy-box";
  box.popover = "auto";
  const button = document.createElement("button");
  button.type = "button";
  button.autofocus = true;
  button.dataset.copy = pilcrow.hash;
  button.textContent = `Copy link to ¶ ${pilcrow.hash.slice(3)}`;
  box.replaceChildren(button);
  document.body.append(box);
  // Going to the paragraph took the focus away; closing the box gives it back to what has it now.
  pilcrow.focus({ preventScroll: true });
  box.showPopover();
  beside(box, pilcrow.getBoundingClientRect());
}
