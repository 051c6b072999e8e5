// @ts-check

/**
 * What candidates cost that can't be called in slices: they live in other processes.
 *
 * In every round each does its thing once, every next round beginning with another one: what disturbs the machine
 * disturbs a whole round. The cost of a candidate stands at its own place of each round.
 *
 * @template C, T
 * @param {readonly C[]} candidates
 * @param {number} rounds
 * @param {(candidate: C) => Promise<T>} once
 * @returns {Promise<T[][]>}
 */
export async function inTurns(candidates, rounds, once) {
  /** @type {T[][]} */
  const costs = [];
  for (let round = 0; round < rounds; round++) {
    /** @type {Map<C, T>} */
    const found = new Map();
    for (let turn = 0; turn < candidates.length; turn++) {
      const candidate = /** @type {C} */ (candidates[(turn + round) % candidates.length]);
      found.set(candidate, await once(candidate));
    }
    costs.push(candidates.map((candidate) => /** @type {T} */ (found.get(candidate))));
  }
  return costs;
}
