import { expect } from 'chai';
import { concat, debounceTime, delay, interval, map, merge, NEVER, of, retry, timer } from 'rxjs';
import { playScene, type Heard, type Order } from '../../../lib/testing/score/playScene.js';
import { readScore } from '../../../lib/testing/score/readScore.js';
import { kitTime } from '../../../lib/testing/score/virtualTime.js';
import type { Words } from '../../../lib/testing/score/word.js';

const words: Words = {
  same: ({ given }) => ({ out: given('in') }),
  delay: ({ given, durations }) => ({ out: given('in').pipe(delay(durations()['by'] ?? 0)) }),
  debounce: ({ given, durations }) => ({ out: given('in').pipe(debounceTime(durations()['by'] ?? 0)) }),
  merge: ({ given }) => ({ out: merge(given('one'), given('two')) }),
  retry: ({ given }) => ({ out: given('in').pipe(retry({ delay: 1_000 })) }),
  stairs: () => ({ out: of(0, 2_000).pipe(map((start) => timer(start, 1_000).pipe(map(String)))) }),
  leak: ({ given, scheduler }) => {
    const again = (): void => void scheduler.schedule(again, 600);
    again();
    return { out: given('in') };
  },
  early: ({ given }) => {
    given('in').subscribe();
    return { out: NEVER };
  },
  tick: () => ({ out: interval(1_500).pipe(map(String)) }),
  late: () => ({ out: concat(timer(3_000).pipe(map(() => 'x')), NEVER) }),
  wrong: () => ({
    out: timer(0).pipe(
      map(() => {
        throw new Error('why');
      }),
    ),
  }),
};

const play = (lines: string[], order?: Order): Heard[] =>
  playScene(readScore(['# T', 'tempo 1s', '## s', ...lines].join('\n')).scenes[0]!, words, kitTime, order);
const told = (heard: Heard[]): unknown[] => heard.map(({ at, value }) => [at, value]);

describe('playScene', () => {
  it('gives each value at its instant and hears each answer at its own', () => {
    expect(told(play(['in   a-b-|', '> delay by=2s', 'out  -------']))).to.deep.equal([
      [2_000, 'a'],
      [4_000, 'b'],
      [4_000, '|'],
    ]);
  });

  it('gives the values of where in their order, ends among them', () => {
    expect(told(play(['where z = one, two, |', 'in   -z', '> same', 'out  -']))).to.deep.equal([
      [1_000, 'one'],
      [1_000, 'two'],
      [1_000, '|'],
    ]);
  });

  it('plays the instant of the last column, and nothing later', () => {
    expect(told(play(['> late', 'out  ---']))).to.deep.equal([]);
    expect(told(play(['> late', 'out  ----']))).to.deep.equal([[3_000, 'x']]);
  });

  it('hears what stands between the columns too', () => {
    expect(told(play(['> tick', 'out  ----']))).to.deep.equal([
      [1_500, '0'],
      [3_000, '1'],
    ]);
  });

  it('tells the error behind a #', () => {
    const [heard] = play(['> wrong', 'out  -']);
    expect(heard).to.deep.include({ at: 0, value: '#' });
    expect(String(heard?.cause)).to.equal('Error: why');
  });

  it('puts the given before the timers of their instant, or behind those set before it', () => {
    const scene = ['in   a--b', '> debounce by=3s', 'out  -------'];
    expect(told(play(scene, 'given first'))).to.deep.equal([[6_000, 'b']]);
    expect(told(play(scene, 'given last'))).to.deep.equal([
      [3_000, 'a'],
      [6_000, 'b'],
    ]);
  });

  it('lets given lanes speak from the top, or from the bottom', () => {
    const scene = ['one  a', 'two  b', '> merge', 'out  -'];
    expect(told(play(scene, 'given first'))).to.deep.equal([
      [0, 'a'],
      [0, 'b'],
    ]);
    expect(told(play(scene, 'given last'))).to.deep.equal([
      [0, 'b'],
      [0, 'a'],
    ]);
  });

  it('gives each subscription the next lane of a name, and hears when it came and went', () => {
    const scene = ['in   -#', 'in     -a#', 'in         b', '> retry', 'out  -------', 'in   -'];
    const heard = play(scene);
    expect(told(heard.filter(({ lane }) => lane === 'out'))).to.deep.equal([
      [3_000, 'a'],
      [6_000, 'b'],
    ]);
    expect(heard.filter(({ lane }) => lane === 'in').map(({ step, at, value }) => [step, at, value])).to.deep.equal([
      [0, 0, '^'],
      [0, 1_000, '!'],
      [1, 2_000, '^'],
      [1, 4_000, '!'],
      [2, 5_000, '^'],
    ]);
  });

  it('hears a lane of lanes step by step', () => {
    expect(play(['> stairs', 'out  ---']).map(({ step, at, value }) => [step, at, value])).to.deep.equal([
      [0, 0, '0'],
      [0, 1_000, '1'],
      [1, 2_000, '0'],
      [0, 2_000, '2'],
    ]);
  });

  it('comes and leaves when the listener does, each coming a step of its own', () => {
    const heard = play(['in        abcdef', 'listener   ^-!', 'listener      ^-', '> same', 'out       -']);
    expect(heard.map(({ step, value }) => `${step}${value}`)).to.deep.equal(['0b', '0c', '0d', '1e', '1f']);
  });

  describe('says what is missing', () => {
    const wrongs: [what: string, scene: string[], says: RegExp][] = [
      ['a word that is none', ['in   a', '> toString', 'out  -'], /'toString' is no word; there are same, delay/],
      ['a lane that the word needs', ['on   a', '> same', 'out  -'], /'same' needs a lane 'in'; given: on/],
      ['a lane that it has no use for', ['in   a', 'on   a', '> same', 'out  -'], /no use for the given lanes: on/],
      ['a lane that it does not make', ['in   a', '> same', 'off  -'], /does not make off; it makes out/],
      [
        'an option that is no duration',
        ['in   a', '> delay by=5', 'out  -'],
        /'by=5' is no duration; write whole numbers/,
      ],
      [
        'that a lane is subscribed before the listener comes',
        ['in   a', '> early', 'out  -'],
        /'early' subscribes to 'in' before anybody listens; do that in defer/,
      ],
      ['a timer that is left behind', ['in   a', '> leak', 'out  -'], /'leak' leaves 1 timers behind, 1000 ms after/],
    ];
    for (const [what, scene, says] of wrongs) it(what, () => expect(() => play(scene)).to.throw(says));
  });
});
