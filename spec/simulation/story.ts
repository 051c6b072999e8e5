import type { Entry } from './entry.js';
import { over } from './times.js';
import type { Fault, Invariant } from './trace.js';

const columns = 120;
const column = over / columns;
/** What of the trace is told in full: so many ms before the first fault, and after it. */
const before = 45_000;
const after = 1_000;

const letters: Record<string, string> = {
  disconnected: ' ',
  connecting: 'c',
  connected: '=',
  reconnecting: 'r',
  failed: '#',
  aborted: '#',
};

/** Remembers what a story is told from; for one seed at a time. */
export interface Story extends Invariant {
  /** The lanes of all clients, and what led to the first fault. */
  tell(faults: readonly Fault[]): string;
}

export function createStory(): Story {
  const entries: Entry[] = [];
  return {
    see: (entry) => void entries.push(entry),
    tell(faults) {
      const at = faults[0]?.at ?? over;
      return [...lanes(entries, at), '', ...moments(entries, at)].join('\n');
    },
  };
}

/** A lane of states and one of the network for each client: a column is 10 s. */
function lanes(entries: readonly Entry[], at: number): string[] {
  const names = [
    ...new Set(entries.flatMap((entry) => ('client' in entry && entry.client !== null ? [entry.client] : []))),
  ];
  const pad = (name: string) => name.padEnd(10);
  const lane = (name: string, marks: readonly (readonly [at: number, letter: string])[], holds: boolean) => {
    let held = ' ';
    let text = '';
    for (let i = 0; i < columns; i++) {
      const here = marks.filter(([instant]) => instant >= i * column && instant < (i + 1) * column);
      const last = here.at(-1)?.[1] ?? held;
      const eventful = holds && here.length > 1 && here.find(([, letter]) => 'r#c'.includes(letter));
      text += eventful ? eventful[1] : last;
      held = holds ? last : ' ';
    }
    return `${pad(name)}${text}`;
  };
  const ruler = Array.from({ length: 12 }, (_, i) => `${i * 100}s`.padEnd(10)).join('');
  const mark = `${pad('')}${' '.repeat(Math.min(columns - 1, Math.floor(at / column)))}^`;
  const happenings = entries.filter(({ kind }) => kind === 'operator' || kind === 'newHub');
  return [
    `${pad('')}${ruler}`,
    lane(
      'hub',
      happenings.map((entry) => [entry.at, entry.kind === 'operator' ? entry.what[0]! : 'H']),
      false,
    ),
    ...names.flatMap((name) => {
      const states = entries.flatMap((entry): [number, string][] =>
        (entry.kind === 'rtc' || entry.kind === 'rtm') && entry.client === name && entry.event.type === 'change'
          ? [[entry.at, letters[entry.event.change.state]!]]
          : [],
      );
      const weather = entries.flatMap((entry): [number, string][] => {
        if (entry.kind === 'sleep' && entry.client === name)
          return [[entry.at, entry.what === 'falls asleep' ? 'z' : '.']];
        if (entry.kind !== 'fault' || (entry.client !== name && entry.client !== null)) return [];
        return [[entry.at, entry.what === 'fine' ? '.' : entry.what[0]!]];
      });
      const messages = entries.flatMap((entry): [number, string][] =>
        (entry.kind === 'rtc' || entry.kind === 'rtm') &&
        entry.client === name &&
        entry.event.type.toLowerCase().endsWith('message')
          ? [[entry.at, "'"]]
          : [],
      );
      return [lane(name, states, true), lane('  network', weather, false), lane('  told', messages, false)];
    }),
    mark,
  ];
}

/** Everything but beats that happened around the first fault, a line each. */
function moments(entries: readonly Entry[], at: number): string[] {
  return entries
    .filter((entry) => entry.at >= at - before && entry.at <= at + after)
    .flatMap((entry) => {
      const text = inWords(entry);
      const who = 'client' in entry ? (entry.client ?? 'all') : 'hub';
      return text === null ? [] : [`${String(entry.at).padStart(8)}  ${who.padEnd(4)} ${text}`];
    });
}

function inWords(entry: Entry): string | null {
  switch (entry.kind) {
    case 'network': {
      const { event, frame } = entry;
      if (frame?.t === 'beat') return null;
      const what = event.frame ?? (event.end ? `${event.end.code} ${event.end.reason}` : '');
      return `  link ${event.link} ${event.side} ${event.kind} ${what.slice(0, 160)}`;
    }
    case 'rtc':
    case 'rtm':
      if (entry.event.type === 'attempt') return null;
      if (entry.event.type !== 'change') return `  ${JSON.stringify(entry.event).slice(0, 160)}`;
      return `> ${entry.event.change.state.toUpperCase()} ${entry.event.change.reason}`;
    case 'hub':
      return `  ${JSON.stringify(entry.event)}`;
    case 'newHub':
      return '* A NEW HUB';
    case 'command':
      return `! ${entry.word} ${JSON.stringify(entry.argument)} (${entry.number})`;
    case 'answer': {
      const { error, value } = entry.told;
      return `  (${entry.number}) ${error ? `${error.name} ${error.reason ?? ''}` : JSON.stringify(value ?? 'done')}`;
    }
    case 'fault':
    case 'operator':
    case 'sleep':
      return `~ ${entry.what}`;
  }
}
