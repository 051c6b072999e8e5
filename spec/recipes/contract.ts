import { expect } from 'chai';
import {
  catchError,
  EMPTY,
  firstValueFrom,
  mergeMap,
  share,
  Subscription,
  tap,
  type Observable,
  type TeardownLogic,
} from 'rxjs';
import { createConnection } from '../../lib/connection/createConnection.js';
import type { Link, Transport } from '../../lib/link/link.js';
import { isLinkError, type LinkError } from '../../lib/link/linkError.js';
import type { FaultyProxy } from '../support/faultyProxy.js';
import { type End, probe, read } from '../transport/probe.js';

/** Both ends of a transport. */
export interface Stage {
  readonly transport: Transport;
  /** The other ends of the links, as they open. */
  readonly links$: Observable<Link>;
  /** How many connections there are underneath. */
  readonly connections: () => number;
  /** From now on whoever is dialled refuses. */
  refuse(): unknown;
  /** From now on whoever is dialled does not answer. */
  ignore(): unknown;
  /** Stops whatever listens. */
  end(): unknown;
}

const failure = async (end: Promise<End>): Promise<LinkError> => {
  const error = await end;
  expect(error).to.satisfy(isLinkError);
  return error as LinkError;
};
const until = async (holds: () => boolean, what: string) => {
  const patience = performance.now() + 20_000;
  while (!holds()) {
    if (performance.now() > patience) throw new Error(`in vain: ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
};
const awkward = ['', 'grüße 🐑', 'a\nb\r\nc\r', '\u2028', '"quoted"', 'data: x\n\n', 'x'.repeat(60_000)];
const numbered = Array.from({ length: 300 }, (_, n) => `${n}`);
/** What gets through before a link that was closed is destroyed, on a slow machine too. */
const few = numbered.slice(0, 3);

/** A stage for each test, and what is done on it. */
function onStage<S extends Stage>(build: () => Promise<S>) {
  let stage: S;
  let used: Subscription;
  let links$: Observable<Link>;
  let peers: Link[];

  beforeEach(async () => {
    stage = await build();
    used = new Subscription();
    peers = [];
    links$ = stage.links$.pipe(share());
    used.add(links$.subscribe((link) => peers.push(link)));
  });

  afterEach(async () => {
    used.unsubscribe();
    await stage.end();
  });

  const dial = () => {
    const dialled = probe(stage.transport);
    used.add(dialled.subscription);
    return dialled;
  };
  /** A link, and the other end of it. */
  const open = async () => {
    const before = peers.length;
    const dialled = dial();
    const link = await dialled.link;
    await until(() => peers.length > before, 'the other end');
    return { ...dialled, link, peer: peers.at(-1)! };
  };
  return {
    dial,
    open,
    stage: () => stage,
    use: (teardown: TeardownLogic) => used.add(teardown),
    opened: () => peers.length,
    links: () => links$,
    hungUp: () => until(() => stage.connections() === 0, 'the end of the connection'),
  };
}

/** What every transport owes, as a suite: see `Link` and `Transport` (SPEC NET). */
export function keepsTheContract(build: () => Promise<Stage>): void {
  const { dial, open, stage, opened, hungUp } = onStage(build);

  it('NET-1: is cold: nothing is dialled before somebody subscribes, and each subscription has its own link', async () => {
    expect(stage().connections()).to.equal(0);
    const [one, other] = [await open(), await open()];
    const [{ frames }, { frames: others }] = [read(one.link), read(other.link)];
    one.peer.send('to one');
    other.peer.send('to the other');
    await until(() => frames.length + others.length === 2, 'both frames');
    expect([frames, others]).to.deep.equal([['to one'], ['to the other']]);
  });

  it('NET-1: carries frames both ways, in order, whatever is in them', async () => {
    const { link, peer } = await open();
    const [down, up] = [read(link), read(peer)];
    for (const frame of [...awkward, ...numbered]) {
      link.send(frame);
      peer.send(frame);
    }
    const all = awkward.length + numbered.length;
    await until(() => down.frames.length >= all && up.frames.length >= all, 'all frames');
    expect(down.frames).to.deep.equal([...awkward, ...numbered]);
    expect(up.frames).to.deep.equal([...awkward, ...numbered]);
  });

  it('NET-1: a dial that is refused is a LinkError, and no link', async () => {
    await stage().refuse();
    const { end } = dial();
    expect(await failure(end)).to.include({ code: 1006, clean: false });
    expect(opened()).to.equal(0);
  });

  it('NET-5, NET-10: unsubscribing while it dials hangs up, and nothing is heard of it any more', async () => {
    await stage().ignore();
    const heard: string[] = [];
    const dialled = stage().transport.subscribe({
      next: () => heard.push('a link'),
      error: () => heard.push('an error'),
      complete: () => heard.push('its end'),
    });
    await until(() => stage().connections() > 0, 'a connection');
    dialled.unsubscribe();
    await hungUp();
    expect([heard, opened()]).to.deep.equal([[], 0]);
  });

  it('NET-10: unsubscribing in the same turn dials nothing that lasts', async () => {
    stage().transport.subscribe().unsubscribe();
    const { link } = await open();
    link.close();
    await hungUp();
  });

  it('NET-1: keeps the frames, and the end, that came before the subscriber', async () => {
    const { link, end, peer } = await open();
    peer.send('a');
    peer.send('b');
    peer.close(4001);
    await end;
    const { frames, end: framesEnd } = read(link);
    await failure(framesEnd);
    expect(frames).to.deep.equal(['a', 'b']);
  });

  for (const [side, at, from] of [
    ['server', 'client', 'peer'],
    ['client', 'server', 'link'],
  ] as const) {
    it(`NET-1: when the ${side} closes, the ${at} has every frame, and then a LinkError`, async () => {
      const { link, end, peer } = await open();
      const [closing, other] = from === 'peer' ? [peer, link] : [link, peer];
      const [mine, theirs] = [read(closing), read(other)];
      for (const frame of few) closing.send(frame);
      closing.close(4001, 'enough');
      closing.close(4002, 'again');
      closing.send('late');
      expect(await mine.end).to.equal('complete');
      const error = await failure(theirs.end);
      expect(theirs.frames).to.deep.equal(few);
      expect(error).to.include({ code: 4001, clean: true });
      if (side === 'client') expect(await end).to.equal('complete');
      else expect(await failure(end)).to.equal(error);
      expect(() => other.send('too late')).not.to.throw();
      await hungUp();
    });
  }

  it('NET-1: unsubscribing closes the link', async () => {
    const { link, subscription, peer } = await open();
    const [mine, theirs] = [read(link), read(peer)];
    subscription.unsubscribe();
    expect(await mine.end).to.equal('complete');
    await failure(theirs.end);
    await hungUp();
  });
}

/** A stage with a faulty network in between. */
export interface WiredStage extends Stage {
  readonly proxy: FaultyProxy;
}

/** What may differ from a WebSocket. */
export interface Deviations {
  /** Whether what lies underneath can be destroyed without the other side's help. Default true. */
  readonly destroys?: boolean;
}

/** What every transport owes on a network that fails. */
export function survivesTheNetwork(build: () => Promise<WiredStage>, { destroys = true }: Deviations = {}): void {
  const { open, stage, use, links, hungUp } = onStage(build);

  it('NET-5: what comes late, of a link that was closed, is not delivered', async () => {
    const { link, peer } = await open();
    const { frames, end } = read(link);
    const gone = read(peer).end;
    stage().proxy.hole('down');
    for (const frame of numbered) peer.send(frame);
    link.close();
    await end;
    stage().proxy.heal();
    await failure(gone);
    expect(frames).to.deep.equal([]);
  });

  for (const how of ['rst', 'fin'] as const) {
    it(`NET-1: a ${how.toUpperCase()} is an unclean error 1006, on both sides`, async () => {
      const { link, end, peer } = await open();
      const [mine, theirs] = [read(link), read(peer)];
      stage().proxy.cut(how);
      for (const each of [mine.end, end, theirs.end]) {
        expect(await failure(each)).to.include({ code: 1006, clean: false });
      }
    });
  }

  it(`NET-10: a link to a mute peer is closed at once${destroys ? ', and its connection is gone within a second' : ''}`, async () => {
    const { link, end } = await open();
    const { end: framesEnd } = read(link);
    stage().proxy.hole();
    const start = performance.now();
    link.send('anybody there?');
    link.close(4009, 'given up');
    expect([await framesEnd, await end]).to.deep.equal(['complete', 'complete']);
    expect(performance.now() - start).to.be.below(400);
    if (!destroys) return;
    await hungUp();
    expect(performance.now() - start).to.be.below(1_500);
  });

  it('NET-9: buffered counts what the network does not take, until it does', async () => {
    const { link, peer } = await open();
    for (const [sender, receiver, way] of [
      [link, peer, 'up'],
      [peer, link, 'down'],
    ] as const) {
      const { frames } = read(receiver);
      expect(sender.buffered).to.equal(0);
      stage().proxy.hole(way);
      for (let n = 0; n < 256; n++) sender.send('x'.repeat(60_000));
      expect(sender.buffered).to.be.above(1_048_576);
      stage().proxy.heal();
      await until(() => frames.length === 256 && sender.buffered === 0, 'all that was sent');
    }
  });

  it('CON-1, NET-4: a connection over it goes through an outage, by a new link, and hears the old one no more', async () => {
    const echoed$ = links().pipe(
      mergeMap((link) =>
        link.frames$.pipe(
          tap((frame) => link.send(frame)),
          catchError(() => EMPTY),
        ),
      ),
    );
    use(echoed$.subscribe());
    const connection = createConnection({
      transport: stage().transport,
      heartbeat: { every: 50, frame: 'beat' },
      thresholds: { interrupted: 400, lost: 4_000 },
    });
    use(() => connection.dispose());
    const told: string[] = [];
    connection.changes$.subscribe(({ state, reason }) => told.push(`${state} ${reason}`));
    const frames: string[] = [];
    connection.frames$.subscribe((frame) => frames.push(frame));
    await firstValueFrom(connection.open());
    stage().proxy.hole('both', { presentOnly: true });
    connection.send('into the hole');
    await until(() => told.length === 4, 'the return');
    expect(told.slice(2)).to.deep.equal(['reconnecting INTERRUPTED', 'connected JOIN_SUCCESS']);
    expect(connection.send('out of it')).to.equal('sent');
    await until(() => frames.includes('out of it'), 'an answer');
    expect(frames).not.to.include('into the hole');
  });
}
