import { durationForm, readDuration } from '../../lib/testing/score/duration.js';
import type { Option } from '../../lib/testing/score/score.js';

type Readers = Readonly<Record<string, (text: string) => unknown>>;

/** The options of a scene, each read by the reader of its name. An option without a reader is an Error. */
export function readOptions<R extends Readers>(
  options: readonly Option[],
  readers: R,
): { readonly [K in keyof R]?: ReturnType<R[K]> } {
  const read = options.map(({ name, text: written }) => {
    const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (!reader) throw new Error(`there is no option '${name}'; there are ${Object.keys(readers).join(', ')}`);
    return [name, reader(written)];
  });
  return Object.fromEntries(read) as { [K in keyof R]?: ReturnType<R[K]> };
}

/** A length of time in ms. */
export function duration(written: string): number {
  const ms = readDuration(written);
  if (ms === undefined) throw new Error(`'${written}' is no duration; write ${durationForm}, or never`);
  return ms;
}

/** A number, such as the draw of a jitter. */
export function count(written: string): number {
  const value = Number(written);
  if (Number.isNaN(value)) throw new Error(`'${written}' is no number`);
  return value;
}

export function text(written: string): string {
  return written;
}

/** `given` without what is undefined. */
export function defined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
