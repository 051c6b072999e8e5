import { expect } from 'chai';
import { EMPTY, NEVER, Observable, of, first, switchMap, throwError, timer, type SchedulerLike } from 'rxjs';
import { attempt, type Conversation } from '../../lib/connection/attempt.js';
import type { Signal } from '../../lib/connection/machine.js';
import type { Link, Transport } from '../../lib/link/link.js';
import { isLinkError } from '../../lib/link/linkError.js';
import { handTransport } from '../support/handTransport.js';
import { stock } from '../liveness/virtual.js';

type Test = SchedulerLike & { flush(): void };

describe('attempt', () => {
  const no = new Error('no');
  const yes: Conversation<string, string, 'no'> = {
    handshake: (link) => link.frames$.pipe(first()),
    refusal: (error) => (error === no ? { word: 'no' } : undefined),
  };

  /** What attempt number 7 says, with the time. */
  const said = (
    transport: Transport,
    test: Test,
    conversation: Partial<Conversation<string, string, 'no'>> = {},
    deadlines = { dial: 4_000, accept: 6_000 },
  ) => {
    const log: string[] = [];
    const note = (what: string) => void log.push(`${test.now()} ${what}`);
    const subscription = attempt(7, {
      transport,
      conversation: { ...yes, ...conversation },
      deadlines,
      scheduler: test,
      clock: () => test.now(),
    }).subscribe({ next: (signal) => note(shown(signal)), complete: () => note('|'), error: () => note('#') });
    return { log, subscription };
  };
  const shown = (signal: Signal<string, string, 'no'>) => {
    switch (signal.on) {
      case 'accepted':
        return `accepted ${signal.value}`;
      case 'frame':
        return `frame ${signal.frame}`;
      case 'ended':
        return `ended ${signal.failure instanceof Error ? signal.failure.message : String(signal.failure)}${signal.verdict ? ` verdict ${signal.verdict.word ?? ''}` : ''}`;
      default:
        return signal.on;
    }
  };
  const scene = (body: (test: Test) => void) => stock((_, test) => body(test));

  it('NET-11: is given up when not open within 4 s: not at 3 999 ms', () => {
    scene((test) => {
      const hand = handTransport({ manual: true });
      const { log } = said(hand.transport, test);
      timer(3_999).subscribe(() => log.push(hand.last().state));
      test.flush();
      expect(log).to.deep.equal(['dialling', '4000 ended link ended: 1006 not open within 4000 ms', '4000 |']);
      expect(hand.last().state).to.equal('closed');
    });
  });

  it('NET-11: a link that is open at 4 000 ms is in time', () => {
    scene((test) => {
      const hand = handTransport({ manual: true });
      const { log, subscription } = said(hand.transport, test);
      timer(4_000).subscribe(() => hand.last().open().say('welcome'));
      timer(5_000).subscribe(() => subscription.unsubscribe());
      test.flush();
      expect(log).to.deep.equal(['4000 opened', '4000 accepted welcome', '4000 frame welcome']);
    });
  });

  it('NET-11: is terminated when not accepted within 6 s of opening: not at 5 999 ms', () => {
    scene((test) => {
      const hand = handTransport({ manual: true });
      const { log } = said(hand.transport, test);
      timer(3_000).subscribe(() => hand.last().open());
      timer(8_999).subscribe(() => log.push(hand.last().state));
      test.flush();
      expect(log).to.deep.equal([
        '3000 opened',
        'open',
        '9000 ended link ended: 1006 not accepted within 6000 ms',
        '9000 |',
      ]);
      expect(hand.last().state).to.equal('closed');
    });
  });

  it("NET-11: deadlines of a user's own, over 24 days and never included", () => {
    scene((test) => {
      const hand = handTransport({ manual: true });
      const { log } = said(hand.transport, test, {}, { dial: 2 ** 32, accept: 1 });
      timer(2 ** 31 - 1).subscribe(() => log.push(hand.last().state));
      test.flush();
      expect(log).to.deep.equal([
        'dialling',
        `${2 ** 32} ended link ended: 1006 not open within ${2 ** 32} ms`,
        `${2 ** 32} |`,
      ]);
    });
    scene((test) => {
      const { log } = said(NEVER, test, {}, { dial: Infinity, accept: 1 });
      test.flush();
      expect(log).to.deep.equal([]);
    });
  });

  it('NET-11: an accepted link has no deadline any more', () => {
    scene((test) => {
      const { transport, last } = handTransport();
      const { log, subscription } = said(transport, test);
      last().say('welcome');
      test.flush();
      expect(log).to.have.length(3);
      expect(last().state).to.equal('open');
      subscription.unsubscribe();
      expect(last().state).to.equal('closed');
    });
  });

  it('NET-5: unsubscribing hangs up, in every phase', () => {
    scene((test) => {
      for (const phase of ['dialling', 'handshake', 'accepted']) {
        const hand = handTransport({ manual: true });
        const { subscription, log } = said(hand.transport, test);
        if (phase !== 'dialling') hand.last().open();
        if (phase === 'accepted') hand.last().say('welcome');
        subscription.unsubscribe();
        expect(hand.last().state, phase).to.equal('closed');
        expect(log.filter((line) => line.includes('ended'))).to.have.length(0);
      }
      expect((test as unknown as { actions: unknown[] }).actions).to.have.length(0);
    });
  });

  it('CON-3: frames before the acceptance are held, and come after it in order', () => {
    scene((test) => {
      const { transport, last } = handTransport();
      const { log, subscription } = said(transport, test, {
        handshake: (link) => link.frames$.pipe(first((frame) => frame === 'welcome')),
      });
      for (const frame of ['motd', 'news', 'welcome', 'live']) last().say(frame);
      subscription.unsubscribe();
      expect(log).to.deep.equal([
        '0 opened',
        '0 accepted welcome',
        '0 frame motd',
        '0 frame news',
        '0 frame welcome',
        '0 frame live',
      ]);
    });
  });

  it('CON-3: a handshake that looks late sees what came before', () => {
    scene((test) => {
      const { transport, last } = handTransport();
      const { log } = said(transport, test, {
        handshake: (link) =>
          timer(1_000).pipe(
            switchMap(() => link.frames$),
            first(),
          ),
      });
      last().say('early');
      timer(2_000).subscribe(() => last().end());
      test.flush();
      expect(log.slice(0, 3)).to.deep.equal(['0 opened', '1000 accepted early', '1000 frame early']);
    });
  });

  it('CON-3: 1 024 frames are held, one more ends the attempt', () => {
    scene((test) => {
      const { transport, last } = handTransport();
      const { log } = said(transport, test, { handshake: () => NEVER });
      for (let i = 0; i < 1_024; i++) last().say('early');
      expect(log).to.deep.equal(['0 opened']);
      last().say('too many');
      expect(log.slice(1)).to.deep.equal(['0 ended link ended: 1006 over 1024 frames before acceptance', '0 |']);
    });
  });

  it('CON-3: a frame that comes while those held are handed on keeps its place', () => {
    scene((test) => {
      const { transport, last } = handTransport();
      const order: string[] = [];
      attempt(1, {
        transport,
        conversation: { ...yes, handshake: (link) => link.frames$.pipe(first((frame) => frame === 'b')) },
        deadlines: { dial: 1, accept: 1 },
        scheduler: test,
        clock: () => test.now(),
      }).subscribe((signal) => {
        if (signal.on !== 'frame') return;
        order.push(signal.frame);
        if (signal.frame === 'a') last().say('c');
      });
      last().say('a');
      last().say('b');
      expect(order).to.deep.equal(['a', 'b', 'c']);
      last().end();
    });
  });

  const ends: readonly (readonly [string, Transport, Partial<typeof yes>, string])[] = [
    ['a transport that fails on the spot', throwError(() => new Error('refused')), {}, 'refused'],
    [
      'a transport whose subscribe throws',
      new Observable<Link>(() => {
        throw new Error('no WebSocket here');
      }),
      {},
      'no WebSocket here',
    ],
    ['a transport that completes without a link', EMPTY, {}, 'link ended: 1006 the transport ended without a link'],
    [
      'a handshake that throws',
      handTransport().transport,
      {
        handshake: () => {
          throw new Error('no token');
        },
      },
      'no token',
    ],
    [
      'a handshake that errors',
      handTransport().transport,
      { handshake: () => throwError(() => new Error('later')) },
      'later',
    ],
    ['a handshake that refuses', handTransport().transport, { handshake: () => throwError(() => no) }, 'no verdict no'],
    [
      'a handshake that completes without a value',
      handTransport().transport,
      { handshake: () => EMPTY },
      'link ended: 1006 the handshake ended without an answer',
    ],
    [
      'a handshake that closes the link',
      handTransport().transport,
      { handshake: (link) => (link.close(), NEVER) },
      'link ended: 1006 the link ended without saying why',
    ],
  ];
  for (const [what, transport, conversation, reason] of ends) {
    it(`NET-5 CON-2: ${what} ends the attempt, and nothing is left`, () => {
      scene((test) => {
        const { log } = said(transport, test, conversation);
        test.flush();
        expect(log.at(-2)).to.equal(`0 ended ${reason}`);
        expect(log.at(-1)).to.equal('0 |');
        expect(test.now(), 'the last timer').to.equal(0);
      });
    });
  }

  it('NET-5: a link that is closed from this side ends the attempt, beside a heartbeat too', () => {
    scene((test) => {
      const { transport, last } = handTransport();
      const { log } = said(transport, test, { tend: () => NEVER });
      last().say('welcome');
      last().link.close();
      expect(log.at(-2)).to.equal('0 ended link ended: 1006 the link ended without saying why');
    });
  });

  it('NET-5: a transport that completes once it has given its link leaves that link alone', () => {
    scene((test) => {
      const hand = handTransport();
      hand.transport.subscribe();
      const { log, subscription } = said(of(hand.last().link), test);
      hand.last().say('welcome');
      hand.last().say('live');
      expect(log).to.deep.equal(['0 opened', '0 accepted welcome', '0 frame welcome', '0 frame live']);
      subscription.unsubscribe();
      expect(hand.last().state).to.equal('closed');
    });
  });

  it('CON-4: what tends the link begins when it is accepted and ends with it; its error ends the link', () => {
    scene((test) => {
      const { transport, last } = handTransport();
      const tended: string[] = [];
      const tend = () =>
        new Observable<never>((subscriber) => {
          tended.push('begins');
          timer(1_000).subscribe(() => subscriber.error(new Error('no beat')));
          return () => tended.push('ends');
        });
      const { log } = said(transport, test, { tend });
      expect(tended).to.deep.equal([]);
      last().say('welcome');
      expect(tended).to.deep.equal(['begins']);
      test.flush();
      expect(tended).to.deep.equal(['begins', 'ends']);
      expect(log.at(-2)).to.equal('1000 ended no beat');
      expect(last().state).to.equal('closed');
    });
  });

  it('NET-11: the failure of a deadline is a LinkError', () => {
    scene((test) => {
      let failure: unknown;
      attempt(1, {
        transport: NEVER,
        conversation: yes,
        deadlines: { dial: 10, accept: 10 },
        scheduler: test,
        clock: () => test.now(),
      }).subscribe((signal) => (failure = signal.on === 'ended' && signal.failure));
      test.flush();
      expect(isLinkError(failure)).to.equal(true);
    });
  });
});
