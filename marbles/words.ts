import type { Words } from '../lib/testing/score/word.js';
import { channel } from './words/channel.js';
import { connection } from './words/connection.js';
import { holdUntilConnected } from './words/holdUntilConnected.js';
import { hub } from './words/hub.js';
import { liveness } from './words/liveness.js';
import { livenessBy } from './words/livenessBy.js';
import { messaging } from './words/messaging.js';
import { whileConnected } from './words/whileConnected.js';

/** Each word of the scores, and the code for which it stands. */
export const words: Words = {
  liveness,
  livenessBy,
  connection,
  channel,
  messaging,
  hub,
  whileConnected,
  holdUntilConnected,
};
