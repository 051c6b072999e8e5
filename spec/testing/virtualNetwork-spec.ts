import { expect } from 'chai';
import { interval, type Subscription, tap } from 'rxjs';
import type { Link } from '../../lib/link/link.js';
import { isLinkError } from '../../lib/link/linkError.js';
import type { Fault } from '../../lib/testing/fault.js';
import { run, type RunHelpers } from '../../lib/testing/run.js';
import { virtualNetwork, type VirtualNetworkConfig } from '../../lib/testing/virtualNetwork.js';

/** What a side has seen, each line with its instant: `20 hello`, `40 | `, `40 # 1006 cut`. */
type Diary = string[];

const stage = (time: Pick<RunHelpers, 'now'>, config?: VirtualNetworkConfig) => {
  const network = virtualNetwork(config);
  const note = (diary: Diary, text: string) => void diary.push(`${time.now()} ${text}`.trim());
  const failure = (error: unknown) => {
    if (!isLinkError(error)) throw error;
    return `# ${error.code} ${error.reason}${error.clean ? ' clean' : ''}`;
  };
  const read = (link: Link, diary: Diary) =>
    link.frames$.subscribe({
      next: (frame) => note(diary, frame),
      error: (error) => note(diary, failure(error)),
      complete: () => note(diary, '|'),
    });

  const hub: { links: Link[]; diary: Diary; listening?: Subscription } = { links: [], diary: [] };
  const listen = () => {
    hub.listening = network.links$.subscribe((link) => {
      hub.links.push(link);
      note(hub.diary, 'opened');
      read(link, hub.diary);
    });
  };
  const dial = (site?: string) => {
    const client: { link?: Link; diary: Diary; dial: Diary; dialling?: Subscription } = { diary: [], dial: [] };
    client.dialling = network.transport(site).subscribe({
      next: (link) => {
        client.link = link;
        note(client.dial, 'opened');
        read(link, client.diary);
      },
      error: (error) => note(client.dial, failure(error)),
      complete: () => note(client.dial, '|'),
    });
    return client;
  };
  return { network, hub, listen, dial };
};

/** A network with one open link, at the instant at which it opened. */
const open = (time: RunHelpers, config?: VirtualNetworkConfig) => {
  const scene = stage(time, config);
  scene.listen();
  const client = scene.dial();
  time.advance(typeof config?.latency === 'number' ? config.latency : 0);
  scene.hub.diary.length = client.diary.length = client.dial.length = 0;
  return {
    ...scene,
    client,
    up: (frame: string) => client.link!.send(frame),
    down: (frame: string) => scene.hub.links[0]!.send(frame),
  };
};

describe('virtualNetwork', () => {
  describe('a dial', () => {
    it('API-5: opens on both sides one latency later', () => {
      run((time) => {
        const { hub, listen, dial } = stage(time, { latency: 20 });
        listen();
        const { dial: diary } = dial();
        time.advance(19);
        expect([hub.diary, diary]).to.deep.equal([[], []]);
        time.advance(1);
        expect([hub.diary, diary]).to.deep.equal([['20 opened'], ['20 opened']]);
        expect(time.pending()).to.equal(0);
      });
    });

    it('API-5: is refused one latency later when nobody listens', () => {
      run((time) => {
        const { dial, hub, listen } = stage(time, { latency: 20 });
        const early = dial();
        time.advance(20);
        expect(early.dial).to.deep.equal(['20 # 1006 refused']);
        listen();
        hub.listening?.unsubscribe();
        const late = dial();
        time.advance(20);
        expect(late.dial).to.deep.equal(['40 # 1006 refused']);
      });
    });

    it('API-5: that is hung up before it opens is never seen by the hub', () => {
      run((time) => {
        const { dial, hub, listen } = stage(time, { latency: 20 });
        listen();
        const { dialling } = dial();
        time.advance(19);
        dialling!.unsubscribe();
        expect(time.pending()).to.equal(0);
        time.advance(100);
        expect(hub.diary).to.deep.equal([]);
      });
    });
  });

  describe('a link', () => {
    it('NET: delivers in order, one latency after it was sent', () => {
      run((time) => {
        const { up, down, hub, client } = open(time, { latency: 20 });
        up('a');
        up('b');
        time.advance(5);
        down('c');
        time.advance(14);
        expect(hub.diary).to.deep.equal([]);
        time.advance(1);
        expect(hub.diary).to.deep.equal(['40 a', '40 b']);
        time.advance(5);
        expect(client.diary).to.deep.equal(['45 c']);
      });
    });

    it('NET: keeps what comes before its one subscriber, the end included', () => {
      run(({ advance }) => {
        const network = virtualNetwork();
        const links: Link[] = [];
        network.links$.subscribe((link) => links.push(link));
        network.transport().subscribe((link) => {
          link.send('a');
          link.send('b');
          link.close(4009, 'given up');
        });
        advance(0);
        const seen: unknown[] = [];
        links[0]!.frames$.subscribe({
          next: (frame) => seen.push(frame),
          error: ({ code, reason }) => seen.push(code, reason),
        });
        expect(seen).to.deep.equal(['a', 'b', 4009, 'given up']);
        links[0]!.frames$.subscribe({ error: (error) => seen.push(error) });
        expect(seen[4]).to.be.instanceOf(TypeError);
      });
    });

    it('NET: closed by the client completes there at once, and is a clean error at the hub', () => {
      run((time) => {
        const { client, hub, up } = open(time, { latency: 20 });
        up('last');
        client.link!.close(4009, 'given up');
        client.link!.close(1000, 'again');
        up('after the end');
        expect(client.diary).to.deep.equal(['20 |']);
        expect(client.dial).to.deep.equal(['20 |']);
        time.advance(100);
        expect(hub.diary).to.deep.equal(['40 last', '40 # 4009 given up clean']);
        expect(time.pending()).to.equal(0);
      });
    });

    it('NET: closed by the hub completes there, and is an error of frames$ and of the transport', () => {
      run((time) => {
        const { client, hub } = open(time, { latency: 20 });
        hub.links[0]!.close();
        time.advance(20);
        expect(hub.diary).to.deep.equal(['20 |']);
        expect(client.diary).to.deep.equal(['40 # 1005  clean']);
        expect(client.dial).to.deep.equal(['40 # 1005  clean']);
      });
    });

    it('NET: is closed when the transport is unsubscribed', () => {
      run((time) => {
        const { client, hub } = open(time);
        client.dialling!.unsubscribe();
        time.advance(0);
        expect(client.diary).to.deep.equal(['0 |']);
        expect(hub.diary).to.deep.equal(['0 # 1000  clean']);
      });
    });

    it('NET-5: that the client has left ignores the frames still on their way to it', () => {
      run((time) => {
        const { client, network, down } = open(time, { latency: 20 });
        const arrivals: string[] = [];
        network.events$.subscribe(({ at, side, kind, frame }) => {
          if (side === 'client' && frame) arrivals.push(`${at} ${kind} ${frame}`);
        });
        down('late');
        client.link!.close();
        time.advance(10);
        down('later');
        time.advance(100);
        expect(client.diary).to.deep.equal(['20 |']);
        expect(arrivals).to.deep.equal(['40 ignored late']);
      });
    });

    it('API-5: has a latency that is drawn, and keeps the order', () => {
      const draws = [0, 0.9, 0.1];
      run((time) => {
        const { up, hub } = open(time, { latency: (random) => random() * 100, random: () => draws.shift() ?? 0.5 });
        up('a');
        up('b');
        time.advance(89);
        expect(hub.diary).to.deep.equal([]);
        time.advance(1);
        expect(hub.diary).to.deep.equal(['90 a', '90 b']);
      });
    });
  });

  describe('stall', () => {
    for (const { direction, hears } of [
      { direction: 'up', hears: { hub: [], client: ['0 down'] } },
      { direction: 'down', hears: { hub: ['0 up'], client: [] } },
      { direction: 'both', hears: { hub: [], client: [] } },
    ] as const) {
      it(`API-5: withholds what goes ${direction}, and delivers it in order at heal`, () => {
        run((time) => {
          const { network, up, down, hub, client } = open(time);
          network.stall(direction);
          up('up');
          down('down');
          time.advance(9_999);
          expect({ hub: hub.diary, client: client.diary }).to.deep.equal(hears);
          time.advance(1);
          up('up again');
          down('down again');
          network.heal();
          time.advance(0);
          const all = (first: readonly string[], way: string) => [first[0] ?? `10000 ${way}`, `10000 ${way} again`];
          expect(hub.diary).to.deep.equal(all(hears.hub, 'up'));
          expect(client.diary).to.deep.equal(all(hears.client, 'down'));
        });
      });
    }

    it('API-5: withholds what was on its way, and loses it with the connection', () => {
      run((time) => {
        const { network, up, hub, client } = open(time, { latency: 20 });
        up('a');
        time.advance(19);
        network.stall();
        time.advance(1_000);
        network.cut();
        network.heal();
        time.advance(1_000);
        expect(hub.diary).to.deep.equal(['1039 # 1006 cut']);
        expect(client.diary).to.deep.equal(['1039 # 1006 cut']);
        expect(time.pending()).to.equal(0);
      });
    });

    it('API-5: that a frame brings about withholds what was due with that frame', () => {
      run((time) => {
        const { network, up, hub } = open(time);
        network.events$.subscribe(({ frame, kind }) => {
          if (kind === 'delivered' && frame === 'a') network.stall('up');
        });
        up('a');
        up('b');
        time.advance(1_000);
        expect(hub.diary).to.deep.equal(['0 a']);
        network.heal();
        time.advance(0);
        expect(hub.diary).to.deep.equal(['0 a', '1000 b']);
      });
    });

    it('NET-9: shows in `buffered` as bytes, 0 while the network flows', () => {
      run((time) => {
        const { network, up, client, hub } = open(time, { latency: 20 });
        up('four');
        expect(client.link!.buffered).to.equal(0);
        network.stall('up');
        expect(client.link!.buffered).to.equal(4);
        up('gr\u00fc\u00df');
        expect(client.link!.buffered).to.equal(10);
        expect(hub.links[0]!.buffered).to.equal(0);
        network.heal();
        time.advance(20);
        expect(client.link!.buffered).to.equal(0);
      });
    });

    it('API-5: keeps a close from the other side until heal: half-open', () => {
      run((time) => {
        const { network, client, hub } = open(time);
        network.stall();
        client.link!.close(4009, 'given up');
        time.advance(30_000);
        expect(hub.diary).to.deep.equal([]);
        network.heal();
        time.advance(0);
        expect(hub.diary).to.deep.equal(['30000 # 4009 given up clean']);
      });
    });

    for (const direction of ['up', 'down'] as const) {
      it(`API-5: of ${direction} makes a dial wait for heal`, () => {
        run((time) => {
          const { network, dial, listen } = stage(time, { latency: 20 });
          listen();
          network.stall(direction);
          const { dial: diary } = dial();
          time.advance(4_000);
          expect(diary).to.deep.equal([]);
          network.heal();
          time.advance(0);
          expect(diary).to.deep.equal(['4000 opened']);
        });
      });
    }

    it('DESIGN 6: is over later for an old connection than for a new one, by `retransmission`', () => {
      run((time) => {
        const late: Record<number, number> = { 9_000: 4_000, 20_000: 7_000 };
        const { network, hub, up, dial } = open(time, { retransmission: (outage) => late[outage] ?? 0 });
        network.stall();
        up('old');
        time.advance(9_000);
        network.heal();
        const fresh = dial();
        time.advance(0);
        expect(fresh.dial).to.deep.equal(['9000 opened']);
        hub.diary.length = 0;
        fresh.link!.send('new');
        up('old again');
        time.advance(1_000);
        network.heal();
        time.advance(2_999);
        expect(hub.diary).to.deep.equal(['9000 new']);
        time.advance(1);
        expect(hub.diary).to.deep.equal(['9000 new', '13000 old', '13000 old again']);
      });
    });

    it('DESIGN 6: counts from its start when it comes back while frames are still withheld', () => {
      run((time) => {
        const outages: number[] = [];
        const { network, up, hub } = open(time, { retransmission: (outage) => (outages.push(outage), 500) });
        network.stall('up');
        up('a');
        time.advance(1_000);
        network.heal();
        time.advance(499);
        network.stall('up');
        time.advance(1_000);
        expect(hub.diary).to.deep.equal([]);
        network.heal();
        time.advance(500);
        expect(outages).to.deep.equal([1_000, 2_499]);
        expect(hub.diary).to.deep.equal(['2999 a']);
      });
    });

    it('DESIGN 6: delays nothing on a connection that had nothing to say meanwhile', () => {
      run((time) => {
        const { network, up, hub } = open(time, { retransmission: () => 4_000 });
        network.stall();
        time.advance(9_000);
        network.heal();
        up('a');
        time.advance(0);
        expect(hub.diary).to.deep.equal(['9000 a']);
      });
    });
  });

  describe('cut, reset and restart', () => {
    it('API-5: cut ends both sides at once, loses what is on its way, and fails a dial', () => {
      run((time) => {
        const { network, up, hub, client, dial } = open(time, { latency: 20 });
        up('a');
        const second = dial();
        time.advance(5);
        network.cut();
        expect([hub.diary, client.diary, client.dial, second.dial]).to.deep.equal(Array(4).fill(['25 # 1006 cut']));
        time.advance(100);
        expect(hub.diary).to.deep.equal(['25 # 1006 cut']);
        expect(time.pending()).to.equal(0);
      });
    });

    it('NET: a side that has ended does not end again', () => {
      run((time) => {
        const { network, client } = open(time, { latency: 20 });
        const events: string[] = [];
        network.events$.subscribe(({ side, kind }) => events.push(`${side} ${kind}`));
        client.link!.close();
        network.cut();
        network.cut();
        expect(events).to.deep.equal(['client closed', 'hub failed']);
        expect(client.diary).to.deep.equal(['20 |']);
      });
    });

    for (const side of ['client', 'hub'] as const) {
      it(`API-5: cut of the ${side} alone is never heard of by the other: half-open`, () => {
        run((time) => {
          const { network, up, down, hub, client } = open(time, { latency: 20 });
          up('on its way up');
          down('on its way down');
          network.cut(side);
          up('later');
          down('later');
          time.advance(60_000);
          const [gone, left] = side === 'client' ? [client, hub] : [hub, client];
          expect(gone.diary).to.deep.equal(['20 # 1006 cut']);
          expect(left.diary).to.deep.equal([`40 on its way ${side === 'client' ? 'up' : 'down'}`]);
        });
      });
    }

    it('API-5: reset tells both sides one latency later, behind what was on its way', () => {
      run((time) => {
        const { network, up, hub, client } = open(time, { latency: 20 });
        up('a');
        time.advance(5);
        network.reset();
        time.advance(19);
        expect([hub.diary, client.diary]).to.deep.equal([['40 a'], []]);
        time.advance(1);
        expect([hub.diary, client.diary]).to.deep.equal([['40 a', '45 # 1006 reset'], ['45 # 1006 reset']]);
      });
    });

    it('API-5: restart ends all links and refuses dials until it is over', () => {
      run((time) => {
        const { network, hub, client, dial } = open(time, { latency: 20 });
        network.restart(3_000);
        expect(hub.diary).to.deep.equal(['20 # 1006 restart']);
        time.advance(20);
        expect(client.diary).to.deep.equal(['40 # 1006 restart']);
        time.advance(2_959);
        const early = dial();
        time.advance(1);
        const late = dial();
        time.advance(20);
        expect(early.dial).to.deep.equal(['3019 # 1006 refused']);
        expect(late.dial).to.deep.equal(['3020 opened']);
      });
    });
  });

  describe('dials', () => {
    it('API-5: refused fail one latency later, until heal', () => {
      run((time) => {
        const { network, dial, up, hub } = open(time, { latency: 20 });
        network.refuse();
        const refused = dial();
        up('an open link is untouched');
        time.advance(20);
        expect(refused.dial).to.deep.equal(['40 # 1006 refused']);
        expect(hub.diary).to.deep.equal(['40 an open link is untouched']);
        network.heal();
        const answered = dial();
        time.advance(20);
        expect(answered.dial).to.deep.equal(['60 opened']);
      });
    });

    it('API-5: swallowed hang, and go on at heal', () => {
      run((time) => {
        const { network, dial, up, hub } = open(time);
        network.swallow();
        const { dial: diary } = dial();
        up('an open link is untouched');
        time.advance(3_600_000);
        expect(diary).to.deep.equal([]);
        expect(hub.diary).to.deep.equal(['0 an open link is untouched']);
        network.heal();
        time.advance(0);
        expect(diary).to.deep.equal(['3600000 opened']);
      });
    });

    it('API-5: answered and then mute open at the client alone', () => {
      run((time) => {
        const { network, dial, hub } = open(time);
        network.mute();
        const events: string[] = [];
        network.events$.subscribe(({ side, kind }) => events.push(`${side} ${kind}`));
        const client = dial();
        time.advance(0);
        client.link!.send('is anybody there?');
        time.advance(10_000);
        expect([client.dial, client.diary, hub.diary]).to.deep.equal([['0 opened'], [], []]);
        expect(events).to.deep.equal(['client dialled', 'client opened', 'client sent']);
        client.link!.close();
        expect(client.dial).to.deep.equal(['0 opened', '10000 |']);
      });
    });
  });

  describe('freeze', () => {
    for (const side of ['client', 'hub'] as const) {
      it(`API-5: of the ${side} makes frames and dials wait for thaw, and adds no retransmission`, () => {
        run((time) => {
          const { network, up, down, hub, client, dial } = open(time, { retransmission: () => 4_000 });
          network.freeze(side);
          up('up');
          down('down');
          const second = dial();
          time.advance(12_000);
          expect([hub.diary, client.diary, second.dial]).to.deep.equal([[], [], []]);
          network.thaw();
          time.advance(0);
          expect([hub.diary, client.diary, second.dial]).to.deep.equal([
            ['12000 up', '12000 opened'],
            ['12000 down'],
            ['12000 opened'],
          ]);
        });
      });
    }

    it('API-5: is ended by heal too; a stall outlives thaw', () => {
      run((time) => {
        const { network, up, hub } = open(time, { retransmission: () => 4_000 });
        network.freeze('hub');
        up('a');
        network.heal();
        time.advance(0);
        network.freeze('hub');
        network.stall();
        up('b');
        network.thaw();
        time.advance(1_000);
        expect(hub.diary).to.deep.equal(['0 a']);
      });
    });
  });

  it('API-5: a lower latency lets nothing overtake', () => {
    run((time) => {
      const { network, up, hub } = open(time, { latency: 20 });
      network.latency(200);
      up('slow');
      network.latency(20);
      up('quick');
      time.advance(200);
      up('quick');
      time.advance(20);
      expect(hub.diary).to.deep.equal(['220 slow', '220 quick', '240 quick']);
    });
  });

  describe('sites', () => {
    it('API-5: fail each by itself', () => {
      run((time) => {
        const { network, hub, listen, dial } = stage(time);
        listen();
        const [ann, bob] = [dial('ann'), dial('bob')];
        time.advance(0);
        network.site('ann').stall('up');
        ann.link!.send('of ann');
        bob.link!.send('of bob');
        time.advance(5);
        network.site('ann').heal();
        network.site('bob').cut('client');
        time.advance(0);
        expect(hub.diary.slice(2)).to.deep.equal(['0 of bob', '5 of ann']);
        expect([ann.diary, bob.diary]).to.deep.equal([[], ['5 # 1006 cut']]);
      });
    });

    it('API-5: yet to come are under what holds for all', () => {
      run((time) => {
        const { network, listen, dial } = stage(time);
        listen();
        network.refuse();
        network.latency(7);
        const { dial: diary } = dial('carol');
        time.advance(7);
        expect(diary).to.deep.equal(['7 # 1006 refused']);
      });
    });
  });

  describe('weather', () => {
    it('API-5: is a lane in which a column is an instant', () => {
      run((time) => {
        const { network, hub, up } = open(time);
        time.advance(500);
        network.weather('----d=====h', { where: { d: 'stall up', h: 'heal' } });
        time.advance(3_999);
        up('before');
        time.advance(0);
        expect(hub.diary).to.deep.equal(['4499 before']);
        time.advance(1);
        up('after');
        time.advance(5_999);
        expect(hub.diary).to.deep.equal(['4499 before']);
        time.advance(1);
        expect(hub.diary).to.deep.equal(['4499 before', '10500 after']);
      });
    });

    it('API-5: has a tempo, may be for one site, and can be stopped', () => {
      run((time) => {
        const { network, listen, dial } = stage(time);
        listen();
        const [ann, bob] = [dial('ann'), dial('bob')];
        time.advance(0);
        const weather = network.weather('-c -c', { where: { c: 'cut client' }, tempo: 10, site: 'ann' });
        time.advance(10);
        expect([ann.diary, bob.diary]).to.deep.equal([['10 # 1006 cut'], []]);
        weather.unsubscribe();
        expect(time.pending()).to.equal(0);
      });
    });

    it('API-5: is a stream of faults too, so RxJS marbles serve', () => {
      run((time) => {
        const { network, hub, up } = open(time, { latency: 20 });
        const where: Record<string, Fault> = { l: 'latency 200', r: 'restart 3000' };
        network.weather(time.cold('10ms l 9ms r', where));
        time.advance(10);
        up('slow');
        time.advance(9);
        expect(hub.diary).to.deep.equal([]);
        time.advance(1);
        expect(hub.diary).to.deep.equal(['40 # 1006 restart']);
      });
    });

    it('API-5: is an error at the call when it names what there is not', () => {
      run(() => {
        const network = virtualNetwork();
        expect(() => network.weather('-x')).to.throw(RangeError, "what 'x' stands for");
        for (const fault of [
          'stal',
          'stall sideways',
          'latency',
          'latency -1',
          'restart soon',
          'heal up',
          'toString',
        ]) {
          expect(() => network.weather('x', { where: { x: fault as Fault } })).to.throw(RangeError, `'${fault}'`);
        }
        for (const tempo of [0, -1, NaN]) {
          expect(() => network.weather('', { tempo })).to.throw(RangeError, `not ${tempo}`);
        }
        for (const ms of [-1, NaN, Infinity]) {
          expect(() => virtualNetwork({ latency: ms })).to.throw(
            RangeError,
            `latency must be a time in ms, 0 or more, not ${ms}`,
          );
          expect(() => network.latency(ms)).to.throw(RangeError, `not ${ms}`);
          expect(() => network.restart(ms)).to.throw(RangeError, `not ${ms}`);
        }
      });
    });
  });

  it('API-5: tells in events$ what happened, for traces', () => {
    run((time) => {
      const { network, listen, dial } = stage(time, { latency: 20 });
      listen();
      const trace: string[] = [];
      network.events$.subscribe(({ at, site, link, side, kind, frame, end }) =>
        trace.push(`${at} ${site} ${link} ${side} ${kind} ${frame ?? end?.code ?? ''}`.trim()),
      );
      const ann = dial('ann');
      time.advance(20);
      ann.link!.send('hello');
      ann.link!.close(4009);
      time.advance(20);
      expect(trace).to.deep.equal([
        '0 ann 1 client dialled',
        '20 ann 1 hub opened',
        '20 ann 1 client opened',
        '20 ann 1 client sent hello',
        '20 ann 1 client closed',
        '40 ann 1 hub delivered hello',
        '40 ann 1 hub failed 4009',
      ]);
    });
  });

  it('API-5: plays 20 minutes of a beating pair in milliseconds, exact to the last', () => {
    run((time) => {
      const { hub, client, down, up, network } = open(time, { latency: 20 });
      network.events$
        .pipe(tap(({ side, kind }) => side === 'client' && kind === 'delivered' && up('answer')))
        .subscribe();
      interval(1_000).subscribe(() => down('beat'));
      const before = performance.now();
      time.advance(1_200_000);
      expect(performance.now() - before).to.be.below(1_000);
      expect([client.diary.length, hub.diary.length]).to.deep.equal([1_199, 1_199]);
      expect([client.diary.at(-1), hub.diary.at(-1)]).to.deep.equal(['1199040 beat', '1199060 answer']);
    });
  });
});
