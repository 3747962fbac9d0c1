/**
 * Where to put notes of known heights in one column: none overlap, their order stays, none begins above the column, and
 * the sum of weighted squared distances from where each would like to stand is the least possible. Neighbours that would
 * collide are pooled and moved together (isotonic regression by pooling adjacent violators), in linear time.
 *
 * @param {readonly {top: number, height: number, weight: number}[]} wanted pixels from the column's top; in reading order
 * @returns {number[]} the top of each, in the same order; empty for no notes
 */
export function spread(wanted) {
  /** @type {{at: number, weight: number, count: number}[]} */
  const pools = [];
  /** @type {number[]} */
  const offsets = [];
  let before = 0;
  for (const { top, height, weight } of wanted) {
    offsets.push(before);
    let pool = { at: Math.max(0, top) - before, weight, count: 1 };
    before += height;
    for (let last = pools.at(-1); last && last.at >= pool.at; last = pools.at(-1)) {
      pools.pop();
      const sum = last.weight + pool.weight;
      pool = { at: (last.at * last.weight + pool.at * pool.weight) / sum, weight: sum, count: last.count + pool.count };
    }
    pools.push(pool);
  }
  /** @type {number[]} */
  const tops = [];
  for (const pool of pools) {
    // Cutting off at the column's top keeps the order, since later pools stand lower.
    for (let i = 0; i < pool.count; i++) tops.push(Math.max(0, pool.at) + offsets[tops.length]);
  }
  return tops;
}
