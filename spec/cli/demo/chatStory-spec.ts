import { expect } from 'chai';
import { Subject } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { chatStory } from '../../../lib/cli/demo/chatStory.js';
import type { Happening, Who } from '../../../lib/cli/demo/happening.js';

describe('chatStory', () => {
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
      const subscription = chatStory({
        happenings$: happenings,
        logIn: (user) => note(`${user} logs in`),
        say: (...numbers) => note(`dan says ${numbers.join(' ')}`),
        look: () => note('dan looks'),
        cutOff: (ms) => note(`eve is cut off for ${ms}`),
        restore: () => note('eve is back'),
      }).subscribe({ complete: () => note('end') });
      scheduler.schedule(() => subscription.unsubscribe(), 60_000);
      flush();
    });
    return asked;
  }

  it('RTM-7, RTM-8: takes the network away for 6 s and for 35 s, and ends within 50 s', () => {
    expect(
      play([
        [1_020, 'dan', 'joined'],
        [1_040, 'eve', 'joined'],
      ]),
    ).to.deep.equal([
      '1000 dan logs in',
      '1020 eve logs in',
      '1040 dan says 1',
      '3040 eve is cut off for 6000',
      '6040 dan says 2',
      '8840 dan looks',
      '9040 eve is back',
      '11040 eve is cut off for 35000',
      '13040 dan says 3 4 5',
      '31040 dan says 6 7 8',
      '46040 eve is back',
      '48040 end',
    ]);
  });

  it('waits for what does not come', () => {
    expect(play([[1_020, 'dan', 'joined']]).at(-1)).to.equal('1020 eve logs in');
  });
});
