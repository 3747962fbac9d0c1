// When a reader turns to a link of the edition, by pointer, key or finger, what it leads to is shown beside it. What does
// that is fetched at the first such turn.
const root = new URL("../../", import.meta.url);
const PLACES = /^(?:sources\/[^/]+\/|glossary\/#entry-.+|[^/]+\/[^/]+\/(?:#(?:p|note)-.+)?)$/;
/** Numbers of notes open their note; the others are ways about the page. */
const OTHERS = ".ref a, .pilcrow, .back, .permalink, .cite, .kicker a, .onward a, .letters a, .panel a, [download]";
/** Milliseconds: a pointer or a focus that only passes asks for nothing. */
const INTENT = 300;
let timer = 0;

/** @param {EventTarget | null} target @returns {HTMLAnchorElement | null} the link, where it has something to show */
function leading(target) {
  const link = /** @type {HTMLAnchorElement | null} */ (target instanceof Element ? target.closest("#content a[href]") : null);
  if (!link || link.matches(OTHERS) || !link.href.startsWith(root.href)) return null;
  const inside = link.pathname === location.pathname && /^#(?:fn|note|p|entry)-./.test(link.hash);
  return inside || PLACES.test(link.href.slice(root.href.length)) ? link : null;
}

const load = () => import("./preview.js");

/** @param {HTMLAnchorElement | null} link */
function soon(link) {
  clearTimeout(timer);
  if (link) timer = setTimeout(async () => (await load()).show(link), INTENT);
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "touch") soon(leading(event.target));
});
document.addEventListener("focusin", (event) => {
  const link = leading(event.target);
  soon(link?.matches(":focus-visible") ? link : null);
});
document.addEventListener("pointerdown", (event) => {
  if (event.pointerType === "touch" && leading(event.target)) load();
});
// The first tap shows, the second (or "Open" in what is shown) follows. Where there is nothing to show the first one follows.
document.addEventListener(
  "click",
  (event) => {
    soon(null);
    const link = leading(event.target);
    if (!link || /** @type {PointerEvent} */ (event).pointerType !== "touch" || link.hasAttribute("aria-details")) return;
    event.preventDefault();
    load()
      .then(({ show }) => show(link))
      .catch(() => false)
      .then((shown) => shown || location.assign(link.href));
  },
  true,
);
