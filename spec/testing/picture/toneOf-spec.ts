import { expect } from 'chai';
import type { Tone } from '../../../lib/testing/picture/shape.js';
import { toneOf } from '../../../lib/testing/picture/toneOf.js';

describe('toneOf', () => {
  const cases: [value: string, tone: Tone][] = [
    ['connected JOIN_SUCCESS', 'good'],
    ['ada joined', 'good'],
    ['reconnecting INTERRUPTED', 'waiting'],
    ['will expire', 'waiting'],
    ['failed TIMEOUT 9', 'bad'],
    ['ada peerOffline', 'bad'],
    ['disconnected LOGOUT', 'rest'],
    ['timeout', 'rest'],
    ['join', 'plain'],
    ['', 'plain'],
  ];
  for (const [value, tone] of cases) it(`'${value}' is ${tone}`, () => expect(toneOf(value)).to.equal(tone));

  it('goes by the first word that has a meaning', () => {
    expect(toneOf('2-4 complete lost')).to.equal('good');
    expect(toneOf('lost complete')).to.equal('bad');
  });
});
