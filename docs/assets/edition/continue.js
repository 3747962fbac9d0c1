// On the first page, the way back to the article read last; in the lists of articles, which are read to their end.
import { keep, read } from "./store.js";

/** @type {Record<string, import("./progress.js").Place>} */
const places = Object(read("places", {}));
const root = new URL("../../", import.meta.url);
const section = /** @type {HTMLElement | null} */ (document.querySelector(".continue"));
// The same question as in early.js.
const last = Object.entries(places)
  .filter(([, place]) => place?.id && !place.done && place.id !== "p-1")
  .at(-1);

if (section && last) {
  const [path, { id, title }] = last;
  const link = document.createElement("a");
  link.href = `${new URL(path, root).pathname}#${id}`;
  link.textContent = `${title}, ¶\u00a0${id.slice(2)}`;
  section.querySelector(".continue-at")?.append(link);
  section.querySelector("button")?.addEventListener("click", () => {
    keep("places", undefined);
    section.textContent = "Forgotten: this device keeps no place any more.";
    section.tabIndex = -1;
    section.focus();
  });
  section.hidden = false;
}

for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".contents h2 a"))) {
  if (places[link.pathname.slice(root.pathname.length)]?.done) {
    link.closest("li")?.classList.add("is-read");
    const said = document.createElement("span");
    said.className = "unseen";
    said.textContent = " (read to its end)";
    link.after(said);
  }
}
