// Runs before anything is painted: what the reader chose for the page, which kinds of notes are hidden, and the word that
// scripts will lay the notes out. A classic script on purpose: a module would run too late and the page would flash.
(() => {
  const root = document.documentElement;
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  // The same prefix as in store.js.
  const prefix = `edition:${new URL("../../", script.src).pathname}:`;

  root.dataset.title = document.title; // for the head of printed pages

  /** @param {string} name @returns {any} what was kept, or null where nothing was, or storage is refused */
  const kept = (name) => {
    try {
      return JSON.parse(localStorage.getItem(prefix + name) ?? "null");
    } catch {
      return null;
    }
  };

  const display = kept("display") ?? {};
  for (const name of ["scheme", "size", "measure", "leading", "face"]) {
    if (/^[a-z0-9-]{1,20}$/.test(display[name] ?? "")) root.dataset[name] = display[name];
  }

  if (root.dataset.face) {
    // Asked for at once, and waited for, but not for long.
    const href = new URL(`fonts/${root.dataset.face}-roman-latin.woff2`, script.src).href;
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "font", crossOrigin: "", href }));
    root.classList.add("face-pending");
    const show = () => root.classList.remove("face-pending");
    setTimeout(show, 900);
    addEventListener("DOMContentLoaded", () => {
      const { fontFamily } = getComputedStyle(document.body);
      const asked = ["", "italic "].map((style) => document.fonts.load(`${style}1em ${fontFamily}`));
      Promise.allSettled(asked).then(show);
    });
  }

  // An address that names layers wins over what was chosen before; one that names none we know does not count.
  const kinds = [...(script.dataset.kinds ?? "").split(" "), "mine"];
  const asked = new URLSearchParams(location.search).get("layers")?.split(",") ?? [];
  const chosen = kept("off");
  let off = kinds.filter((kind) => Array.isArray(chosen) && chosen.includes(kind));
  if (asked.includes("all")) off = [];
  else if (asked.includes("none") || asked.some((kind) => kinds.includes(kind))) {
    off = kinds.filter((kind) => !asked.includes(kind));
  }
  if (off.length) root.dataset.off = off.join(" ");
  if (off.length === kinds.length) root.dataset.clean = "";

  // Room for the way back to where the reader was, before continue.js fills it.
  const places = Object.values(Object(kept("places")));
  if (places.some((place) => place?.id && !place.done && place.id !== "p-1")) root.dataset.continue = "";

  // From a folder on disk, as a preview is looked at, browsers load no modules: such a page is one without scripts.
  if (location.protocol === "file:") return;

  // Should the module that lays the notes out never arrive, they must not stay away with it.
  // Where they will stand in the margin they are set there from the first, unseen: laying them out is then measuring alone.
  root.classList.replace("no-js", "notes-pending");
  root.classList.toggle("notes-beside", matchMedia("(width >= 68.75rem)").matches);
  setTimeout(() => {
    if (!root.classList.contains("notes-ready")) root.classList.remove("notes-pending", "notes-beside");
  }, 4000);
})();

// What no stylesheet can do for the page around the text.
(() => {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];

  // On a narrow screen the notes on the whole article wait until they are asked for; the text begins above the fold.
  if (matchMedia("(width < 68.75rem)").matches) {
    const watch = new MutationObserver(() => {
      const whole = document.querySelector(".prelude .whole-notes");
      if (!whole) return;
      whole.removeAttribute("open");
      watch.disconnect();
    });
    watch.observe(document.documentElement, { childList: true, subtree: true });
    addEventListener("load", () => watch.disconnect());
  }

  // The panel "Display" shows what is chosen when it is opened.
  document.addEventListener("beforetoggle", ({ target }) => {
    if (/** @type {Element} */ (target).id === "display-panel") import("./comfort.js");
  }, true);

  // Paper has nothing to press: what is closed is printed open, with the day of printing.
  addEventListener("beforeprint", () => {
    opened = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details:not([open])"))];
    for (const one of opened) one.open = true;
    for (const one of document.querySelectorAll(":popover-open")) /** @type {HTMLElement} */ (one).hidePopover();
    const day = document.querySelector(".printed-on");
    const today = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    if (day) day.textContent = `Printed on ${today}.`;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    opened = [];
  });
})();
