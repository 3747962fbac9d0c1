// Selecting words by keyboard, without the browser's caret browsing: from a ¶ or a note's number, word by word.
import { canonical, stretches } from "./selectors.js";

/** @param {string} text @param {"word" | "sentence"} unit @returns {[number, number][]} where each begins and ends */
const units = (text, unit) =>
  [...new Intl.Segmenter(document.documentElement.lang, { granularity: unit }).segment(text)]
    .filter(({ isWordLike, segment }) => (unit === "word" ? isWordLike : segment.trim()))
    .map(({ index, segment }) => [index, index + segment.trimEnd().length]);

/**
 * Starts at what has the focus; at the first line on the screen where that is not in the text.
 * @param {(words: string) => void} say @param {() => void} take is called when the words are selected
 */
export function begin(say, take) {
  const from = document.activeElement;
  const root = document.querySelector(".text") ?? from?.closest(".lemmas .note")?.querySelector(".lemma q");
  if (!root) return say("Go to a note first: its words can be selected.");
  const whole = canonical(root);
  const words = units(whole.text, "word");
  const sentences = units(whole.text, "sentence").map(([at]) => at);
  const blocks = whole.blocks.map(({ start }) => start);
  if (!words.length) return;
  const after = (/** @type {Node} */ node) =>
    root.contains(from)
      ? from && from.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING
      : /** @type {Element} */ (node.parentElement).getBoundingClientRect().bottom > 60;
  const block = whole.blocks.find(({ nodes }) => nodes.some(([node]) => after(node))) ?? whole.blocks[0];
  const node = block.nodes.find(([node]) => after(node)) ?? block.nodes[0];
  const at = block.start + Math.max(0, block.normal.origins?.findIndex((origin) => origin >= node[1]) ?? node[1]);
  const rtl = getComputedStyle(root).direction === "rtl";
  /** Indices in `words`; `first` moves with `last` until it is held. */
  let last = Math.max(0, words.findIndex(([, end]) => end > at));
  let [first, held] = [last, false];

  const show = () => {
    const [low, high] = [Math.min(first, last), Math.max(first, last)];
    const parts = stretches(whole, words[low][0], words[high][1]);
    const [head, tail] = [parts[0], parts[parts.length - 1]];
    getSelection()?.setBaseAndExtent(head[0], head[1], tail[0], tail[2]);
    const range = document.createRange();
    const part = stretches(whole, ...words[last])[0];
    range.setStart(part[0], part[1]);
    const { top, bottom } = range.getBoundingClientRect();
    if (top < 80 || bottom > innerHeight - 80) scrollBy(0, top - innerHeight / 2);
    const word = whole.text.slice(...words[last]);
    say(held ? `To “${word}”, ${high - low + 1} ${high > low ? "words" : "word"}.` : `“${word}”`);
  };
  /** @param {number[]} starts where units begin @param {number} by @returns {number} the word reached */
  const over = (starts, by) => {
    const here = words[last][0];
    const next = by > 0 ? starts.find((start) => start > here) : starts.findLast((start) => start < here);
    const found = words.findIndex(([start]) => start >= (next ?? (by > 0 ? Infinity : 0)));
    // While extending, whole sentences are taken: up to the word before the next one.
    return found < 0 ? words.length - 1 : held && by > 0 && found - 1 > last ? found - 1 : found;
  };
  const stop = () => {
    removeEventListener("keydown", pressed, true);
    delete document.documentElement.dataset.selecting;
  };
  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const { key, shiftKey } = event;
    const by = key === "ArrowDown" || key === (rtl ? "ArrowLeft" : "ArrowRight") ? 1 : -1;
    if (key.startsWith("Arrow")) {
      const upright = /Up|Down/.test(key);
      last = shiftKey ? over(upright ? blocks : sentences, by) : upright ? over(sentences, by) : Math.min(Math.max(last + by, 0), words.length - 1);
      if (!held) first = last;
      show();
    } else if (key === " ") {
      held = true;
      show();
    } else if (key === "Enter") {
      stop();
      take();
    } else if (key === "Escape" || key === "Tab") {
      stop();
      getSelection()?.removeAllRanges();
      say("Nothing selected.");
    } else return;
    if (key !== "Tab") event.preventDefault();
    event.stopImmediatePropagation();
  }
  document.documentElement.dataset.selecting = ""; // Nothing is chosen yet, though words are selected.
  addEventListener("keydown", pressed, true);
  addEventListener("pointerdown", stop, { once: true });
  show();
  say(`“${whole.text.slice(...words[last])}”. Arrows move by word, with Shift by sentence or paragraph; Space begins the passage here, Enter takes it, Escape leaves.`);
}
