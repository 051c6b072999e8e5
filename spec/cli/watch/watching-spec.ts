import { expect } from 'chai';
import {
  EMPTY,
  NEVER,
  Subject,
  catchError,
  concat,
  finalize,
  mergeMap,
  of,
  takeUntil,
  timer,
  type Observable,
} from 'rxjs';
import { inbox } from '../../../lib/link/inbox.js';
import type { Link } from '../../../lib/link/link.js';
import { watching, type AnyFrame, type WatchingConfig } from '../../../lib/cli/watch/watching.js';
import { run } from '../../../lib/testing/run.js';
import { virtualNetwork, type VirtualNetwork } from '../../../lib/testing/virtualNetwork.js';

interface Scene {
  readonly network: VirtualNetwork;
  /** The links of the server, in the order of their opening. */
  readonly links: Link[];
  /** What the server has heard. */
  readonly frames: string[];
  advance(ms: number): void;
  /** `at event`, without what is only said of the links; frames by their bytes. */
  readonly told: string[];
  end(): void;
}

/** A watch in virtual time; `serve` is what the server does with each link. */
function watched(
  play: (scene: Scene) => void,
  config: Partial<WatchingConfig> = {},
  serve: (link: Link, ended$: Observable<unknown>) => void = () => {},
): void {
  run(({ advance, now, pending }) => {
    const network = virtualNetwork();
    const links: Link[] = [];
    const frames: string[] = [];
    const served = (link: Link) => {
      const ended$ = new Subject<void>();
      links.push(link);
      serve(link, ended$);
      return link.frames$.pipe(
        catchError(() => EMPTY),
        finalize(() => ended$.next()),
      );
    };
    network.links$.pipe(mergeMap(served)).subscribe((frame) => frames.push(frame));
    const told: string[] = [];
    const settings = { interrupted: 4_000, lost: 10_000, transport: network.transport(), random: () => 0.5, ...config };
    const subscription = watching(settings).subscribe(({ type, ...facts }) => {
      const words = Object.values(facts).filter((fact) => fact !== '' && fact !== true);
      told.push([now(), type, ...words].join(' '));
    });
    advance(0);
    play({ network, links, frames, advance, told, end: () => subscription.unsubscribe() });
    subscription.unsubscribe();
    network.reset();
    advance(1);
    expect(pending(), 'timers that are left').to.equal(0);
  });
}

/** A server that speaks each second, from the start. */
const talks = (link: Link, ended$: Observable<unknown>) =>
  void timer(0, 1_000)
    .pipe(takeUntil(ended$))
    .subscribe(() => link.send('tick'));

describe('watching', () => {
  it('accepts a link when it is heard', () => {
    watched(({ links, advance, told }) => {
      advance(2_000);
      links[0]?.send('hello');
      advance(0);
      expect(told).to.deep.equal([
        '0 state connecting disconnected CONNECTING 0',
        '0 dialling 1',
        '0 opened 1',
        '2000 state connected connecting JOIN_SUCCESS 2000',
        '2000 accepted 1',
        '2000 frame 5',
      ]);
    });
  });

  it('tells interrupted, lost and the link that it gives up; none that opens and stays mute ends the outage', () => {
    watched(({ links, advance, told }) => {
      links[0]?.send('hello');
      advance(3_999);
      const before = told.length;
      advance(1);
      expect(told.slice(before)).to.deep.equal([
        '4000 state reconnecting connected INTERRUPTED 4000',
        '4000 dialling 2',
        '4000 opened 2',
      ]);
      advance(6_000);
      expect(told.slice(before + 3, before + 6)).to.deep.equal([
        '10000 failed 2 mute open, but nothing heard within 6 s',
        '10000 waiting 3 250',
        '10000 lost 10000',
      ]);
      expect(told).to.include('10000 hungUp 1 silent');
      advance(60_000);
      expect(told.filter((line) => / (state|lost) /.test(line))).to.have.length(4);
      links.at(-1)?.send('back');
      advance(0);
      expect(told.at(-3)).to.match(/^70000 state connected reconnecting JOIN_SUCCESS 70000$/);
    });
  });

  it('never gives up', () => {
    watched(
      ({ network, advance, told }) => {
        network.refuse();
        network.reset();
        advance(3_600_000);
        network.heal();
        advance(20_000);
        const states = told.filter((line) => line.includes(' state ')).map((line) => line.split(' ')[2]);
        expect(states).to.deep.equal(['connecting', 'connected', 'reconnecting', 'connected']);
      },
      {},
      talks,
    );
  });

  it('tells a link that ends by its code and reason, and no change when the next one speaks in time', () => {
    watched(({ links, advance, told }) => {
      links[0]?.send('hello');
      advance(1_000);
      links[0]?.close(4401, 'unauthorized');
      advance(1_000);
      links[1]?.send('hello');
      advance(0);
      expect(told.filter((line) => line.includes('closed'))).to.deep.equal(['1000 closed 1 4401 unauthorized']);
      expect(told.filter((line) => line.includes('accepted'))).to.have.length(2);
      expect(told.filter((line) => line.includes('state'))).to.have.length(2);
    });
  });

  it('tells why a dial failed, and when the next one is', () => {
    watched(({ network, advance, told }) => {
      network.refuse();
      network.reset();
      advance(200);
      expect(told.slice(3)).to.deep.equal([
        '0 closed 1 1006 reset false',
        '0 waiting 2 125',
        '125 dialling 2',
        '125 failed 2 no link refused',
        '125 waiting 3 250',
      ]);
    });
  });

  it('hangs up a link that another one has replaced', () => {
    watched(({ links, advance, told }) => {
      links[0]?.send('hello');
      advance(5_000);
      links[1]?.send('hello');
      advance(0);
      expect(told).to.include('5000 hungUp 1 replaced');
    });
  });

  describe('with --send', () => {
    it('sends once on each link', () => {
      watched(
        ({ links, frames, advance }) => {
          advance(3_000);
          expect(frames).to.deep.equal(['subscribe']);
          links[0]?.close(1012);
          advance(1_000);
          expect(frames).to.deep.equal(['subscribe', 'subscribe']);
        },
        { send: 'subscribe' },
        talks,
      );
    });

    it('sends again with --every, once the server has answered', () => {
      watched(
        ({ frames, advance }) => {
          advance(4_999);
          expect(frames).to.have.length(10);
          advance(1);
          expect(frames).to.have.length(11);
        },
        { send: 'ping', every: 500 },
        talks,
      );
    });
  });

  describe('with --interrupted never', () => {
    const never = { interrupted: Infinity, lost: Infinity };

    it('is connected while a link is open, however silent, and replaces one that ends unseen', () => {
      watched(({ links, advance, told }) => {
        advance(1_000_000);
        links[0]?.close(1012);
        advance(10_000);
        expect(told.filter((line) => line.includes('state'))).to.deep.equal([
          '0 state connecting disconnected CONNECTING 0',
          '0 state connected connecting JOIN_SUCCESS 0',
        ]);
        expect(told.at(-1)).to.match(/ accepted 2$/);
      }, never);
    });

    it('sends what is to be sent', () => {
      watched(
        ({ frames, advance }) => {
          advance(1_000);
          expect(frames).to.deep.equal(['a', 'a', 'a']);
        },
        { ...never, send: 'a', every: 500 },
      );
    });
  });

  it('waits for the first word as long as a silence may be', () => {
    watched(
      ({ advance, told }) => {
        advance(59_999);
        expect(told.at(-1)).to.equal('0 opened 1');
        advance(1);
        expect(told).to.include('60000 failed 1 mute open, but nothing heard within 1 min');
      },
      { interrupted: 60_000, lost: 150_000 },
    );
  });

  it('counts the bytes of text in UTF-8, and those of binary frames', () => {
    const { frames$, next } = inbox<AnyFrame>();
    const link: Link<AnyFrame> = { frames$, buffered: 0, send: () => undefined, close: () => undefined };
    const transport = concat(of(link), NEVER);
    watched(
      ({ told }) => {
        next('žň');
        next(new ArrayBuffer(7));
        expect(told.slice(-2)).to.deep.equal(['0 frame 4', '0 frame 7']);
      },
      { transport },
    );
  });

  it('hangs up when it is over, and leaves no timer', () => {
    watched(({ network, advance, end }) => {
      const hungUp: string[] = [];
      network.events$.subscribe(({ side, kind, end }) => hungUp.push([side, kind, end?.code].join(' ').trim()));
      end();
      advance(1);
      expect(hungUp).to.deep.equal(['client closed', 'hub failed 1000']);
    });
  });
});
