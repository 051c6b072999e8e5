import { liveness as livenessOf } from '../../lib/liveness/liveness.js';
import type { Word } from '../../lib/testing/score/word.js';

/** `beats` -> `status`; the options are the thresholds. */
export const liveness: Word = ({ given, durations }) => ({
  status: given('beats').pipe(livenessOf(durations())),
});
