import { ProtocolError } from './protocolError.js';

/**
 * Reads the value that a frame has at `path`; fields that the protocol does not know are left out.
 *
 * @throws ProtocolError that names the place and what must be there. What was received is never quoted: it may be a
 * token or a secret (SPEC HUB-7).
 */
export type Schema<T = unknown> = (value: unknown, path: string) => T;

/** The fields of an object. */
export type Shape = Readonly<Record<string, Schema>>;

/** What a schema reads. */
export type Read<S> = S extends Schema<infer T> ? T : never;

type MayMiss<S> = unknown extends Read<S> ? false : undefined extends Read<S> ? true : false;
type Required<S extends Shape> = { [K in keyof S as MayMiss<S[K]> extends true ? never : K]: Read<S[K]> };
type Optional<S extends Shape> = { [K in keyof S as MayMiss<S[K]> extends true ? K : never]?: Read<S[K]> };
type Flat<T> = { [K in keyof T]: T[K] };

/** An object with the fields of a shape. */
export type Fields<S extends Shape> = Flat<Required<S> & Optional<S>>;

/** Any of the frames whose shapes are given by their `t`. */
export type FrameOf<F extends Readonly<Record<string, Shape>>> = {
  [T in keyof F]: Flat<{ t: T } & Fields<F[T]>>;
}[keyof F];

/** Reads what `is` says yes to. */
export const kind =
  <T>(what: string, is: (value: unknown) => boolean): Schema<T> =>
  (value, path) => {
    if (is(value)) return value as T;
    throw new ProtocolError(
      'notInSchema',
      `${path || 'frame'} ${value === undefined ? 'is missing' : `must be ${what}`}`,
    );
  };

export const text = kind<string>('a string', (value) => typeof value === 'string');
export const number = kind<number>('a finite number', Number.isFinite);
export const boolean = kind<boolean>('true or false', (value) => typeof value === 'boolean');
export const json = kind<unknown>('JSON', (value) => value !== undefined);

export const matching = (pattern: RegExp, what: string): Schema<string> =>
  kind(what, (value) => typeof value === 'string' && pattern.test(value));

export const oneOf = <const T extends string>(words: readonly T[]): Schema<T> =>
  kind(`one of ${words.join(', ')}`, (value) => words.includes(value as T));

export const optional =
  <T>(schema: Schema<T>): Schema<T | undefined> =>
  (value, path) =>
    value === undefined ? undefined : schema(value, path);

export const nullable =
  <T>(schema: Schema<T>): Schema<T | null> =>
  (value, path) =>
    value === null ? null : schema(value, path);

const items = kind<readonly unknown[]>('an array', Array.isArray);

export const array =
  <T>(item: Schema<T>): Schema<T[]> =>
  (value, path) =>
    items(value, path).map((each, index) => item(each, `${path}.${index}`));

export const pair =
  <A, B>(first: Schema<A>, second: Schema<B>): Schema<[A, B]> =>
  (value, path) => {
    const [a, b] = items(value, path);
    return [first(a, `${path}.0`), second(b, `${path}.1`)];
  };

/** Any object: an array is one too. */
export const record = kind<object>('an object', (value) => typeof value === 'object' && value !== null);

export function object<S extends Shape>(shape: S): Schema<Fields<S>> {
  const fields = Object.entries(shape);
  return (value, path) => {
    const given: Partial<Record<string, unknown>> = record(value, path);
    const read: Record<string, unknown> = {};
    for (const [name, schema] of fields) {
      const field = schema(given[name], path === '' ? name : `${path}.${name}`);
      if (field !== undefined) read[name] = field;
    }
    return read as Fields<S>;
  };
}

/** Any of the frames whose shapes are given by their `t`. */
export function frames<F extends Readonly<Record<string, Shape>>>(shapes: F): Schema<FrameOf<F>> {
  const known = new Map(Object.entries(shapes).map(([t, shape]) => [t, object({ t: text, ...shape })]));
  const unknown = object({ t: oneOf([...known.keys()]) });
  return (value, path) => {
    const { t = '' } = record(value, path) as { readonly t?: string };
    return (known.get(t) ?? unknown)(value, path) as FrameOf<F>;
  };
}
