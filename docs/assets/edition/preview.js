// What a link leads to, shown beside it: from this page where it stands here, else from the small file beside that page.
// Words are put in as text. The link is told apart by `aria-details` while its preview is open: a screen reader says that there
// is more and reads none of it unasked, for a reader who tabs through a text wants the links and not every book behind them.
import { beside } from "./beside.js";

/**
 * @typedef {{head?: string, facts?: string, words?: string, text?: string}} Part
 * @typedef {{language: string, parts: Record<string, Part>}} File
 */

/** Milliseconds for the pointer to get from the link to its preview. */
const GRACE = 300;
const box = document.createElement("div");
box.id = "preview";
box.className = "preview";
box.popover = "manual";
// A landmark of its own: it stands outside the main part, whose links it shows.
box.setAttribute("role", "region");
box.setAttribute("aria-label", "Preview");
document.body.append(box);
/** @type {HTMLAnchorElement | null} */
let shown = null;
let leaving = 0;
/** @type {Map<string, Promise<File>>} */
const files = new Map();

/** @param {HTMLAnchorElement} link @returns {Promise<boolean>} whether there was something to show */
export async function show(link) {
  if (shown === link) return true;
  const content = fromHere(link) ?? (await fromThere(link));
  if (!content) return false;
  hide();
  const open = document.createElement("a");
  open.href = link.href;
  open.className = "open";
  open.textContent = "Open";
  const last = document.createElement("p");
  last.append(open);
  box.replaceChildren(...content, last);
  link.setAttribute("aria-details", box.id);
  shown = link;
  box.showPopover({ source: link });
  box.scrollTop = 0;
  beside(box, link.getBoundingClientRect());
  return true;
}

function hide() {
  clearTimeout(leaving);
  if (!shown) return;
  const link = shown;
  shown = null;
  link.removeAttribute("aria-details");
  if (box.contains(document.activeElement)) link.focus({ preventScroll: true });
  box.hidePopover();
}

/** What stands on this page, without its ids, numbers and ways back. @param {HTMLAnchorElement} link @returns {Node[] | undefined} */
function fromHere(link) {
  const source = [...document.querySelectorAll(".references li")].find((item) =>
    [.../** @type {NodeListOf<HTMLAnchorElement>} */ (item.querySelectorAll("a"))].some((one) => one !== link && one.href === link.href),
  );
  const whole = link.pathname === location.pathname ? document.getElementById(decoded(link.hash)) : null;
  const found = source?.querySelector("bdi") ?? (whole?.textContent ? whole : whole?.closest(".note"));
  if (!found || found.contains(link)) return undefined;
  const made = /** @type {Element} */ (found.cloneNode(true));
  for (const one of made.querySelectorAll(".ref, .pilcrow, .credits, .footnote-back, details, button, [id='']")) one.remove();
  for (const one of made.querySelectorAll("[id]")) one.removeAttribute("id");
  const part = document.createElement("div");
  part.append(...made.childNodes);
  return [part];
}

/** @param {string} hash */
function decoded(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

/** @param {HTMLAnchorElement} link @returns {Promise<Node[] | undefined>} */
async function fromThere(link) {
  const address = new URL("preview.json", link.href.split(/[?#]/)[0]).href;
  try {
    const asked = files.get(address) ?? fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)));
    files.set(address, asked);
    const { language, parts } = await asked;
    const id = decoded(link.hash);
    const part = Object.hasOwn(parts, id) ? parts[id] : parts[""];
    const facts = part.facts ?? (id ? parts[""]?.head : "");
    return [
      ...lines("p", "preview-head", part.head),
      ...lines("p", "facts", facts),
      ...lines("p", "lemma", part.words, language),
      ...lines("p", "", part.text),
    ];
  } catch {
    files.delete(address);
    return undefined;
  }
}

/** @param {string} name @param {string} style @param {string | undefined} text @param {string} [language] */
function lines(name, style, text, language) {
  return (text ?? "").split("\n").filter(Boolean).map((line) => {
    const made = document.createElement(name);
    made.className = style;
    made.dir = "auto";
    if (language) made.lang = language;
    made.textContent = line;
    return made;
  });
}

/** @param {EventTarget | null} target */
const inside = (target) => target instanceof Node && (box.contains(target) || Boolean(shown?.contains(target)));

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  clearTimeout(leaving);
  // What was opened by focus stays while the focus does.
  if (shown && !inside(event.target) && !inside(document.activeElement)) leaving = setTimeout(hide, GRACE);
});
document.addEventListener("focusin", (event) => {
  if (!inside(event.target)) hide();
});
document.addEventListener("pointerdown", (event) => {
  if (!inside(event.target)) hide();
});
box.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("a");
  if (!link) return;
  shown?.removeAttribute("aria-details");
  if (link.hash.startsWith("#note-") && link.pathname === location.pathname) {
    document.dispatchEvent(new CustomEvent("edition:open", { detail: { id: link.hash.slice(6), focus: true } }));
  }
  hide();
});
addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !shown) return;
    // One key press closes one thing.
    event.preventDefault();
    event.stopPropagation();
    hide();
  },
  true,
);
