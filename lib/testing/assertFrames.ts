import type { ObservableNotification } from 'rxjs';
import { deepEqual } from './deepEqual.js';

/** One line of what an expectation compares: a notification of a stream, or a subscription to it. */
type Entry =
  | { readonly frame: number; readonly notification: ObservableNotification<unknown> }
  | { readonly subscribedFrame: number; readonly unsubscribedFrame: number };

const instantOf = (entry: Entry) => ('frame' in entry ? entry.frame : entry.subscribedFrame);

const show = (value: unknown): string => {
  try {
    const json = JSON.stringify(value) as string | undefined;
    return value instanceof Error ? `${value.name}: ${value.message} ${json}` : (json ?? String(value));
  } catch {
    return String(value);
  }
};

const text = (entry: Entry): string => {
  if ('subscribedFrame' in entry) return `subscribed until ${entry.unsubscribedFrame} ms`;
  const { notification } = entry;
  if (notification.kind === 'C') return 'complete';
  return notification.kind === 'N' ? show(notification.value) : `error ${show(notification.error)}`;
};

/** Both lists as one, in order of time: `-` wanted and missing, `+` there and not wanted. */
const diff = (wanted: readonly Entry[], got: readonly Entry[]): string[] => {
  const lines: string[] = [];
  const line = (mark: string, entry: Entry) =>
    lines.push(`${mark} ${String(instantOf(entry)).padStart(9)} ms  ${text(entry)}`);
  for (let w = 0, g = 0; w < wanted.length || g < got.length;) {
    const want = wanted[w];
    const have = got[g];
    if (want && have && deepEqual(want, have)) {
      line(' ', want);
      w += 1;
      g += 1;
    } else if (want && (!have || instantOf(want) <= instantOf(have))) {
      line('-', want);
      w += 1;
    } else if (have) {
      line('+', have);
      g += 1;
    }
  }
  return lines;
};

/** The changed lines with two unchanged ones around each; the rest is left out. */
const near = (lines: readonly string[]): string[] => {
  const kept = lines.map((_, i) => lines.slice(Math.max(0, i - 2), i + 3).some((other) => !other.startsWith(' ')));
  return lines.flatMap((line, i) => (kept[i] ? [line] : kept[i - 1] ? ['  ...'] : []));
};

/** Throws when the two lists of frames differ, and says where: `-` what was expected, `+` what came instead. */
export function assertFrames(got: readonly Entry[], wanted: readonly Entry[]): void {
  if (deepEqual(got, wanted)) return;
  const lines = near(diff(wanted, got));
  throw new Error(`the stream is not as expected (- expected, + actual):\n${lines.join('\n')}`);
}
