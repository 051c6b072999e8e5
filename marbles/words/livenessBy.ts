import { filter, map, share } from 'rxjs';
import { livenessBy as judge } from '../../lib/liveness/livenessBy.js';
import type { Word } from '../../lib/testing/score/word.js';

/** `frames`, each letter a key -> one lane of statuses per key, and `told`: every status with its key, in order. */
export const livenessBy: Word = ({ given, durations, expected }) => {
  const judged$ = given('frames').pipe(
    judge((key) => key, durations()),
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
