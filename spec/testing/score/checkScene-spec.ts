import { expect } from 'chai';
import { concat, debounceTime, delay, map, NEVER, of, share, timer } from 'rxjs';
import { checkScene } from '../../../lib/testing/score/checkScene.js';
import { readScore } from '../../../lib/testing/score/readScore.js';
import type { Words } from '../../../lib/testing/score/word.js';

const words: Words = {
  debounce: ({ given, durations }) => ({ out: given('in').pipe(debounceTime(durations()['by'] ?? 0)) }),
  status: () => ({ status: concat(of('connecting'), timer(2_000).pipe(map(() => 'connected')), NEVER) }),
  two: ({ given }) => {
    const source$ = given('in').pipe(share());
    return { now: source$, slow: source$.pipe(delay(1_500)) };
  },
  lowFirst: ({ given }) => {
    const source$ = given('in').pipe(share());
    return { low: source$, high: source$ };
  },
  throws: () => ({
    out: timer(1_000).pipe(
      map(() => {
        throw new Error('why');
      }),
    ),
  }),
};

function check(...lines: string[]): void {
  const score = readScore(['# T', 'tempo 1s', '## s', ...lines].join('\n'), 'f.marble');
  checkScene(score, score.scenes[0]!, words);
}

function faultOf(...lines: string[]): string {
  try {
    check(...lines);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the scene passed');
}

describe('checkScene', () => {
  it('passes a scene that comes out as expected', () => check('in    a--', '> debounce by=2s', 'out   --a'));

  it('shows wanted and got as lanes, below what was given', () => {
    expect(faultOf('time   0s  4s', 'in     a-----', '> debounce by=2s', 'out    ---a--')).to.equal(
      [
        'f.marble:3 s',
        '  time   0s  4s',
        '  in     a-----',
        '  > debounce by=2s',
        'wanted',
        '  out    ---a--',
        'got',
        '  out    --a---',
      ].join('\n'),
    );
  });

  it('wants nothing more than the lane says, to the end of the scene', () => {
    expect(faultOf('in    a---', '> debounce by=2s', 'out   -')).to.contain('got\n  out   --a-');
  });

  it('takes an initial for a state, and where for two states of one initial', () => {
    check('where c = connecting', '> status', 'status   c=C');
    expect(faultOf('> status', 'status   C=C')).to.match(/got\n {2}status {3}C=z\n {2}where z = connected$/);
  });

  it('names what was heard at an instant that no column shows', () => {
    expect(faultOf('in    a---', '> two', 'now   a', 'slow  -a')).to.contain(
      "  and slow 'a' at 1500 ms, which is no column",
    );
    expect(faultOf('time   0s ~9s', 'in     a', '> debounce by=4s', 'out    -')).to.contain("and out 'a' at 4000 ms");
  });

  it('tells the cause of an error that nobody expected', () => {
    expect(faultOf('> throws', 'out  --')).to.contain('  # of out at 1000 ms: Error: why');
  });

  it('tells what is wrong with the scene, and where it is', () => {
    expect(faultOf('> nothing', 'out  --')).to.match(/^f\.marble:3 s\nError: 'nothing' is no word/);
  });

  describe('a tie', () => {
    const scene = ['in    a--b--', '> debounce by=3s', 'out   ------b'];
    it('must be said when the order of an instant decides', () => {
      expect(faultOf(...scene))
        .to.contain('when what is given comes last in its instant (tie?)')
        .and.contain('out   ---a--b');
    });

    it('makes the given go before the timers, from the top', () =>
      check('tie', ...scene.slice(0, 2), 'out   ------b', 'in    ^'));

    it('makes the expected lanes speak from the top', () => {
      check('tie', 'in     a', '> lowFirst', 'low    a', 'high   a');
      expect(faultOf('tie', 'in     a', '> lowFirst', 'high   a', 'low    a')).to.contain(
        'in the instant 0 ms low speaks before high',
      );
    });
  });
});
