// How a note on a long passage says where it stands: by the passage's first words and its last. To the letter what
// build_scripts/anchoring/ends.py does; tests/cases/selectors holds for both.
import { describe, isBoundary, widen } from "./selectors.js";

/** @typedef {import("./selectors.js").Selector} Selector */

const [LEAST, LEMMA, MANY, VERY] = [3, 10, 25, 50];
/** Of scripts written without spaces two signs count as a word. */
const WORD =
  /[\u0e00-\u109f\u1780-\u17ff\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\uff01-\uff9f\u{20000}-\u{3ffff}]{1,2}|[^\u0e00-\u109f\u1780-\u17ff\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\uff01-\uff9f\u{20000}-\u{3ffff} \n]+/gu;

/** @param {string} words @returns {number} */
export const countWords = (words) => words.match(WORD)?.length ?? 0;

/** @param {string} words a newline is the border of two blocks
 * @returns {{ may: boolean, should: boolean }} whether an annotator is asked; whether it is so unless she says otherwise */
export function isLong(words) {
  const [count, borders] = [countWords(words), words.includes("\n")];
  return { may: count > (borders ? LEMMA : MANY), should: count > (borders ? LEMMA : VERY) };
}

/** @param {string} text canonical @param {number} start @param {number} end
 * @returns {(Selector & { through: string }) | null} null where nothing would be left out between first and last words */
export function describeEnds(text, start, end) {
  text = text.replaceAll("\n", " ");
  [start, end] = widen(text, start, end);
  const words = [...text.slice(start, end).matchAll(WORD)].map(({ 0: word, index }) => [start + index, start + index + word.length]);
  /** @type {[length: number, stop: number, selector: Selector] | undefined} */
  let first;
  for (let length = LEAST; length <= Math.min(LEMMA, words.length - LEAST - 1); length++) {
    const stop = words[length - 1][1];
    if (!isBoundary(text, stop)) continue;
    const selector = describe(text, start, stop);
    const alone = !selector.prefix && !selector.suffix;
    if (alone || !first) first = [length, stop, selector];
    if (alone) break;
  }
  if (!first) return null;
  const [length, stop, selector] = first;
  for (let count = LEAST; count <= Math.min(MANY, words.length - length - 1); count++) {
    const from = words[words.length - count][0];
    if (isBoundary(text, from) && soonest(text, text.slice(from, end), stop) === from) return { ...selector, through: text.slice(from, end) };
  }
  return null;
}

/** @param {string} text @param {string} words that stand in it @param {number} at */
function soonest(text, words, at) {
  do at = text.indexOf(words, at);
  while (!(isBoundary(text, at) && isBoundary(text, at + words.length)) && at++ >= 0);
  return at;
}
