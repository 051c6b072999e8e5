import type { Happening } from './happening.js';
import type { Step } from './step.js';

/**
 * How a step went. `early`, `late`: out of {@link tolerance}. `order`: after a step of the same user that should have
 * followed it. `extra`: nobody expected it, or not again. `missing`: it did not come.
 */
export type Verdict = 'ok' | 'early' | 'late' | 'order' | 'extra' | 'missing';

/** A step and what became of it; times are whole ms. */
export interface Entry {
  /** Absent when nobody expected what happened. */
  readonly step?: Step;
  /** Absent when it did not come. */
  readonly happening?: Happening;
  readonly expected?: number;
  readonly measured?: number;
  readonly verdict: Verdict;
}

/** How much later than expected something may come, in ms. It may not come earlier. */
export const tolerance = 500;

/** Whether `measured` lies within -0/+500 ms of `expected`. */
export function verdictOf(expected: number, measured: number): Verdict {
  if (measured >= expected && measured <= expected + tolerance) return 'ok';
  return measured < expected ? 'early' : 'late';
}

/** The entry for `happening`, which comes after those in `entries`. */
export function judged(steps: readonly Step[], entries: readonly Entry[], happening: Happening): Entry {
  const mine = steps.filter(({ who }) => who === happening.who);
  const done = mine.map((step) => entries.some((entry) => entry.step === step));
  const index = mine.findIndex(({ what }, at) => what === happening.what && !done[at]);
  const step = mine[index];
  if (!step) return { happening, verdict: 'extra' };

  const times = timesOf(step, happening);
  if (done.includes(true, index)) return { step, happening, ...times, verdict: 'order' };
  return { step, happening, ...times, verdict: times ? verdictOf(times.expected, times.measured) : 'ok' };
}

/** Every step with what became of it, in the order of the script; then what nobody expected of its users. */
export function concluded(steps: readonly Step[], entries: readonly Entry[]): readonly Entry[] {
  return [
    ...steps.map((step) => entries.find((entry) => entry.step === step) ?? { step, verdict: 'missing' as const }),
    ...entries.filter(({ step, happening }) => !step && steps.some(({ who }) => who === happening?.who)),
  ];
}

function timesOf({ due }: Step, { at, marks, elapsed }: Happening) {
  if (!due) return undefined;
  const measured = elapsed ?? at - (marks[due.after] ?? NaN);
  return { expected: Math.round(due.ms(marks)), measured: Math.round(measured) };
}
