import { plain, type Paint } from '../paint.js';
import { tolerance, type Entry } from './verdict.js';

/** What to think of the table: how to read its instants, and whether all is well. */
export function summary(entries: readonly Entry[], paint: Paint = plain): readonly string[] {
  const wrong = entries.filter(({ verdict }) => verdict !== 'ok').length;
  return [
    "'ada hears': the last frame that reached her; 'ada heard': the last before",
    "the network was back; 'hub hears ada': the last that reached the hub from her;",
    "'heal': her network is back. For eve likewise.",
    wrong === 0
      ? paint('green', `All ${entries.length} came, in order and within -0/+${tolerance} ms.`)
      : paint(
          'red',
          `${wrong} of ${entries.length} went wrong: not there, not in order, or not within -0/+${tolerance} ms.`,
        ),
  ];
}
