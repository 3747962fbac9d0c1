/** A note may stand so many pixels below its line before the notes above it are cut to their beginnings. */
const DRIFT = 140;
/** And so many before they are cut to their heads: further below, a line and its note are not seen together. */
const FAR = 400;

/**
 * Where to put notes in one column. None overlap, their order stays, and each begins at its line or, where those above it
 * need the room, below it. Where one would stand further below than `DRIFT`, those right above it are cut to their
 * beginnings, and where that leaves it further below than `FAR`, to their heads; no more of them than needed. A held note
 * is never cut and stands at its line: those above it are cut, then give way upward.
 *
 * @param {readonly {line: number, full: number, short: number, least?: number, held: boolean}[]} notes in reading order;
 *   `line` in pixels from the column's top, the heights whole, of the beginning and of the head, with the gap below them
 * @returns {{tops: number[], cut: number[]}} for each note its top, and 0 whole, 1 cut to its beginning, 2 to its head;
 *   empty for no notes
 */
export function spread(notes) {
  const cut = notes.map(() => 0);
  // Notes are numbered where their words end. One whose words begin above those of the note before it comes after that note.
  let lowest = 0;
  const lines = notes.map(({ line }) => (lowest = Math.max(lowest, line)));
  const sizes = notes.map(({ full, short, least = short }) => [full, short, least]);
  const height = (/** @type {number} */ i) => sizes[i][cut[i]];
  /** @type {number[]} */
  const tops = [];
  const stack = (/** @type {number} */ from, /** @type {number} */ to) => {
    for (let i = from; i <= to; i++) tops[i] = Math.max(lines[i], i ? tops[i - 1] + height(i - 1) : 0);
  };
  notes.forEach(({ held }, i) => {
    stack(i, i);
    for (const [level, drift] of [[1, held ? 0 : DRIFT], [2, FAR]]) {
      while (tops[i] - lines[i] > drift) {
        const longest = longestAbove(i, level);
        if (longest < 0) break;
        cut[longest] = level;
        stack(longest, i);
      }
    }
  });
  const held = notes.findIndex((note) => note.held);
  if (held >= 0) lift(held);
  // Others that were cut later may have left the room that one needs.
  notes.forEach((_, i) => {
    while (cut[i] && tops[i] + sizes[i][cut[i] - 1] <= (tops[i + 1] ?? Infinity)) cut[i]--;
  });
  return { tops, cut };

  /** @param {number} i @param {number} level @returns {number} of the notes that push this one down, which to cut next; -1 for none */
  function longestAbove(i, level) {
    let best = -1;
    let most = 0;
    for (let j = i - 1; j >= 0 && tops[j] + height(j) >= tops[j + 1]; j--) {
      const saved = notes[j].held ? 0 : height(j) - sizes[j][level];
      if (saved > most) [best, most] = [j, saved];
    }
    return best;
  }

  /** @param {number} i */
  function lift(i) {
    let above = 0;
    for (let j = 0; j < i; j++) above += height(j);
    // Those farthest away are the first to lose their beginnings.
    for (let j = 0; j < i && above > lines[i]; j++) {
      above -= height(j) - sizes[j][2];
      cut[j] = 2;
    }
    stack(0, i);
    tops[i] = Math.min(tops[i], Math.max(above, lines[i]));
    for (let j = i - 1; j >= 0; j--) tops[j] = Math.min(tops[j], tops[j + 1] - height(j));
    stack(i + 1, notes.length - 1);
  }
}
