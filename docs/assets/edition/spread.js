/** A note may stand so many pixels below its line before the notes above it are cut to their beginnings. */
const DRIFT = 140;

/**
 * Where to put notes in one column. None overlap, their order stays, and each begins at its line or, where those above it
 * need the room, below it. Where one would stand further below than `DRIFT`, those right above it are cut, and no more of
 * them than needed. A held note is never cut and stands at its line: those above it are cut, then give way upward.
 *
 * @param {readonly {line: number, full: number, short: number, held: boolean}[]} notes in reading order; `line` in pixels
 *   from the column's top, the heights whole and cut with the gap below them
 * @returns {{tops: number[], cut: boolean[]}} for each note; empty for no notes
 */
export function spread(notes) {
  const cut = notes.map(() => false);
  // Notes are numbered where their words end. One whose words begin above those of the note before it comes after that note.
  let lowest = 0;
  const lines = notes.map(({ line }) => (lowest = Math.max(lowest, line)));
  const height = (/** @type {number} */ i) => (cut[i] ? notes[i].short : notes[i].full);
  /** @type {number[]} */
  const tops = [];
  const stack = (/** @type {number} */ from, /** @type {number} */ to) => {
    for (let i = from; i <= to; i++) tops[i] = Math.max(lines[i], i ? tops[i - 1] + height(i - 1) : 0);
  };
  notes.forEach(({ held }, i) => {
    stack(i, i);
    while (tops[i] - lines[i] > (held ? 0 : DRIFT)) {
      const longest = longestAbove(i);
      if (longest < 0) break;
      cut[longest] = true;
      stack(longest, i);
    }
  });
  const held = notes.findIndex((note) => note.held);
  if (held >= 0) lift(held);
  // Others that were cut later may have left the room that one needs.
  notes.forEach(({ full }, i) => (cut[i] &&= tops[i] + full > (tops[i + 1] ?? Infinity)));
  return { tops, cut };

  /** @param {number} i @returns {number} of the notes that push this one down, which to cut next; -1 for none */
  function longestAbove(i) {
    let best = -1;
    let most = 0;
    for (let j = i - 1; j >= 0 && tops[j] + height(j) >= tops[j + 1]; j--) {
      const saved = notes[j].held ? 0 : height(j) - notes[j].short;
      if (saved > most) [best, most] = [j, saved];
    }
    return best;
  }

  /** @param {number} i */
  function lift(i) {
    const above = notes.slice(0, i).reduce((sum, _, j) => sum + height(j), 0);
    tops[i] = Math.min(tops[i], Math.max(above, lines[i]));
    for (let j = i - 1; j >= 0; j--) tops[j] = Math.min(tops[j], tops[j + 1] - height(j));
    stack(i + 1, notes.length - 1);
  }
}
