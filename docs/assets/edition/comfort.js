// The panel "Display": what the reader chooses for the page stands as attributes on the root, where the stylesheets see it,
// and is kept on this device. early.js puts it there before the next page is painted.
import { keep, read } from "./store.js";

const root = document.documentElement;
const form = /** @type {HTMLFormElement | null} */ (document.querySelector("#display-panel form"));

/** @type {Record<string, string>} */
const display = { ...read("display", {}) };

/** @param {string} name @param {string} value empty: as the edition has it */
function choose(name, value) {
  if (value) root.dataset[name] = display[name] = value;
  else {
    delete root.dataset[name];
    delete display[name];
  }
}

/** Keeps what is chosen; nothing at all where nothing is. */
const save = () => keep("display", Object.keys(display).length ? display : undefined);

/** @type {NodeListOf<HTMLInputElement>} */
const radios = form?.querySelectorAll("input[type=radio]") ?? /** @type {any} */ ([]);
// What was pressed in the moment before this script arrived is a choice too. (The form takes no part in what browsers restore.)
const pressed = [...radios].filter(({ checked, defaultChecked }) => checked && !defaultChecked);
for (const { name, value } of pressed) choose(name, value);
if (pressed.length) save();
for (const radio of radios) radio.checked = radio.value === (root.dataset[radio.name] ?? "");

/** @param {boolean} checked whether the place in a text may be kept */
function followed(checked) {
  keep("follow", checked ? undefined : false);
  if (!checked) keep("places", undefined);
}

form?.addEventListener("change", ({ target }) => {
  const { name, value, type, checked } = /** @type {HTMLInputElement} */ (target);
  if (type === "radio") {
    choose(name, value);
    save();
  } else followed(checked);
});

form?.addEventListener("reset", () => {
  for (const { name } of radios) choose(name, "");
  save();
  keep("follow", undefined);
});

const follow = /** @type {HTMLInputElement | null | undefined} */ (form?.querySelector("[name=follow]"));
if (follow?.checked === false) followed(false);
else if (follow) follow.checked = read("follow", true);

// From now on a choice is heard; the panel may have been open before this script arrived.
form?.setAttribute("data-ready", "");
