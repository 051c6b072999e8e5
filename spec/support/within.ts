import { expect } from 'chai';
import type { Entry } from './eventLog.js';

/** Asserts that `entry` happened `ms` after the instant `from`: not before, and at most `latest` ms later. */
export function expectAfter(ms: number, from: number, { at, what }: Entry, latest = 500): void {
  expect(at - from, `ms until '${what}'`).to.be.within(ms, ms + latest);
}
