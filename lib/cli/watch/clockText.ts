const digits = (value: number, count: number) => String(value).padStart(count, '0');

/** The time of day, here, with ms: `09:30:07.412`. */
export const clockText = (at: Date): string =>
  [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => digits(part, 2)).join(':') +
  `.${digits(at.getMilliseconds(), 3)}`;

/** The day, here: `2026-01-31`. */
export const dayText = (at: Date): string =>
  [digits(at.getFullYear(), 4), digits(at.getMonth() + 1, 2), digits(at.getDate(), 2)].join('-');
