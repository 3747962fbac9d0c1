// What the edition keeps on this device, and nowhere else. Editions that share a host (one person's project pages do) keep
// apart by the path of their root.

/** The path of the edition's first page. */
export const root = new URL("../../", import.meta.url).pathname;
/** @returns {string} the id of the article on this page, such as `cases/late-ferry` */
export const articleHere = () =>
  decodeURIComponent(location.pathname.slice(root.length)).replace(/\/(?:index\.html)?$/, "");
const prefix = `edition:${root}:`;

/**
 * @template T
 * @param {string} name @param {T} otherwise what is given where nothing was kept, storage is refused, or what was kept
 *   cannot be read
 * @returns {T}
 */
export function read(name, otherwise) {
  try {
    const kept = localStorage.getItem(prefix + name);
    return kept === null ? otherwise : JSON.parse(kept);
  } catch {
    return otherwise;
  }
}

/** @param {string} name @param {unknown} value `undefined` forgets it @returns {boolean} whether it is kept */
export function keep(name, value) {
  try {
    if (value === undefined) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, JSON.stringify(value));
    return true;
  } catch {
    return false; // Without storage a choice lasts as long as the page.
  }
}

/** @returns {string[]} the names under which something is kept */
export function names() {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  } catch {
    return [];
  }
}
