import { expect } from 'chai';
import { Subject } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import type { Happening, Who } from '../../../lib/cli/demo/happening.js';
import { story } from '../../../lib/cli/demo/story.js';

describe('story', () => {
  /** Plays it with these answers, at ms, and tells what the stage was asked for, at ms, and when the story ended. */
  function play(answers: readonly (readonly [number, Who, string])[]) {
    const asked: string[] = [];
    const scheduler = new TestScheduler(() => {});
    scheduler.run(({ flush }) => {
      const happenings = new Subject<Happening>();
      const note = (what: string) => void asked.push(`${scheduler.now()} ${what}`);
      for (const [at, who, what] of answers) {
        scheduler.schedule(() => happenings.next({ who, what, at, marks: {} }), at);
      }
      const subscription = story({
        happenings$: happenings,
        join: (user) => note(`${user} joins`),
        silence: () => note('silence'),
        heal: () => note('heal'),
      }).subscribe({ complete: () => note('end') });
      scheduler.schedule(() => subscription.unsubscribe(), 60_000);
      flush();
    });
    return asked;
  }

  const answers = [
    [20, 'ben', 'joined'],
    [30, 'ben', 'peerJoined ada'],
    [22_000, 'ben', 'peerOffline ada dropped'],
    [23_520, 'ben', 'peerJoined ada'],
    [31_000, 'cyd', 'failed JOIN_FAILED'],
  ] as const;

  it('goes on when the last thing was seen, and ends with both stories', () => {
    expect(play(answers)).to.deep.equal([
      '0 ben joins',
      '0 cyd joins',
      '20 ada joins',
      '3030 silence',
      '23500 heal',
      '31000 end',
    ]);
  });

  it('watches for a second report after the return', () => {
    const early = answers.map((answer) =>
      answer[1] === 'cyd' ? ([23_000, 'cyd', 'failed JOIN_FAILED'] as const) : answer,
    );
    expect(play(early).at(-1)).to.equal('25520 end');
  });

  it('waits for what does not come', () => {
    expect(play(answers.slice(0, 2)).at(-1)).to.equal('3030 silence');
  });
});
