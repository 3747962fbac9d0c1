// The browser's half of anchoring: the canonical text of the article on this page, the shortest selector of some of its
// words, and the place of a selector. To the letter what build_scripts/anchoring does; tests/cases/selectors holds for both.
// Offsets are those of JavaScript's strings (UTF-16), half-open.

/** @typedef {{ exact: string, prefix: string, suffix: string }} Selector a TextQuoteSelector; "" where there is no context */
/** @typedef {[start: number, end: number]} Span */
/** @typedef {"anchored" | "folded" | "ambiguous" | "contradicted" | "orphan"} Status */
/** @typedef {{ text: string, origins: number[] | null, ends: number[] | null }} Normalised `origins`, `ends`: for each offset
 *   in `text` where its character begins in the original, and where that before it ends; null where nothing changed */
/** @typedef {{ start: number, normal: Normalised, nodes: [Text, number][] }} Block */
/** @typedef {{ text: string, blocks: Block[] }} Canonical */

/** What stands in the text and is the edition's. */
const OURS = ".notes, .prelude, .pilcrow, .ref, .fnref, .fn-back, .heard, .unseen, script, style";
const BLOCK = /^(?:ADDRESS|ASIDE|BLOCKQUOTE|D[DLT]|DIV|FIG.*|H[1-6R]|LI|[OU]L|P|PRE|SECTION|T(?:ABLE|BODY|D|FOOT|H|HEAD|R))$/;
const LISTED = 20;
/** Code points up to which context is drawn out to a whole word. */
const WORD = 24;

// ---------------------------------------------------------------- characters as a reader sees them (graphemes.py)

const ZWJ = "\u200d";
const JOINER = /[\u200c\u200d\u{e0020}-\u{e007f}]/u;
const CONTROL = /[\p{Cc}\p{Cf}]/u;
const EXTENDING =
  /(?![\u102b\u102c\u1038\u1062-\u1064\u1067-\u106d\u1083\u1087-\u108c\u108f\u109a-\u109c\u1a61\u1a63\u1a64\uaa7b\uaa7d\u{11720}\u{11721}])\p{M}|[\u0e33\u0eb3\u200c\u200d\uff9e\uff9f\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]/u;
const PREPENDED = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\u{110bd}\u{110cd}]/u;
const PICTOGRAPH = /(?![\0-\u218f])[\p{So}\p{Sm}\u3030]/u;
const REGIONAL = /[\u{1f1e6}-\u{1f1ff}]/u;
const INDIC = /(?=[\u0900-\u0d7f])\p{Lo}/u;
const LINKER = /[\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d]/;
/** Two jamo of one syllable: leading, vowel, trailing. */
const SYLLABLE =
  /^(?:[\u1100-\u115f\ua960-\ua97c][\u1100-\u11a7\uac00-\ud7a3\ud7b0-\ud7c6]|[\u1160-\u11a7\ud7b0-\ud7c6][\u1160-\u11ff\ud7b0-\ud7fb]|[\u11a8-\u11ff\ud7c7-\ud7fb][\u11a8-\u11ff\ud7c7-\ud7fb])$/;

/** @param {string} text @param {number} at @returns {boolean} whether `at` is inside a surrogate pair */
const splits = (text, at) => /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(at - 1, 0), at + 1));
/** @param {string} text @param {number} at @returns {string} the code point before `at` */
const before = (text, at) => text.slice(at - (at > 1 && splits(text, at - 1) ? 2 : 1), at);
/** @param {string} text @param {number} at @returns {string} the code point at `at` */
const after = (text, at) => text.slice(at, at + (splits(text, at + 1) ? 2 : 1));
/** @param {string} char @returns {boolean} whether its canonical combining class is not 0: only then it trades places */
const combines = (char) => char === "\u0345" || `\u0345${char}`.normalize("NFD")[0] !== "\u0345";

/** @param {string} text @param {number} at @returns {boolean} whether a selection may begin or end at `at` */
export function isBoundary(text, at) {
  if (at <= 0 || at >= text.length) return true;
  if (splits(text, at)) return false;
  const [one, two] = [before(text, at), after(text, at)];
  if (two < "\u0300" && one < "\u0600") return one !== "\r" || two !== "\n";
  if (!JOINER.test(one) && CONTROL.test(one) && !PREPENDED.test(one)) return true;
  return !(EXTENDING.test(two) || PREPENDED.test(one) || continues(text, at, one, two));
}

/** @param {string} text @param {number} at @param {string} one @param {string} two */
function continues(text, at, one, two) {
  if (one === ZWJ) return (PICTOGRAPH.test(two) && followsPictograph(text, at - 1)) || joinsConsonants(text, at, two);
  if (REGIONAL.test(two)) {
    let count = 0;
    while (at > count * 2 && REGIONAL.test(before(text, at - count * 2))) count++;
    return count % 2 === 1;
  }
  return SYLLABLE.test(one.normalize("NFD").slice(-1) + two) || joinsConsonants(text, at, two);
}

/** @param {string} text @param {number} at */
function followsPictograph(text, at) {
  for (let char; at > 0 && (char = before(text, at)) !== ZWJ && EXTENDING.test(char); ) at -= char.length;
  return at > 0 && PICTOGRAPH.test(before(text, at));
}

/** @param {string} text @param {number} at @param {string} two */
function joinsConsonants(text, at, two) {
  if (!INDIC.test(two)) return false;
  let linked = false;
  for (let char; at > 0 && ((char = before(text, at)) === ZWJ || combines(char)); at -= char.length)
    linked ||= LINKER.test(char);
  return linked && at > 0 && /\p{Lo}/u.test(before(text, at));
}

/** @param {string} text @param {number} start @param {number} end @returns {Span} whole characters */
export function widen(text, start, end) {
  while (!isBoundary(text, start)) start--;
  while (!isBoundary(text, end)) end++;
  return [start, end];
}

// ---------------------------------------------------------------- normal form (canonical.py)

const INVISIBLE =
  /[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]/;
const EXTENDER = /[\u034f\u180b-\u180d\u200c\u200d\ufe00-\ufe0f]/;
const SPACES = /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;
/** Of most paragraphs this is all that need be asked. */
const NORMAL = /^(?! )(?!.*(?:  | $))[ -~\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e]*$/;

/** @param {string} text @returns {Normalised} */
export function normalise(text) {
  if (NORMAL.test(text)) return { text, origins: null, ends: null };
  let [seen, made] = ["", ""];
  /** @type {number[][]} */
  const [starts, stops, origins, ends] = [[], [], [], [0]];
  for (let at = 0, char; at < text.length; at += char.length) {
    char = after(text, at);
    if (!INVISIBLE.test(char) || (char === ZWJ && joinsPictographs(text, at))) {
      seen += char;
      for (let unit = 0; unit < char.length; unit++) {
        starts.push(at);
        stops.push(at + char.length);
      }
    } else if (stops.at(-1) === at && EXTENDER.test(char)) stops[stops.length - 1] = at + 1;
  }
  for (let from = 0, at = 1; at <= seen.length; at++) {
    if (at < seen.length && !cuts(seen, at)) continue;
    let piece = seen.slice(from, at).normalize("NFC");
    const [start, end] = widen(text, starts[from], stops[at - 1]);
    from = at;
    if (SPACES.test(piece)) {
      if (!made || made.endsWith(" ")) continue;
      piece = " ";
    }
    made += piece;
    for (let unit = 0; unit < piece.length; unit++) {
      origins.push(start);
      ends.push(end);
    }
  }
  if (made.endsWith(" ")) {
    made = made.slice(0, -1);
    origins.pop();
    ends.pop();
  }
  return { text: made, origins: [...origins, text.length], ends };
}

/** @param {string} text @param {number} at */
function cuts(text, at) {
  const [one, two] = [SPACES.test(text[at - 1]), SPACES.test(text[at])];
  return one || two ? one !== two : isBoundary(text, at);
}

/** @param {string} text @param {number} at of a ZWJ */
function joinsPictographs(text, at) {
  if (!PICTOGRAPH.test(after(text, at + 1))) return false;
  for (let char; at > 0 && /[\ufe0f\u{1f3fb}-\u{1f3ff}]/u.test((char = before(text, at))); ) at -= char.length;
  return at > 0 && PICTOGRAPH.test(before(text, at));
}

/** @param {string} text of a prefix or suffix @returns {string} normalised, with one space kept at an end that has any */
function flattenContext(text) {
  const words = normalise(text).text;
  return (SPACES.test(text[0]) ? " " : "") + words + (words && SPACES.test(text[text.length - 1]) ? " " : "");
}

// ---------------------------------------------------------------- finding (matching.py, folding.py)

/** @type {[RegExp, string][]} */
const FOLDS = [
  [/[‘’‚‛′ʼʹ‹›＇´\u0060]/g, "'"],
  [/[“”„‟″«»〝〞＂]/g, '"'],
  [/[‐‑‒–—―−﹘﹣－]/g, "-"],
];
/** @type {Record<string, string>} */
const SEVERAL = { "…": "...", ﬀ: "ff", ﬁ: "fi", ﬂ: "fl", ﬃ: "ffi", ﬄ: "ffl", ﬅ: "st", ﬆ: "st", "''": '"' };

/** @param {string} text @returns {{ text: string, origins: number[] }} -1 where no offset of the original corresponds */
function fold(text) {
  for (const [signs, sign] of FOLDS) text = text.replace(signs, sign);
  /** @type {number[]} */
  const origins = [];
  let [folded, at] = ["", 0];
  const keep = (/** @type {number} */ end) => {
    for (folded += text.slice(at, end); at < end; at++) origins.push(at);
  };
  for (const match of text.matchAll(/[…ﬀ-ﬆ]|-{2,}|''/g)) {
    keep(match.index);
    const sign = SEVERAL[match[0]] ?? "-";
    folded += sign;
    origins.push(at, ...Array(sign.length - 1).fill(-1));
    at += match[0].length;
  }
  keep(text.length);
  return { text: folded, origins: [...origins, text.length] };
}

/** Overlapping ones too. @param {string} text @param {string} exact @param {string} [prefix] @param {string} [suffix] */
function places(text, exact, prefix = "", suffix = "") {
  const needle = prefix + exact + suffix;
  /** @type {Span[]} */
  const found = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    const [start, end] = [at + prefix.length, at + prefix.length + exact.length];
    if (isBoundary(text, start) && isBoundary(text, end)) found.push([start, end]);
  }
  return found;
}

/** Where the context fits as written; failing that, with a space between it and the words added or left out.
 * @param {string} text @param {string} exact @param {string} prefix @param {string} suffix */
function inContext(text, exact, prefix, suffix) {
  const found = places(text, exact, prefix, suffix);
  if (found.length) return found;
  const [lead, trail] = [prefix.replace(/ +$/, ""), suffix.replace(/^ +/, "")];
  /** @type {Map<number, Span>} */
  const spans = new Map();
  for (const before of lead ? [lead, `${lead} `] : [prefix])
    for (const after of trail ? [trail, ` ${trail}`] : [suffix])
      for (const span of places(text, exact, before, after)) spans.set(span[0], span);
  return [...spans.values()].sort((one, two) => one[0] - two[0]);
}

/** The place a quotation names, or why it names none; never a guess.
 * @param {string} text canonical @param {string} exact @param {string} [prefix] @param {string} [suffix]
 * @returns {{ status: Status, spans: Span[] }} the place when anchored or folded; when ambiguous or contradicted the first
 *   candidates; else none */
export function find(text, exact, prefix = "", suffix = "") {
  [text, exact, prefix, suffix] = [text.replaceAll("\n", " "), normalise(exact).text, flattenContext(prefix), flattenContext(suffix)];
  /** @param {Status} status @param {Span[]} spans */
  const decided = (status, spans) => ({ status: spans.length === 1 ? status : /** @type {Status} */ ("ambiguous"), spans: spans.slice(0, LISTED) });
  const contradicted = (/** @type {Span[]} */ spans) => ({ status: /** @type {Status} */ ("contradicted"), spans: spans.slice(0, LISTED) });
  const context = prefix || suffix;
  const spans = exact ? places(text, exact) : [];
  const left = context && spans.length ? inContext(text, exact, prefix, suffix) : spans;
  if (left.length) return decided("anchored", left);
  const folded = fold(text);
  const inFolded = (prefix = "", suffix = "") =>
    inContext(folded.text, fold(exact).text, fold(prefix).text, fold(suffix).text)
      .map(([from, to]) => /** @type {Span} */ ([folded.origins[from], folded.origins[to]]))
      .filter(([start, end]) => start >= 0 && end >= 0 && isBoundary(text, start) && isBoundary(text, end));
  if (spans.length) {
    const same = inFolded(prefix, suffix).filter(([start, end]) => text.slice(start, end) === exact);
    return same.length ? decided("folded", same) : contradicted(spans);
  }
  const candidates = exact ? inFolded() : [];
  if (!candidates.length) return { status: "orphan", spans: [] };
  const fitting = context ? inFolded(prefix, suffix) : candidates;
  return fitting.length ? decided("folded", fitting) : contradicted(candidates);
}

// ---------------------------------------------------------------- describing (describing.py)

/** The shortest unambiguous selector of some words: no context, or as little as does on one side, or on both.
 * @param {string} text canonical @param {number} start @param {number} end @returns {Selector} */
export function describe(text, start, end) {
  text = text.replaceAll("\n", " ");
  [start, end] = widen(text, start, end);
  const exact = text.slice(start, end);
  const others = places(text, exact).filter(([other]) => other !== start);
  if (!others.length) return { exact, prefix: "", suffix: "" };
  // One more than is the same before and after the most alike of the others.
  let [lead, trail] = [1, 1];
  for (const [from, to] of others) {
    let length = 0;
    while (length < Math.min(start, from) && text[start - length - 1] === text[from - length - 1]) length++;
    lead = Math.max(lead, length + 1);
    for (length = 0; Math.max(end, to) + length < text.length && text[end + length] === text[to + length]; ) length++;
    trail = Math.max(trail, length + 1);
  }
  const [leads, trails] = [lead <= start, trail <= text.length - end];
  if (!leads && !trails) return describeBetween(text, start, end);
  const prefix = leads ? text.slice(wordStart(text, start - lead), start) : "";
  const suffix = trails ? text.slice(end, wordEnd(text, end + trail)) : "";
  // As Python counts, in code points: the least that decides, then the least that is shown.
  const from = start - lead - Number(splits(text, start - lead));
  const to = end + trail + Number(splits(text, end + trail));
  const shorter = [...text.slice(from, start)].length - [...text.slice(end, to)].length || [...prefix].length - [...suffix].length;
  return leads && (!trails || shorter <= 0) ? { exact, prefix, suffix: "" } : { exact, prefix: "", suffix };
}

/** Neither neighbour alone is enough, as in `a a a a`. @param {string} text @param {number} start @param {number} end */
function describeBetween(text, start, end) {
  const exact = text.slice(start, end);
  const settles = (/** @type {number} */ from, /** @type {number} */ to) =>
    places(text, exact, text.slice(from, start), text.slice(end, to)).length === 1;
  const least = (/** @type {number} */ longest, /** @type {(length: number) => boolean} */ does) => {
    let [low, high] = [0, longest];
    if (longest < 1 || !does(longest)) return 0;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (does(middle)) high = middle;
      else low = middle;
    }
    return high;
  };
  const from = wordStart(text, start - least(start, (length) => settles(start - length, text.length)));
  const to = wordEnd(text, end + least(text.length - end, (length) => settles(from, end + length)));
  return { exact, prefix: text.slice(from, start), suffix: text.slice(end, to) };
}

/** @param {string} text @param {number} at */
function wordStart(text, at) {
  while (!isBoundary(text, at)) at--;
  for (let tried = 0, start = at; tried < WORD && start >= 0; tried++) {
    if (start === 0 || text[start - 1] === " ") return start;
    start -= before(text, start).length;
  }
  return at;
}

/** @param {string} text @param {number} at */
function wordEnd(text, at) {
  while (!isBoundary(text, at)) at++;
  for (let tried = 0, end = at; tried < WORD && end <= text.length; tried++) {
    if (end === text.length || text[end] === " ") return end;
    end += after(text, end).length;
  }
  return at;
}

// ---------------------------------------------------------------- the page

/** @param {Element} root of the article's text @returns {Canonical} read from the page as it is now */
export function canonical(root) {
  /** @type {Block[]} */
  const blocks = [];
  /** @type {[Text, number][]} */
  let nodes = [];
  let [text, shown, broken] = ["", "", false];
  const flush = () => {
    const normal = normalise(shown);
    if (normal.text) {
      text += text && "\n";
      blocks.push({ start: text.length, normal, nodes });
      text += normal.text;
    }
    [nodes, shown, broken] = [[], "", false];
  };
  const walk = (/** @type {Node} */ parent) => {
    for (const node of parent.childNodes) {
      if (node instanceof Text) {
        // The build sets a line's break before the space it stands for; without one it parts the blocks of a table's cell.
        if (broken && node.data && !SPACES.test(node.data[0])) flush();
        broken &&= !node.data;
        nodes.push([node, shown.length]);
        shown += node.data;
      } else if (node instanceof Element && !node.matches(OURS)) {
        if (node.tagName === "BR") broken = true;
        else if (BLOCK.test(node.tagName)) {
          flush();
          walk(node);
          flush();
        } else walk(node);
      }
    }
  };
  walk(root);
  flush();
  return { text, blocks };
}

/** @param {Canonical} whole @param {number} start @param {number} end
 * @returns {[node: Text, from: number, to: number][]} the stretches of text nodes that show those words, in order */
export function stretches({ blocks }, start, end) {
  /** @type {[Text, number, number][]} */
  const found = [];
  for (const { start: at, normal, nodes } of blocks) {
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, normal.text.length)];
    if (from >= to) continue;
    const [begin, stop] = [normal.origins?.[from] ?? from, normal.ends?.[to] ?? to];
    for (const [node, offset] of nodes) {
      const [a, b] = [Math.max(begin - offset, 0), Math.min(stop - offset, node.length)];
      if (a < b) found.push([node, a, b]);
    }
  }
  return found;
}

/** @param {Canonical} whole @param {Range} range @returns {Span | null} the words it holds, white space at its ends left out */
export function spanOf({ text, blocks }, range) {
  let [start, end] = [text.length, 0];
  for (const { start: at, normal, nodes } of blocks) {
    const length = normal.text.length;
    for (const [node, offset] of nodes) {
      if (range.comparePoint(node, node.length) < 0 || range.comparePoint(node, 0) > 0) continue;
      const from = offset + (node === range.startContainer ? range.startOffset : 0);
      const to = offset + (node === range.endContainer ? range.endOffset : node.length);
      let [a, b] = [0, length];
      while (a < length && (normal.origins?.[a] ?? a) < from) a++;
      while (b > 0 && (normal.ends?.[b] ?? b) > to) b--;
      if (a < b) [start, end] = [Math.min(start, at + a), Math.max(end, at + b)];
    }
  }
  while (start < end && /\s/.test(text[start])) start++;
  while (start < end && /\s/.test(text[end - 1])) end--;
  return start < end ? [start, end] : null;
}
