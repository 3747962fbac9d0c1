// Runs before anything is painted: the colour scheme the reader chose, and the word that scripts will lay the notes out.
// A classic script on purpose: a module would run too late and the page would flash.
(() => {
  const root = document.documentElement;
  const key = "edition-scheme";

  /** @returns {string | null} what the reader chose, or null where nothing is stored or storage is refused */
  const chosen = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  const stored = chosen();
  if (stored === "light" || stored === "dark") root.dataset.scheme = stored;

  // Should notes.js never arrive, the notes must not stay away with it.
  root.classList.replace("no-js", "notes-pending");
  setTimeout(() => root.classList.remove("notes-pending"), 4000);

  addEventListener("DOMContentLoaded", () => {
    const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(".scheme-switch"));
    if (!button) return;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : dark.matches);
    const name = () => (button.textContent = isDark() ? "Light page" : "Dark page");
    button.hidden = false;
    name();
    dark.addEventListener("change", name);
    button.addEventListener("click", () => {
      root.dataset.scheme = isDark() ? "light" : "dark";
      name();
      try {
        localStorage.setItem(key, root.dataset.scheme);
      } catch {
        // Without storage the choice lasts as long as the page.
      }
    });
  });
})();
