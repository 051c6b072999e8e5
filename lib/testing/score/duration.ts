const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** How a duration may be written, for messages. */
export const durationForm = "whole numbers of ms, s, m, h or d (also '4s-1ms')";

/**
 * The milliseconds of a duration as scores write it: `200ms`, `4s`, `20m`, `1h`, `24d`; sums such as `4s-1ms`
 * say how far an instant is from another; `never` is `Infinity`. `undefined` when the text is none of these.
 *
 * `readDuration('20m')` is `1_200_000`.
 */
export function readDuration(text: string): number | undefined {
  if (text === 'never') return Infinity;
  if (!/^\d+(ms|[smhd])([+-]\d+(ms|[smhd]))*$/.test(text)) return undefined;
  const terms = text.matchAll(/([+-]?\d+)(ms|[smhd])/g);
  return [...terms].reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? NaN), 0);
}
