import { expect } from 'chai';
import { writeDuration, writeMs } from '../../../lib/testing/picture/writeDuration.js';

describe('writeDuration', () => {
  const cases: [written: string, painted: string][] = [
    ['0s', '0 s'],
    ['4s', '4 s'],
    ['60s', '60 s'],
    ['20m', '20 min'],
    ['365d', '365 d'],
    ['999ms', '999 ms'],
    ['1000ms', '1 s'],
    ['4700ms', '4.7 s'],
    ['61750ms', '1 min 1.75 s'],
    ['1s+100ms', '1.1 s'],
    ['1m+20s+200ms', '1 min 20.2 s'],
    ['4s-1ms', '4 s − 1 ms'],
    ['20m+5s-1ms', '20 min 5 s − 1 ms'],
    ['never', 'never'],
  ];
  for (const [written, painted] of cases) {
    it(`${written} is ${painted}`, () => expect(writeDuration(written)).to.equal(painted));
  }
});

describe('writeMs', () => {
  const cases: [ms: number, painted: string][] = [
    [0, '0 s'],
    [1, '1 ms'],
    [999, '999 ms'],
    [1_000, '1 s'],
    [3_999, '3.999 s'],
    [60_000, '1 min'],
    [1_264_000, '21 min 4 s'],
    [90_061_001, '1 d 1 h 1 min 1.001 s'],
    [Infinity, 'never'],
  ];
  for (const [ms, painted] of cases) it(`${ms} is ${painted}`, () => expect(writeMs(ms)).to.equal(painted));
});
