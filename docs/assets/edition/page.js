// What no stylesheet can do for the page around the text. A classic script, since it must be there before the first paint.
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

  // Who is led to a note that waits finds it open.
  for (const name of ["edition:open", "edition:opened"]) {
    document.addEventListener(name, (event) => {
      const { id } = /** @type {CustomEvent<{id: string | null}>} */ (event).detail;
      const waiting = id && document.getElementById(`note-${id}`)?.closest("details");
      if (waiting) waiting.open = true;
    });
  }

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
