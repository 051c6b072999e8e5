import { expect } from 'chai';
import { readDuration } from '../../../lib/testing/score/duration.js';

describe('readDuration', () => {
  const readable: [string, number][] = [
    ['0s', 0],
    ['200ms', 200],
    ['4s', 4_000],
    ['20m', 1_200_000],
    ['1h', 3_600_000],
    ['24d', 2_073_600_000],
    ['4s-1ms', 3_999],
    ['4s+1ms', 4_001],
    ['1m-1s+1ms', 59_001],
    ['never', Infinity],
  ];
  for (const [text, ms] of readable) {
    it(`reads ${text} as ${ms} ms`, () => expect(readDuration(text)).to.equal(ms));
  }

  for (const text of [
    '',
    '4',
    '4 s',
    '1.5s',
    '-4s',
    '4S',
    '4sec',
    's',
    'Infinity',
    '4s-',
    '4s 1ms',
    '4s1ms',
    '4s*2ms',
  ]) {
    it(`reads no duration in '${text}'`, () => expect(readDuration(text)).to.equal(undefined));
  }
});
