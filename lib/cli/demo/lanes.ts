import type { Happening, User } from './happening.js';

/** The users, from left to right. */
export const users: readonly User[] = ['ada', 'ben', 'cyd'];

const lines: Readonly<Record<string, string>> = { connecting: '┊', connected: '┃', reconnecting: '┊' };

/** A lane for each user, as it is after `happenings`: its state as a line, and a dot when the last was about it. */
export function lanes(happenings: readonly Happening[]): string {
  const last = happenings.at(-1);
  return users
    .map((user) => (last?.who === user ? '●' : (lines[stateOf(user, happenings)] ?? ' ')))
    .map((sign) => ` ${sign} `)
    .join(' ');
}

function stateOf(user: User, happenings: readonly Happening[]): string {
  const words = happenings.filter(({ who }) => who === user).map(({ what }) => what.split(' ', 1)[0] ?? '');
  return words.filter((word) => word in lines || word === 'failed').at(-1) ?? '';
}
