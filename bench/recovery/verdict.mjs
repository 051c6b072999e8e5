// @ts-check

/**
 * What the client of one case has noted; instants in ms of one clock.
 * @typedef {object} Notes
 * @property {readonly (readonly [at: number, connected: boolean])[]} states what it told its application
 * @property {readonly number[]} heard when messages came that the server sends by itself
 * @property {readonly number[]} answered when answers to its own messages came
 */

/**
 * What an outage meant to the one who sat there, in ms; `Infinity` for what had not happened when the watch ended.
 * @typedef {object} Verdict
 * @property {number} told from the beginning of the outage until the application was told
 * @property {number} heard from the heal until it was connected, by its own word, and heard the server
 * @property {number} answered from the heal until it was connected and had an answer
 */

/**
 * @param {Notes} notes
 * @param {{ began: number, healed: number }} outage `healed` is `Infinity` while it lasts
 * @returns {Verdict}
 */
export function verdict({ states, heard, answered }, { began, healed }) {
  const told = states.find(([at, connected]) => at >= began && !connected)?.[0];
  /** @param {number} at */
  const connectedAt = (at) => states.filter(([since]) => since <= at).at(-1)?.[1] === true;
  /** @param {readonly number[]} instants */
  const back = (instants) =>
    from(
      healed,
      instants.find((at) => at >= healed && connectedAt(at)),
    );
  return { told: from(began, told), heard: back(heard), answered: back(answered) };
}

/**
 * @param {number} since
 * @param {number | undefined} at
 */
function from(since, at) {
  return at === undefined ? Infinity : at - since;
}
