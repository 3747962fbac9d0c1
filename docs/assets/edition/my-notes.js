// The page of all notes of the reader's own: listed by article, taken out and brought back as files, deleted in one go.
import { articles, follow, put, REFUSED, shelf } from "./kept.js";
import { fromFile, toMarkdown, toText, toYaml } from "./transfer.js";

/** @typedef {import("./transfer.js").Library} Library */

const home = new URL("../../", import.meta.url).href;
const edition = document.querySelector(".site-title")?.textContent?.trim() ?? document.title;
const kind = /** @type {HTMLElement} */ (document.querySelector("[data-first-kind]")).dataset.firstKind ?? "";

/** @param {string} tag @param {object} given properties @param {(Node | string)[]} inside */
const make = (tag, given, ...inside) => {
  const element = Object.assign(document.createElement(tag), given);
  element.append(...inside);
  return element;
};
/** @param {string} words @param {() => void} act */
const button = (words, act) => /** @type {HTMLButtonElement} */ (make("button", { type: "button", onclick: act }, words));

const said = make("p", { id: "my-notes-said", role: "status" });
const list = make("div", {});
const file = /** @type {HTMLInputElement} */ (make("input", { type: "file", accept: ".md,.yml,.yaml,text/markdown,text/plain" }));
const canShare = "share" in navigator;
const all = [
  button(canShare ? "Share all" : "Copy all", () => send(toText(library(), home))),
  button("Export as Markdown", () => save("my-notes.md", "text/markdown", toMarkdown(library(), edition, home))),
  button("Export as YAML", () => save("my-notes.yml", "application/yaml", toYaml(library(), kind))),
  button("Delete all", () => sure.showModal()),
];
const sure = /** @type {HTMLDialogElement} */ (make("dialog", { ariaLabel: "Delete all notes" }));
const yes = button("Delete all", () => {
  for (const article of articles()) put(article, { title: "", notes: [] });
  sure.close();
  show("All your notes are deleted.");
});
sure.append(
  make("p", {}, "Delete all your notes on this device? An exported file is the only way to bring them back."),
  yes,
  " ",
  make("button", { type: "button", autofocus: true, onclick: () => sure.close() }, "Keep them"),
);
file.addEventListener("change", async () => {
  const [chosen] = file.files ?? [];
  if (!chosen) return;
  try {
    if (chosen.size > 5e6) throw new Error("A file of notes has at most 5 megabytes.");
    bringIn(fromFile(await chosen.text()));
  } catch (error) {
    show(`Nothing was changed. ${error instanceof Error ? error.message : "The file could not be read."}`);
  }
  file.value = "";
});

/** @returns {Library} */
const library = () => new Map(articles().map((article) => [article, shelf(article)]));

/** @param {Library} library what is here already stays; of two versions the later one @returns {void} */
function bringIn(library) {
  let [added, renewed, same, refused] = [0, 0, 0, 0];
  for (const [article, { title, notes }] of library) {
    const here = shelf(article);
    for (const own of notes) {
      const at = here.notes.findIndex(({ id }) => id === own.id);
      if (at < 0) added += here.notes.push(own) && 1;
      else if (own.changed > here.notes[at].changed || (own.changed === here.notes[at].changed && own.text !== here.notes[at].text)) {
        here.notes[at] = own;
        renewed++;
      } else same++;
    }
    if (!put(article, { title: here.notes.length > notes.length ? here.title : title, notes: here.notes })) refused++;
  }
  show(`${added} added, ${renewed} renewed, ${same} here already.${refused ? " " + REFUSED : ""}`);
}

/** @param {string} name @param {string} type @param {string} words */
function save(name, type, words) {
  const address = URL.createObjectURL(new Blob([words], { type: `${type};charset=utf-8` }));
  const link = /** @type {HTMLAnchorElement} */ (make("a", { href: address, download: name }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** To a teacher by mail or message, where the device can; else copied. What fails or is broken off leaves it to be copied by
 * hand. @param {string} text */
async function send(text) {
  try {
    await (canShare ? navigator.share({ text }) : navigator.clipboard.writeText(text));
    said.textContent = canShare ? "" : "Copied.";
  } catch {
    said.replaceChildren(make("label", {}, "Copy this: ", make("textarea", { readOnly: true, value: text })));
  }
}

/** @param {string} [words] */
function show(words = "") {
  const whole = library();
  said.textContent = words || (whole.size ? "" : "There are no notes of yours on this device yet.");
  for (const one of all) one.hidden = !whole.size;
  list.replaceChildren(
    ...[...whole].flatMap(([article, { title, notes }]) => [
      make("h3", {}, make("a", { href: `${home}${article}/` }, title)),
      make("ul", { className: "uses" }, ...notes.map((own) => item(article, own))),
    ]),
  );
}

/** @param {string} article @param {import("./kept.js").Own} own */
function item(article, own) {
  const link = make("a", { href: `${home}${article}/#note-${own.id}` }, own.exact || "On the whole article");
  const parts = own.text.split(/\n{2,}/).filter(Boolean);
  return make("li", {}, make("div", { dir: "auto" }, link), ...parts.map((words) => make("blockquote", { dir: "auto" }, words)));
}

const bring = make("p", {}, make("label", {}, "Bring in a file of notes: ", file));
document.querySelector("#my-notes")?.after(make("p", { className: "mine-actions" }, ...all), bring, said, list, sure);
follow(() => show());
show();
