import { readDuration } from '../score/duration.js';

const units = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
] as const;

/** A duration for readers: `850 ms`, `1.1 s`, `20 min`, `1 min 4 s`. */
export function writeMs(ms: number): string {
  if (ms === Infinity) return 'never';
  if (ms > 0 && ms < 1_000) return `${ms} ms`;
  const parts: string[] = [];
  let rest = ms;
  for (const [size, unit] of units) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count} ${unit}`);
    rest -= count * size;
  }
  if (rest > 0 || parts.length === 0) parts.push(`${Math.round(rest) / 1_000} s`);
  return parts.join(' ');
}

const names: Readonly<Record<string, string>> = { m: 'min' };

/**
 * A duration of a score for readers: in the unit in which it is written (`60s` is `60 s`), but for 1000 ms or more;
 * a sum is added up, `1s+100ms` is `1.1 s`; what is taken away stays so, `4s-1ms` is `4 s − 1 ms`.
 */
export function writeDuration(text: string): string {
  return text.split('-').map(writeSum).join(' − ');
}

function writeSum(text: string): string {
  const [, count = '', unit = ''] = /^(\d+)([a-z]+)$/.exec(text) ?? [];
  return count === '' || (unit === 'ms' && count.length > 3)
    ? writeMs(readDuration(text) ?? NaN)
    : `${count} ${names[unit] ?? unit}`;
}
