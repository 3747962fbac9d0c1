// How far the reader has come: a thin line in the bar, and the number of the paragraph, kept on this device.
import { headline } from "./live.js";
import { keep, read } from "./store.js";

/** How many articles are kept in mind; the ones read longest ago go first. */
const MOST = 200;
const line = /** @type {HTMLElement | null} */ (document.querySelector(".tool-progress"));
const body = /** @type {HTMLElement | null} */ (document.querySelector(".text") ?? document.querySelector(".lemmas"));
const paragraphs = [...(body?.querySelectorAll('[id^="p-"]') ?? [])];
const path = location.pathname.slice(new URL("../../", import.meta.url).pathname.length);

/** The place last kept; the first paragraph is no place to come back to. */
let reached = 0;
let finished = false;
let waiting = false;

/** @returns {number} which paragraph the eye is at, from 0: the last that begins above the middle of the screen */
function current() {
  let low = 0;
  let high = paragraphs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (paragraphs[middle].getBoundingClientRect().top < innerHeight / 2) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

function look() {
  waiting = false;
  const { top, height } = /** @type {HTMLElement} */ (body).getBoundingClientRect();
  const share = Math.min(1, Math.max(0, (innerHeight - top) / height));
  line?.style.setProperty("--read", String(scrollY > 0 ? share : 0));
  const at = current();
  const done = top + height <= innerHeight * 1.1;
  if ((at === reached && done === finished) || scrollY === 0 || !read("follow", true)) return;
  [reached, finished] = [at, done];
  const { [path]: before, ...places } = /** @type {Record<string, Place>} */ (Object(read("places", {})));
  const entries = Object.entries(places).slice(1 - MOST);
  entries.push([path, { id: paragraphs[at].id, title: headline(), done: done || !!before?.done }]);
  keep("places", Object.fromEntries(entries));
}

/** @typedef {{id: string, title: string, done: boolean}} Place where an article was left */

if (body && paragraphs.length) {
  const later = () => {
    if (!waiting) requestAnimationFrame(look);
    waiting = true;
  };
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later);
}
