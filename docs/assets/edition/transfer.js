// The reader's own notes as files: Markdown to read and to bring back, and YAML as this edition's sidecars have it. A file
// that is brought back is believed in nothing: what does not have exactly the written form is refused as a whole.
import { checked, isArticle } from "./kept.js";

/** @typedef {import("./kept.js").Own} Own */
/** @typedef {import("./kept.js").Shelf} Shelf */
/** @typedef {Map<string, Shelf>} Library by article */

const [OPEN, CLOSE] = ["<!-- note ", "<!-- end of note -->"];
const PARTS = /** @type {const} */ (["id", "created", "changed", "exact", "prefix", "suffix", "on"]);

/** Each note: its words as a quotation to be read, a comment with its selector as JSON, its text, a closing comment. The text
 * may be edited; the rest may not. @param {Library} library @param {string} name @param {string} root address of the edition */
export function toMarkdown(library, name, root) {
  let file = `# My notes: ${oneLine(name)}\n`;
  for (const [article, { title, notes }] of library) {
    file += `\n## [${oneLine(title).replace(/[[\]\\<>]/g, "\\$&")}](${root}${article}/)\n`;
    for (const own of notes) {
      const kept = { article, title, ...Object.fromEntries(PARTS.map((part) => [part, own[part]])) };
      const json = JSON.stringify(kept).replace(/[<>]|--/g, (sign) => (sign === "--" ? "-\\u002d" : sign === "<" ? "\\u003c" : "\\u003e"));
      const quoted = oneLine(own.exact).replace(/[\\\u0060*_<>[\]]/g, "\\$&");
      file += quoted && `\n> ${quoted}\n`;
      file += `\n${OPEN}${json} -->\n${own.text.replace(/<(\\*)!--/g, "<\\$1!--")}\n${CLOSE}\n`;
    }
  }
  return file;
}

/** For a letter or a message: nothing but what was written, on which words, and where. @param {Library} library @param {string} root */
export function toText(library, root) {
  let file = "";
  for (const [article, { title, notes }] of library) {
    file += `${file && "\n"}${title}\n${root}${article}/\n`;
    for (const { exact, text } of notes) {
      file += "\n";
      if (exact) file += `“${oneLine(exact)}”\n`;
      if (text) file += `${text}\n`;
    }
  }
  return file;
}

/** One YAML document for each article, to be pasted below `annotations:` of its sidecar. Scalars are JSON's, which is YAML.
 * @param {Library} library @param {string} kind of the edition's, since a reader's note has none */
export function toYaml(library, kind) {
  let file = "";
  for (const [article, { title, notes }] of library) {
    file += `${file && "---\n"}# article: ${article} ${JSON.stringify(title)}\n# for annotations/${article}.yml; choose each note’s kind\nannotations:\n`;
    for (const own of notes) {
      file += `  - id: ${own.id}\n`;
      for (const [key, part] of [["quote", "exact"], ["prefix", "prefix"], ["suffix", "suffix"]])
        if (own[/** @type {"exact"} */ (part)]) file += `    ${key}: ${scalar(own[/** @type {"exact"} */ (part)])}\n`;
      file += `    kind: ${kind}\n    note: ${scalar(own.text.trim() ? own.text : "(Highlighted.)")}\n    created: ${own.created.slice(0, 10)}\n`;
      if (own.on) file += `    # on: ${own.on}\n`;
    }
  }
  return file;
}

/** @param {string} file either form @returns {Library} @throws {Error} whose message is for the reader; nothing of it is kept then */
export function fromFile(file) {
  file = file.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  /** @type {Library} */
  const library = new Map();
  const add = (/** @type {unknown} */ article, /** @type {unknown} */ title, /** @type {unknown} */ note, /** @type {number} */ line) => {
    const own = checked(note);
    if (!own || !isArticle(article) || typeof title !== "string") throw new Error(`The note in line ${line} is not whole.`);
    const shelf = library.get(article) ?? { title: title.slice(0, 1000), notes: [] };
    if (shelf.notes.some(({ id }) => id === own.id)) throw new Error(`The note in line ${line} stands in this file twice.`);
    shelf.notes.push(own);
    library.set(article, shelf);
  };
  if (file.startsWith("# article: ")) readYaml(file, add);
  else readMarkdown(file, add);
  if (!library.size) throw new Error("This file holds no notes in the form that this page exports.");
  return library;
}

/** @typedef {(article: unknown, title: unknown, note: unknown, line: number) => void} Add */

/** @param {string} file @param {Add} add */
function readMarkdown(file, add) {
  const lines = file.split("\n");
  for (let at = 0; at < lines.length; at++) {
    if (!lines[at].startsWith(OPEN)) continue;
    const end = lines.indexOf(CLOSE, at);
    if (!lines[at].endsWith(" -->") || end < 0) throw new Error(`The note in line ${at + 1} has no end.`);
    const kept = parsed(lines[at].slice(OPEN.length, -4), at + 1);
    add(kept?.article, kept?.title, { ...kept, text: lines.slice(at + 1, end).join("\n").replace(/<\\(\\*)!--/g, "<$1!--") }, at + 1);
    at = end;
  }
}

/** @param {string} file @param {Add} add */
function readYaml(file, add) {
  /** @type {[string, unknown] | null} */
  let article = null;
  /** @type {Record<string, unknown> | null} */
  let note = null;
  let begun = 0;
  const names = /** @type {Record<string, string>} */ ({ quote: "exact", prefix: "prefix", suffix: "suffix", note: "text", created: "created" });
  const finish = () => {
    if (note) add(article?.[0], article?.[1], { ...note, changed: note.created, text: note.text === "(Highlighted.)" ? "" : note.text }, begun);
    note = null;
  };
  file.split("\n").forEach((line, at) => {
    const head = /^# article: (\S+) (.*)$/.exec(line);
    const id = /^ {2}- id: (\S+)$/.exec(line);
    const part = /^ {4}(\w+): (.+)$/.exec(line);
    const on = /^ {4}# on: (\S+)$/.exec(line);
    if (head) {
      finish();
      article = [head[1], parsed(head[2], at + 1)];
    } else if (id) {
      finish();
      [note, begun] = [{ id: id[1] }, at + 1];
    } else if (on && note) note.on = on[1];
    else if (part && note && names[part[1]]) note[names[part[1]]] = part[2].startsWith('"') ? parsed(part[2], at + 1) : part[2];
    else if (line.trim() && !/^(?:#|---$|annotations:$| {4}kind: )/.test(line)) throw new Error(`Line ${at + 1} is not as this page exports it.`);
  });
  finish();
}

/** @param {string} json @param {number} line @returns {any} */
function parsed(json, line) {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error(`Line ${line} is not as this page exports it.`);
  }
}

const oneLine = (/** @type {string} */ words) => words.replace(/\s+/g, " ").trim();
/** Signs that YAML forbids or an editor hides are written as escapes. @param {string} words */
const scalar = (words) =>
  JSON.stringify(words).replace(/[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
