import { whileConnected as only } from '../../lib/connection/whileConnected.js';
import type { Word } from '../../lib/testing/score/word.js';

/** `state`, `source` -> `result`, and when `source` is subscribed. */
export const whileConnected: Word = ({ given }) => ({
  result: given('source').pipe(only(given('state'))),
});
