import type { Happening, User } from './happening.js';

/** The users of each act, from left to right. */
const casts: readonly (readonly User[])[] = [
  ['ada', 'ben', 'cyd'],
  ['dan', 'eve'],
];

/** What stands above the lanes. */
export const laneHeader = inColumns((user) => user);

const lines: Readonly<Record<string, string>> = { connecting: '┊', connected: '┃', reconnecting: '┊' };

/** A lane for each user, as it is after `happenings`: its state as a line, and a dot when the last was about it. */
export function lanes(happenings: readonly Happening[]): string {
  const last = happenings.at(-1);
  return inColumns((user) => ` ${last?.who === user ? '●' : (lines[stateOf(user, happenings)] ?? ' ')} `);
}

function inColumns(cell: (user: User) => string): string {
  return casts.map((users) => users.map(cell).join(' ')).join('  ');
}

function stateOf(user: User, happenings: readonly Happening[]): string {
  const words = happenings.filter(({ who }) => who === user).map(({ what }) => what.split(' ', 1)[0] ?? '');
  return words.filter((word) => word in lines || word === 'failed').at(-1) ?? '';
}
