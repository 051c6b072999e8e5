import { expect } from 'chai';
import { Subject, VirtualTimeScheduler, of, type SchedulerAction, type SchedulerLike } from 'rxjs';
import { createConnection } from '../../lib/connection/createConnection.js';
import type { ConnectionConfig } from '../../lib/connection/connectionConfig.js';
import type { EnvironmentSignal } from '../../lib/link/environment.js';
import { handTransport, type Dial } from '../support/handTransport.js';

/** Time that can be slept through: what falls due meanwhile fires at the wake, late. */
function sleepable() {
  const virtual = new VirtualTimeScheduler();
  let slept = 0;
  const scheduler: SchedulerLike = {
    now: () => virtual.now() + slept,
    schedule: <T>(work: (this: SchedulerAction<T>, state?: T) => void, delay?: number, state?: T) =>
      virtual.schedule(work, delay, state),
  };
  return {
    scheduler,
    now: () => scheduler.now(),
    /** At `ms`, the machine sleeps for `length`. */
    sleep: (ms: number, length: number) => void virtual.schedule(() => (slept += length), ms),
    at: (ms: number, act: () => void) => void virtual.schedule(act, ms),
    flush: () => virtual.flush(),
    pending: () => virtual.actions.filter(({ closed }) => !closed).length,
  };
}

describe('a connection that sleeps', () => {
  const scene = (config: Partial<ConnectionConfig>, server: (dial: Dial, n: number) => void) => {
    const time = sleepable();
    const hand = handTransport({ manual: true });
    const log: string[] = [];
    const note = (what: string) => void log.push(`${time.now()} ${what}`);
    const connection = createConnection({
      transport: hand.transport,
      scheduler: time.scheduler,
      ...config,
    });
    connection.changes$.subscribe(({ state, reason }) => note(`${state} ${reason}`));
    connection.lost$.subscribe(() => note('lost'));
    connection.attempts$.subscribe(({ type, attempt }) => {
      note(`${type} ${attempt}`);
      if (type === 'dialling') time.at(0, () => server(hand.last(), attempt));
    });
    connection.open();
    return { ...time, log, hand, connection };
  };

  it('RTC-7: a give-up that is found late lets one attempt, dialled at once, run to its end: it fails', () => {
    const { sleep, flush, log, at, connection, pending } = scene(
      { redial: () => null, thresholds: { giveUp: 20_000 } },
      () => {},
    );
    sleep(15_000, 3_600_000);
    at(30_000, () => connection.dispose());
    flush();
    expect(log.slice(-4)).to.deep.equal([
      '3620000 dialling 2',
      '3624000 failed JOIN_FAILED',
      '3624000 failed 2',
      '3630000 disconnected LEAVE_CHANNEL',
    ]);
    expect(pending()).to.equal(0);
  });

  it('RTC-7: and when it is accepted, the connection goes on', () => {
    const { sleep, flush, log, at, connection } = scene(
      { redial: () => null, thresholds: { giveUp: 20_000 }, handshake: () => of('yes') },
      (dial, n) => void (n === 2 && dial.open()),
    );
    sleep(15_000, 3_600_000);
    at(21_000, () => connection.dispose());
    flush();
    expect(log.filter((line) => /JOIN|dialling 2/.test(line))).to.deep.equal([
      '3620000 dialling 2',
      '3620000 connected JOIN_SUCCESS',
    ]);
  });

  it('LIV-6: what a sleep forgives one silence it forgives the other: lost is never before INTERRUPTED', () => {
    const { sleep, flush, log, at, connection } = scene(
      { redial: () => null, heartbeat: { every: 60_000, frame: 'ping' }, deadlines: { accept: 60_000 } },
      (dial) => dial.open().say('pong'),
    );
    sleep(3_900, 1_500);
    sleep(7_900, 1_500);
    at(25_000, () => connection.dispose());
    flush();
    expect(log.filter((line) => /INTERRUPTED|lost/.test(line))).to.deep.equal([
      '15000 reconnecting INTERRUPTED',
      '21000 lost',
    ]);
  });

  it('LIV-6: also when an acceptance alone began the silence of the link later than that of the peer', () => {
    const { sleep, flush, log, at, connection, hand } = scene(
      { redial: () => 5_000, handshake: () => of('yes') },
      (dial, n) => void (n === 1 ? dial.open().say('hello') : n === 2 && dial.open()),
    );
    at(1, () => hand.last().end());
    sleep(6_050, 2_000);
    at(25_000, () => connection.dispose());
    flush();
    expect(log.filter((line) => /INTERRUPTED|JOIN|lost/.test(line))).to.deep.equal([
      '0 connected JOIN_SUCCESS',
      '4000 reconnecting INTERRUPTED',
      '5001 connected JOIN_SUCCESS',
      '13001 reconnecting INTERRUPTED',
      '19001 lost',
    ]);
  });

  it('NET-6: a link that was asked to speak has 1 s of it awake', () => {
    const signals$ = new Subject<EnvironmentSignal>();
    const { sleep, flush, log, at, connection, hand } = scene(
      { signals$, heartbeat: { every: 60_000, frame: 'ping' } },
      (dial, n) => void (n === 1 && dial.open().say('hello')),
    );
    at(1_000, () => signals$.next('visible'));
    sleep(1_500, 60_000);
    at(2_999, () => hand.last().say('pong'));
    at(5_000, () => signals$.next('visible'));
    at(6_500, () => connection.dispose());
    flush();
    expect(log.filter((line) => line.includes('dialling'))).to.deep.equal(['0 dialling 1', '66000 dialling 2']);
  });

  it('RTC-7: an attempt that takes its place by reconnect() inherits the last chance', () => {
    const { sleep, flush, log, at, connection } = scene(
      { redial: () => null, thresholds: { giveUp: 20_000 } },
      () => {},
    );
    sleep(15_000, 3_600_000);
    at(21_000, () => connection.reconnect());
    at(30_000, () => connection.dispose());
    flush();
    expect(log.filter((line) => /FAILED|dialling/.test(line))).to.deep.equal([
      '0 dialling 1',
      '3620000 dialling 2',
      '3621000 dialling 3',
      '3625000 failed JOIN_FAILED',
    ]);
  });

  for (const [late, what] of [
    [1_000, 'failed JOIN_FAILED'],
    [1_001, 'dialling 2'],
  ] as const) {
    it(`RTC-7: found ${late} ms late: ${what}`, () => {
      const { sleep, flush, log, at, connection, now } = scene(
        { redial: () => null, thresholds: { giveUp: 20_000 } },
        () => {},
      );
      sleep(19_999, late);
      at(20_001, () => connection.dispose());
      flush();
      expect(log.filter((line) => !line.includes('lost')).at(3)).to.equal(`${20_000 + late} ${what}`);
      expect(now()).to.equal(20_001 + late);
    });
  }

  it('LIV-6: a sleep of an hour is no silence: no change, no lost, when the server speaks on', () => {
    const { sleep, flush, log, at, connection, hand } = scene({ heartbeat: { every: 1_000, frame: 'ping' } }, (dial) =>
      dial.open().say('hello'),
    );
    for (let ms = 1_000; ms < 30_000; ms += 1_000) at(ms, () => hand.last().say('beat'));
    sleep(10_500, 3_600_000);
    at(29_999, () => connection.dispose());
    flush();
    expect(log.filter((line) => /[A-Z]{4}|lost/.test(line)).slice(2)).to.deep.equal([
      '3629999 disconnected LEAVE_CHANNEL',
    ]);
    expect(hand.dials).to.have.length(1);
  });

  it('LIV-6: a server that died in the sleep is found at the latest one threshold after the wake', () => {
    const { sleep, flush, log, at, connection, hand } = scene(
      { heartbeat: { every: 1_000, frame: 'ping' } },
      (dial, n) => {
        if (n === 1) dial.open().say('hello');
      },
    );
    for (let ms = 1_000; ms < 10_000; ms += 1_000) at(ms, () => hand.dials[0]?.say('beat'));
    sleep(10_500, 3_600_000);
    at(29_999, () => connection.dispose());
    flush();
    const interrupted = Number(log.find((line) => line.includes('INTERRUPTED'))?.split(' ')[0]);
    expect(interrupted).to.be.within(3_610_500, 3_615_500);
    expect(log.filter((line) => line.includes('lost'))).to.have.length(1);
  });
});
