import { expect } from 'chai';
import type { Entry } from './eventLog.js';

/** How late an event on real sockets may be, in ms. */
const latest = 500;

/** Asserts that `entry` happened `ms` after the instant `from`: not before, and at most 500 ms later. */
export function expectAfter(ms: number, from: number, { at, what }: Entry): void {
  expect(at - from, `ms until '${what}'`).to.be.within(ms, ms + latest);
}
