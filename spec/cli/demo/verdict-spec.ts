import { expect } from 'chai';
import type { Happening, Who } from '../../../lib/cli/demo/happening.js';
import type { Step } from '../../../lib/cli/demo/step.js';
import { concluded, judged, verdictOf, type Entry } from '../../../lib/cli/demo/verdict.js';

const step = (who: Who, what: string, ms: number): Step => ({
  name: '',
  who,
  what,
  due: { after: 'ada hears', ms: () => ms },
});
const steps: readonly Step[] = [
  step('ada', 'interrupted', 4_000),
  step('ada', 'lost', 10_000),
  { name: '', who: 'net', what: 'back' },
  step('ben', 'peerJoined', 11_000),
  step('ada', 'rejoined', 11_000),
];
const heardAt = 500.25;
const told = (who: Who, what: string, measured: number): Happening => ({
  who,
  what,
  at: heardAt + measured,
  marks: { 'ada hears': heardAt },
});
const play = (...happenings: readonly Happening[]) =>
  happenings.reduce<readonly Entry[]>((entries, next) => [...entries, judged(steps, entries, next)], []);
const verdicts = (entries: readonly Entry[]) =>
  entries.map(({ step, happening, verdict }) => `${(step ?? happening)?.what} ${verdict}`);

const interrupted = told('ada', 'interrupted', 4_000);
const lost = told('ada', 'lost', 10_010);
const back = told('net', 'back', 10_990);
const peerJoined = told('ben', 'peerJoined', 11_020);
const rejoined = told('ada', 'rejoined', 11_010);

describe('verdict', () => {
  const bounds: readonly (readonly [number, string])[] = [
    [-1, 'early'],
    [0, 'ok'],
    [500, 'ok'],
    [501, 'late'],
  ];
  for (const [deviation, verdict] of bounds) {
    it(`calls ${deviation} ms ${verdict}`, () => expect(verdictOf(4_000, 4_000 + deviation)).to.equal(verdict));
  }

  it('calls what was not measured neither early nor on time', () => {
    expect(verdictOf(4_000, NaN)).to.equal('late');
  });

  it('compares whole milliseconds', () => {
    expect(play(told('ada', 'interrupted', 3_999.6))[0]).to.include({ measured: 4_000, verdict: 'ok' });
    expect(play(told('ada', 'interrupted', 3_999.4))[0]).to.include({ measured: 3_999, verdict: 'early' });
  });

  it('is content when each comes in order and in time, whoever of two comes first', () => {
    const all = ['interrupted ok', 'lost ok', 'back ok', 'peerJoined ok', 'rejoined ok'];
    expect(verdicts(concluded(steps, play(interrupted, lost, back, peerJoined, rejoined)))).to.deep.equal(all);
    expect(verdicts(concluded(steps, play(interrupted, lost, back, rejoined, peerJoined)))).to.deep.equal(all);
  });

  it('judges the duration that an event reports itself', () => {
    expect(play({ ...interrupted, elapsed: 3_000 })[0]).to.include({ measured: 3_000, verdict: 'early' });
  });

  it('does not time what has no due time', () => {
    expect(play(back)[0]).to.have.property('verdict', 'ok');
    expect(play(back)[0]).not.to.have.property('expected');
  });

  it('finds what is missing, and blames nothing else for it', () => {
    expect(verdicts(concluded(steps, play(interrupted, back, peerJoined, rejoined)))).to.deep.equal([
      'interrupted ok',
      'lost missing',
      'back ok',
      'peerJoined ok',
      'rejoined ok',
    ]);
  });

  it('finds the wrong order', () => {
    expect(verdicts(play(lost, interrupted, back))).to.deep.equal(['lost ok', 'interrupted order', 'back ok']);
  });

  it('finds what comes twice, and what nobody expected', () => {
    const entries = play(interrupted, back, peerJoined, peerJoined, told('ben', 'lost', 1));
    expect(verdicts(entries).slice(-2)).to.deep.equal(['peerJoined extra', 'lost extra']);
    expect(verdicts(concluded(steps, entries)).slice(-2)).to.deep.equal(['peerJoined extra', 'lost extra']);
  });

  it('leaves to another act what happened to its users', () => {
    const entries = play(interrupted, told('dan', 'interrupted', 1));
    expect(verdicts(concluded(steps, entries)).at(-1)).to.equal('rejoined missing');
    expect(verdicts(concluded([step('dan', 'lost', 1)], entries))).to.deep.equal(['lost missing', 'interrupted extra']);
  });

  it('expects everything of a story of which nothing came', () => {
    expect(concluded(steps, []).map(({ verdict }) => verdict)).to.deep.equal(steps.map(() => 'missing'));
  });
});
