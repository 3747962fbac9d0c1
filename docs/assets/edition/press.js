// Citing and copying are fetched at the first press that asks for them; then that press is made again.
const tool = /** @type {HTMLElement | null} */ (document.querySelector("[data-tool='cite']"));

if (tool && document.querySelector("#cite")) tool.hidden = false;

/** @param {MouseEvent} event */
async function pressed(event) {
  const target = /** @type {Element} */ (event.target).closest("a.pilcrow, a.cite, [data-copy], [data-tool='cite']");
  if (!(target instanceof HTMLElement) || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  await import("./cite.js").catch(() => {}); // Offline a link is still a link.
  document.removeEventListener("click", pressed, true);
  target.click();
}

document.addEventListener("click", pressed, true);
