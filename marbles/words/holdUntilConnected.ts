import { holdUntilConnected as hold, type HoldConfig } from '../../lib/connection/holdUntilConnected.js';
import type { Word } from '../../lib/testing/score/word.js';
import { count, readOptions, text } from './options.js';

/** `state`, `source` -> `result`; options `limit` and `overflow`. */
export const holdUntilConnected: Word = ({ given, options }) => {
  const { limit = Infinity, overflow = 'error' } = readOptions(options, { limit: count, overflow: text });
  const config = { limit, overflow } as HoldConfig;
  return { result: given('source').pipe(hold(given('state'), config)) };
};
