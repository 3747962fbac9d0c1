/** Pixels between a box and what it is about, and between a box and the edge of the window. */
const GAP = 6;

/**
 * Puts an open popover below what it is about, else above it, where there is more room; never over it, and inside the
 * window. It scrolls with the page, unless it is fixed. On a phone it is a sheet at the foot, or at the head where the foot would cover the place.
 * @param {HTMLElement} box @param {DOMRect} place in pixels of the window
 */
export function beside(box, place) {
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  box.style.cssText = "";
  if (box.classList.contains("preview") && width < 768) {
    box.style.maxHeight = `${Math.max(place.top, height - place.bottom, 90) - GAP}px`;
    box.classList.toggle("at-head", place.bottom > height - box.offsetHeight - GAP);
    return;
  }
  const below = height - place.bottom - 2 * GAP;
  const above = place.top - 2 * GAP;
  const under = box.offsetHeight <= below || below >= above;
  box.style.maxHeight = `${Math.max(under ? below : above, 90)}px`;
  const top = under ? place.bottom + GAP : place.top - GAP - box.offsetHeight;
  const left = Math.max(GAP, Math.min(place.left, width - box.offsetWidth - GAP));
  const [x, y] = getComputedStyle(box).position === "fixed" ? [0, 0] : [scrollX, scrollY];
  box.style.inset = `${top + y}px auto auto ${left + x}px`;
}
