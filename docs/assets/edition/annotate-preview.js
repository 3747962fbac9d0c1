// A note as it will look. The parser is that of the build in its JavaScript form, with the options that rendering/notes.py
// gives it; what it makes is taken apart and put together again from an allow-list, so that nothing typed is ever HTML.
import markdownIt from "./vendor/markdown-it.js";

const TAGS = new Set("A BLOCKQUOTE BR CODE EM LI OL P PRE SPAN STRONG UL".split(" "));
const SCHEMES = /^\s*(?![^\s/?#:]*:)|^\s*(?:https?|mailto):/i;
const ID = "[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_]|[:.#$%&\\-+?<>~/](?=[\\p{L}\\p{N}_]))*";
const REFERENCE = /^\[\[([^[\]|\n]*)(?:\|([^[\]|]*))?\]\]/;
const BRACKETS = /^\[([^[\]]*)\](?!\()/;
const HAS_KEY = new RegExp(`(?:^|[\\s(;“‘\\-–—])@${ID}`, "u");
const BARE = new RegExp(`^@${ID}(?:\\s?\\[[^\\[\\]@]{1,200}\\](?![(\\[:]))?`, "u");
const LATER = { citation: "A citation: the check looks it up in the sources.", reference: "A cross-reference: the check looks up where it leads." };

const md = markdownIt("commonmark", { html: false, maxNesting: 40 });
md.disable(["code", "heading", "lheading", "hr", "html_block", "reference", "html_inline", "image"]);
md.validateLink = (/** @type {string} */ url) => SCHEMES.test(url);
md.inline.ruler.before("link", "ours", ours);
md.inline.ruler.push("bare-citation", bareCitation);
md.inline.ruler.push("picture-as-link", pictureAsLink);
const list = md.block.ruler.__rules__.find((/** @type {any} */ rule) => rule.name === "list").fn;
const fence = md.block.ruler.__rules__.find((/** @type {any} */ rule) => rule.name === "fence").fn;
md.block.ruler.at("list", listFromOne, { alt: ["paragraph", "reference", "blockquote"] });
md.block.ruler.at("fence", fenceWithOneWord, { alt: ["paragraph", "reference", "blockquote", "list"] });
for (const kind of ["citation", "reference"])
  md.renderer.rules[kind] = (/** @type {any[]} */ tokens, /** @type {number} */ at) =>
    `<span data-later="${kind}">${md.utils.escapeHtml(tokens[at].content)}</span>`;

/** @param {any} state @param {string} kind @param {string} words @param {boolean} silent */
function push(state, kind, words, silent) {
  if (!silent) state.push(kind, "", 0).content = words;
  state.pos += words.length;
  return true;
}

/** `[[target|label]]` and `[see @a, p. 3; @b]`. @param {any} state @param {boolean} silent */
function ours(state, silent) {
  if (state.linkLevel || state.src[state.pos] !== "[") return false;
  const rest = state.src.slice(state.pos, state.posMax);
  const reference = REFERENCE.exec(rest);
  if (reference?.[1].trim()) return push(state, "reference", reference[0], silent);
  const brackets = BRACKETS.exec(rest);
  return !!brackets && HAS_KEY.test(brackets[1]) && push(state, "citation", brackets[0], silent);
}

/** `@id`, `@id [p. 12]`. @param {any} state @param {boolean} silent */
function bareCitation(state, silent) {
  if (state.linkLevel || state.src[state.pos] !== "@") return false;
  const before = state.src[state.pos - 1] ?? " ";
  const found = /[\p{L}\p{N}/_.=&?#%@:+]/u.test(before) ? null : BARE.exec(state.src.slice(state.pos, state.posMax));
  return !!found && push(state, "citation", found[0], silent);
}

/** `![words](address)` becomes a link. @param {any} state @param {boolean} silent */
function pictureAsLink(state, silent) {
  if (!state.src.startsWith("![", state.pos)) return false;
  const link = md.inline.ruler.__rules__.find((/** @type {any} */ rule) => rule.name === "link").fn;
  state.pos++;
  if (!state.linkLevel && link(state, silent)) return true;
  state.pos--;
  return false;
}

/** A numbered list begins with 1. @param {any} state @param {number} start @param {number} end @param {boolean} silent */
function listFromOne(state, start, end, silent) {
  const from = state.bMarks[start] + state.tShift[start];
  if (!silent && /^\d/.test(state.src[from] ?? "") && !/^0*1[.)]/.test(state.src.slice(from, from + 12))) return false;
  return list(state, start, end, silent);
}

/** @param {any} state @param {number} start @param {number} end @param {boolean} silent */
function fenceWithOneWord(state, start, end, silent) {
  const info = state.src.slice(state.bMarks[start] + state.tShift[start], state.eMarks[start]).replace(/^[\u0060~]+/, "");
  return info.trim().split(/\s+/).length < 2 && fence(state, start, end, silent);
}

/** @param {string} words of a note, Markdown @returns {DocumentFragment} what it will look like */
export function rendered(words) {
  const parsed = new DOMParser().parseFromString(md.render(words), "text/html");
  const made = document.createDocumentFragment();
  copy(parsed.body, made);
  return made;
}

/** @param {Node} from @param {Node} to */
function copy(from, to) {
  for (const node of from.childNodes) {
    if (node instanceof Text) to.appendChild(document.createTextNode(node.data));
    if (!(node instanceof Element)) continue;
    const allowed = TAGS.has(node.tagName) ? document.createElement(node.tagName) : null;
    const href = node.getAttribute("href");
    if (allowed instanceof HTMLAnchorElement && href && SCHEMES.test(href)) {
      Object.assign(allowed, { href, rel: "noopener noreferrer", target: "_blank" });
    }
    const later = /** @type {"citation" | "reference" | null} */ (node.getAttribute("data-later"));
    if (allowed && later && LATER[later]) Object.assign(allowed, { className: `later ${later}`, title: LATER[later] });
    if (allowed) to.appendChild(allowed);
    copy(node, allowed ?? to);
  }
}
