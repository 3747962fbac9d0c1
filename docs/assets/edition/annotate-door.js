// The door to Annotate, the mode in which notes for the edition itself are written: by an address with `?annotate`, by a key,
// or by the link at the article's foot. It stays on in this tab. Who does not ask for it downloads nothing of it.
import { addKey } from "./keys.js";
import { root } from "./store.js";

const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".annotate-link"));
const enter = (/** @type {boolean} */ asked) => import("./annotate.js").then(({ annotate }) => annotate(asked));

/** @returns {boolean} whether it is on in this tab */
function kept() {
  try {
    return sessionStorage.getItem(`edition:${root}:annotate`) === "on";
  } catch {
    return false;
  }
}

if (link) {
  addKey("a", "Annotate: write a note for the edition; when on, go to what you write", () => enter(true));
  link.addEventListener("click", (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    enter(true);
  });
  if (new URLSearchParams(location.search).has("annotate") || kept()) enter(false);
}
