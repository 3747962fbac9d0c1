// The reader's own notes, as this device keeps them: one record for each article, under `mine:` and the article's id. They
// never leave it by themselves. What storage or a file holds is checked before it is believed.
import { keep, names, read } from "./store.js";

/** @typedef {{ id: string, created: string, changed: string, exact: string, prefix: string, suffix: string, on: string, text: string }}
 *   Own `exact` is empty for a note on the whole article; `on` is the edition's note whose lemma the words are, where the text
 *   is not shown; `text` is empty for words that are only highlighted; times are ISO 8601 */
/** @typedef {{ title: string, notes: Own[] }} Shelf */

/** What storage refused: it lasts as long as the page. @type {Map<string, Shelf>} */
const unkept = new Map();
const ARTICLE = /^[a-z0-9][\w.-]*(?:\/[a-z0-9][\w.-]*)+$/i;
const LIMITS = { id: 60, created: 40, changed: 40, exact: 1e5, prefix: 1e5, suffix: 1e5, on: 200, text: 1e5 };

/** @param {unknown} article @returns {article is string} whether it can be the id of an article */
export const isArticle = (article) => typeof article === "string" && article.length < 300 && ARTICLE.test(article);

/** @param {unknown} value @returns {Own | null} null unless every part is text of a sensible length */
export function checked(value) {
  const found = /** @type {Record<string, unknown>} */ (value ?? {});
  const own = /** @type {any} */ ({});
  for (const [part, limit] of Object.entries(LIMITS)) {
    const words = found[part] ?? "";
    if (typeof words !== "string" || words.length > limit) return null;
    own[part] = words;
  }
  return /^mine-[a-z0-9-]+$/.test(own.id) && !Number.isNaN(Date.parse(own.created)) ? own : null;
}

/** @param {string} article @returns {Shelf} */
export function shelf(article) {
  const found = unkept.get(article) ?? read(`mine:${article}`, /** @type {any} */ (null));
  const notes = Array.isArray(found?.notes) ? found.notes.map(checked).filter(Boolean) : [];
  return { title: typeof found?.title === "string" ? found.title : article, notes };
}

/** @returns {string[]} the articles with notes of the reader's own, in order */
export const articles = () =>
  [...new Set([...names().flatMap((name) => (name.startsWith("mine:") ? [name.slice(5)] : [])), ...unkept.keys()])]
    .filter((article) => isArticle(article) && shelf(article).notes.length)
    .sort();

/** @param {string} article @param {Shelf} whole @returns {boolean} whether it is kept; if not, it lasts as long as the page */
export function put(article, whole) {
  const kept = keep(`mine:${article}`, whole.notes.length ? whole : undefined);
  if (kept) unkept.delete(article);
  else unkept.set(article, whole);
  return kept;
}

/** Follows what other tabs do. @param {(article: string) => void} changed */
export function follow(changed) {
  addEventListener("storage", ({ key }) => {
    const [, article] = key?.split(":mine:") ?? ["", ""];
    if (article !== undefined) changed(article);
  });
}

export const REFUSED =
  "This device refused to keep it: its storage is full or switched off. It lasts as long as this page; copy or export it now.";
