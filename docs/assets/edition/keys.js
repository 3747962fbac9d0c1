// The keys of a page with notes: one list, shown in the panel of keys, where a reader can turn the single letters off.
import { keep, read } from "./store.js";

/** @type {{key: string, label: string, action: (() => void) | undefined}[]} */
const keys = [];
const panel = document.querySelector("#keys-panel");
const letters = /** @type {HTMLInputElement | null} */ (document.querySelector("#keys-letters"));

/**
 * @param {string} key as `KeyboardEvent.key` has it: one character, which acts unless a reader is typing or has turned such
 *   keys off; or the name of a key that acts by itself (`Enter`), which is only listed
 * @param {string} label what it does, for the list
 * @param {() => void} [action]
 */
export function addKey(key, label, action) {
  keys.push({ key, label, action });
}

/** @param {EventTarget | null} target @returns {boolean} whether letters belong to what has the focus */
const takesLetters = (target) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=range])"));

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (takesLetters(event.target) || !(letters?.checked ?? true)) return;
  const found = keys.find(({ key, action }) => action && key === event.key);
  if (!found?.action) return;
  event.preventDefault();
  found.action();
}

/** The list is made when it is asked for, for every part may add to it. */
function fill() {
  panel?.querySelector("dl")?.replaceChildren(
    ...keys.flatMap(({ key, label }) => {
      const term = document.createElement("dt");
      term.append(Object.assign(document.createElement("kbd"), { textContent: key }));
      return [term, Object.assign(document.createElement("dd"), { textContent: label })];
    }),
  );
}

if (panel instanceof HTMLElement && letters) {
  letters.checked = read("letter-keys", true);
  letters.addEventListener("change", () => keep("letter-keys", letters.checked ? undefined : false));
  panel.addEventListener("beforetoggle", fill);
  document.addEventListener("keydown", pressed);
  addKey("/", "Search the edition", () => {
    const field = /** @type {HTMLElement | null} */ (document.querySelector("#site-search-words"));
    // A narrow page has a link in place of the field.
    if (field?.offsetWidth) field.focus();
    else /** @type {HTMLElement | null} */ (document.querySelector(".search-link"))?.click();
  });
  addKey("?", "Show or hide these keys", () => panel.togglePopover());
  const button = /** @type {HTMLElement | null} */ (document.querySelector('[data-tool="keys"]'));
  if (button) button.hidden = false;
}
