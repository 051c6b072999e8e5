import { filter, map, share } from 'rxjs';
import { liveness } from '../lib/liveness/liveness.js';
import { livenessBy } from '../lib/liveness/livenessBy.js';
import type { Word, Words } from '../lib/testing/score/word.js';

/** `beats` -> `status`; the options are the thresholds. */
const livenessWord: Word = ({ given, durations }) => ({
  status: given('beats').pipe(liveness(durations())),
});

/** `frames`, each letter a key -> one lane of statuses per key, and `told`: every status with its key, in order. */
const livenessByWord: Word = ({ given, durations, expected }) => {
  const judged$ = given('frames').pipe(
    livenessBy((key) => key, durations()),
    share(),
  );
  const lanes = expected.map((key) => {
    const status$ = judged$.pipe(
      filter((judged) => judged.key === key),
      map(({ status }) => status),
    );
    return [key, status$] as const;
  });
  return { ...Object.fromEntries(lanes), told: judged$.pipe(map(({ key, status }) => `${key} ${status}`)) };
};

/** Each word of the scores, and the code for which it stands. */
export const words: Words = {
  liveness: livenessWord,
  livenessBy: livenessByWord,
};
