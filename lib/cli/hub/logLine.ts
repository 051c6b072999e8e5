import { printableJson } from '../printable.js';
import type { LogEvent } from './logEvent.js';

/** An event as a line of the log, without the line break at its end. */
export type LogLine = (at: Date, event: LogEvent) => string;

const bare = /^[^\s"=\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u;

/** `{"at":"2026-01-31T09:30:00.000Z","type":"opened","link":1}` */
export const jsonLine: LogLine = (at, event) => printableJson({ at: at.toISOString(), ...event });

/** `2026-01-31T09:30:00.000Z opened link=1`: names and values; times are whole ms. */
export const textLine: LogLine = (at, { type, ...facts }) =>
  [at.toISOString(), type, ...fields(facts).map(([name, value]) => `${name}=${shown(value)}`)].join(' ');

/** Who it is about stands as fields of the event itself, other groups under their name: `closed.idle=3`. */
function fields(facts: object, prefix = ''): (readonly [string, unknown])[] {
  return Object.entries(facts).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? fields(value, name === 'who' ? prefix : `${prefix}${name}.`)
      : [[prefix + name, value] as const],
  );
}

function shown(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value));
  const text = String(value);
  return bare.test(text) ? text : printableJson(text);
}
