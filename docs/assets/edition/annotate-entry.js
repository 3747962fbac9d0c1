// An entry of a sidecar as text, to the letter what `edition quote` and `edition add` write (authoring/stubs.py and
// scalars.py), and the addresses to take it to. Nothing here touches the page.

/** @typedef {{ form: string, line: number, last: boolean, dash: number, column: number, blank: number, quotes: string,
 *   indicator: string }} Sheet how the sidecar is laid out (reading/sheets.py) */
/** @typedef {{ id: string, exact: string, prefix: string, suffix: string, through: string, kind: string, verdict: string,
 *   note: string, tags: string, author: string, unsure: boolean }} Entry `through`: empty unless `exact` only begins the passage;
 *   `unsure`: the words were not compared with the text */

export const UNWRITTEN = "Write the note here: what is known, who says so, what nobody knows.";
export const UNSURE = "to be checked: these words were not compared with the text";
/** GitHub answers longer addresses with an error: 8,192, less what it adds when she has to sign in first. */
export const LONGEST_ADDRESS = 7600;

const [LONGEST_ID, WORDS_OF_ID] = [40, 5];
const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
const RESERVED = /^(?:index|search|assets|constructor|note|fn|con|prn|aux|nul|(?:com|lpt)[1-9])$/;

/** @param {string | undefined} told as the page has it @returns {Sheet | null} null: there is no sidecar yet */
export function sheetOf(told) {
  if (!told) return null;
  const [form, line, last, dash, column, blank, quotes, indicator] = told.split(" ");
  const numbers = { line: Number(line), dash: Number(dash), column: Number(column), blank: Number(blank) };
  return { form, last: last === "1", ...numbers, quotes: quotes === "-" ? "" : quotes, indicator };
}

/** @type {Sheet} */
export const NEW_SHEET = { form: "empty", line: 0, last: true, dash: 2, column: 4, blank: 1, quotes: "", indicator: "|" };

// ---------------------------------------------------------------- ids

/** @param {string} words @param {(id: string) => boolean} taken @returns {string} an id out of the first words */
export function makeId(words, taken) {
  const plain = [...words.normalize("NFKD")].filter((sign) => sign <= "\x7f").join("").toLowerCase().replaceAll("'", "");
  let made = "";
  for (const word of (plain.match(/[a-z0-9]+/g) ?? []).slice(0, WORDS_OF_ID)) {
    if (made.length + word.length >= LONGEST_ID) break;
    made += made && "-";
    made += word;
  }
  const letters = (words.match(/[\p{L}\p{N}]/gu) ?? []).length;
  // Mostly another script: what is left of it names nothing.
  if (made.length * 2 < letters && letters < LONGEST_ID) made = "";
  if (made && !taken(made) && !RESERVED.test(made)) return made;
  const base = made || "note";
  for (let number = made ? 2 : 1; ; number++) if (!taken(`${base}-${number}`)) return `${base}-${number}`;
}

/** @param {string} id @param {(id: string) => boolean} taken @returns {string} what is wrong with it, or "" */
export function wrongId(id, taken) {
  if (!ID.test(id)) return "The name of a note has small letters a–z, digits and hyphens only, at most 64 in all, and no hyphen first.";
  if (RESERVED.test(id)) return `“${id}” has another meaning already; choose a longer one.`;
  return taken(id) ? `A note of this article is called “${id}” already; choose another.` : "";
}

/** @param {string} words of ASCII @returns {string} their CRC-32, as the build tells the ids that the page does not show */
export function checksum(words) {
  let sum = -1;
  for (const sign of words) {
    sum ^= sign.charCodeAt(0);
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (~sum >>> 0).toString(16);
}

// ---------------------------------------------------------------- YAML

const PRINTABLE = /^[ \p{L}\p{M}\p{N}\p{P}\p{S}]*$/u;
/** What YAML 1.1 takes for a number, a date, yes, no or nothing. */
const TYPED =
  /^(?:~|null|Null|NULL|<<|=|yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|[-+]?0b[01_]+|[-+]?0x[\da-fA-F_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][\d_]*)|[-+]?[1-9][\d_]*(?::[0-5]?\d)+|[-+]?\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?|\.\d[\d_]*(?:[eE][-+]\d+)?|[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/;
/** Where YAML would see more than words. */
const SIGNS = /^[,[\]{}#&*!|>'"%@\u0060]|^[-?:](?: |$)|:(?: |$)| #|[\t\n\r\x85\u2028\u2029\ufeff]/;
/** What YAML forbids or takes for the end of a line. */
const FORBIDDEN = /[\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff]/g;

/** @param {string} words @returns {string} in quotation marks */
const quoted = (words) =>
  JSON.stringify(words).replace(FORBIDDEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** @param {string} words of one line @param {string} [style] what they stand in, if they can: "", `'` or `"` */
export function scalar(words, style = "") {
  const bare = words.trim() !== words || / #|\t/.test(words) || !words;
  if (style === "'" && !bare && PRINTABLE.test(words)) return `'${words.replaceAll("'", "''")}'`;
  if (style === '"' || bare || SIGNS.test(words) || TYPED.test(words) || words.search(FORBIDDEN) >= 0) return quoted(words);
  return words;
}

/** What she typed, without what no file may hold; invisible signs that an article's script does not need are none of it.
 * @param {string} words @returns {string} */
export const tidy = (words) =>
  words
    .replace(/\r\n?|[\x85\u2028\u2029]/g, "\n")
    .replaceAll("\t", "    ")
    .replace(/[\0-\x09\x0b-\x1f\x7f-\x9f\xad\u115f\u1160\u180e\u200b\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufffe\uffff]/g, "")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
    .replace(/[^\S\n]+$/gm, "")
    .trim();

/** @param {string} words @param {Sheet} sheet @returns {string} as it stands after `note: ` */
function block(words, sheet) {
  const margin = " ".repeat(sheet.column + 2);
  const lines = words.split("\n").map((line) => line && margin + line);
  return [words.includes("\n") ? "|" : sheet.indicator, ...lines].join("\n");
}

/** @param {string} tags with commas between @returns {string[]} */
export const tagsOf = (tags) => [...new Set(tags.split(/[,،、]/).map((tag) => tidy(tag).replace(/\s+/g, " ")))].filter(Boolean);

/** @param {string} tag between brackets */
const inBrackets = (tag) => (/[,[\]{}?:]/.test(tag) ? quoted(tag) : scalar(tag));

/** @param {Entry} entry @param {Sheet} sheet @returns {string} without a last line end */
export function written(entry, sheet) {
  const note = tidy(entry.note);
  const rows = [["id", entry.id]];
  if (entry.exact) rows.push(["quote", scalar(entry.exact, sheet.quotes)]);
  for (const context of /** @type {const} */ (["prefix", "suffix"])) if (entry[context]) rows.push([context, quoted(entry[context])]);
  if (entry.through) rows.push(["through", scalar(entry.through, sheet.quotes)]);
  rows.push(["kind", scalar(entry.kind)]);
  if (entry.verdict) rows.push(["verdict", entry.verdict]);
  rows.push(["note", block(note || UNWRITTEN, sheet)]);
  const tags = tagsOf(entry.tags);
  if (tags.length) rows.push(["tags", `[${tags.map(inBrackets).join(", ")}]`]);
  if (entry.author) rows.push(["author", entry.author]);
  if (!note) rows.push(["status", "draft"]);
  const dash = " ".repeat(sheet.dash);
  const above = entry.unsure ? `${dash}# ${UNSURE}\n` : "";
  const first = `${dash}-`.padEnd(sheet.column);
  return above + first + rows.map(([key, value]) => `${key}: ${value}`).join("\n" + " ".repeat(sheet.column));
}

/** What is to be pasted: on a line of its own wherever the cursor stands in the last one.
 * @param {string} entry @param {Sheet | null} sheet @param {string} start of a new sidecar */
export function toPaste(entry, sheet, start) {
  if (!sheet) return `${start}${entry}\n`;
  return `\n${sheet.form === "none" ? "annotations:\n" : ""}${entry}\n`;
}

/** @param {Sheet | null} sheet @param {string} path of the sidecar @returns {string} where to paste, in one sentence */
export function whereTo(sheet, path) {
  const file = path.split("/").pop();
  if (!sheet) return `Paste it into the new file, and name that ${path}.`;
  const below = `below line ${sheet.line}`;
  if (sheet.form === "brackets") return `In line ${sheet.line} of ${file} delete the brackets [] after “annotations:”, and paste it below that line.`;
  if (sheet.form === "flow") return `The notes of ${file} stand in brackets, where no entry fits: write them as a list with dashes first.`;
  if (sheet.form === "empty") return `Paste it ${sheet.last ? "at the end of the file, " : ""}below “annotations:” in line ${sheet.line}.`;
  if (sheet.form === "none") return "Paste it at the end of the file.";
  if (sheet.last) return "Paste it at the end of the file, below the last note.";
  return `Paste it ${below}, where the last note ends.`;
}

/** @param {string} base of addresses of new files @param {string} path @param {string} whole the file @param {string} [forge]
 * @returns {{ address: string, filled: boolean }} not filled where the address would be too long */
export function newFile(base, path, whole, forge = "GitHub") {
  const [folder, name] = [path.replace(/\/[^/]*$/, ""), path.replace(/.*\//, "")];
  const [named, valued] = forge === "GitLab" ? ["file_name", "content"] : ["filename", "value"];
  const empty = `${base}${folder}?${named}=${encodeURIComponent(name)}`;
  const address = `${empty}&${valued}=${encodeURIComponent(whole)}`;
  return address.length > LONGEST_ADDRESS ? { address: empty, filled: false } : { address, filled: true };
}
