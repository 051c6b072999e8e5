import { createHash } from 'node:crypto';
import { type Entry, lineOf } from './entry.js';

/** Looks at everything that happens, and knows what is wrong with it. */
export interface Invariant {
  /** Something has happened. */
  see?(entry: Entry): void;
  /** All that happens before the instant `at` has happened. */
  before?(at: number): void;
  /** Nothing more will happen. */
  end?(): void;
}

/** Something that must not be. */
export interface Fault {
  readonly at: number;
  readonly invariant: string;
  readonly what: string;
}

/** Everything that happens, in order; it keeps only what it is asked to. */
export interface Trace {
  write(entry: Entry): void;
  /** Looks on from now on. */
  watch(invariant: Invariant): void;
  end(): void;
  /** The same for the same trace. */
  hash(): string;
  readonly entries: number;
}

export function createTrace(): Trace {
  const hash = createHash('sha1');
  const watching: Invariant[] = [];
  let instant = 0;
  let entries = 0;
  let waiting = '';
  const flush = () => {
    hash.update(waiting);
    waiting = '';
  };
  return {
    write(entry) {
      entries++;
      waiting += `${lineOf(entry)}\n`;
      if (waiting.length > 65_536) flush();
      if (entry.at !== instant) {
        instant = entry.at;
        for (const invariant of watching) invariant.before?.(instant);
      }
      for (const invariant of watching) invariant.see?.(entry);
    },
    watch: (invariant) => void watching.push(invariant),
    end() {
      for (const invariant of watching) invariant.end?.();
    },
    hash() {
      flush();
      return hash.copy().digest('hex').slice(0, 16);
    },
    get entries() {
      return entries;
    },
  };
}
