// Elements made by scripts.

/**
 * @param {string} tag with classes, as in `p.label` @param {Record<string, unknown>} [given] properties; attributes where the
 *   name has a dash @param {(Node | string)[]} inside @returns {any}
 */
export function make(tag, given = {}, ...inside) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(given)) {
    if (/-|^role$/.test(key)) element.setAttribute(key, String(value));
    else Object.assign(element, { [key]: value });
  }
  element.append(...inside);
  return element;
}

/** @param {string} words @param {() => void} act @param {string} [key] that does the same @returns {HTMLButtonElement} */
export const button = (words, act, key = "") =>
  make("button", { type: "button", onclick: act, ...(key && { "aria-keyshortcuts": key }) }, words);
