import { expect } from 'chai';
import { NEVER, Subject, defer, first, firstValueFrom, timeout, type OperatorFunction } from 'rxjs';
import { liveness } from '../../lib/liveness/liveness.js';
import { livenessBy } from '../../lib/liveness/livenessBy.js';
import { machine } from './machine.js';

/** `liveness` at work on a machine that can be paused: threshold 4 000 ms, so slices and patience of 1 000. */
function watching(operator?: (m: ReturnType<typeof machine>) => OperatorFunction<string, unknown>) {
  const m = machine();
  const frames = new Subject<string>();
  const seen: [number, unknown][] = [];
  const statuses = frames.pipe(operator?.(m) ?? liveness({ silent: 4_000 }, { scheduler: m.scheduler }));
  const subscription = statuses.subscribe((status) => seen.push([m.scheduler.now(), status]));
  const hear = () => frames.next('frame');
  hear();
  seen.length = 0;
  return { ...m, seen, hear, subscription };
}

describe('deadline', () => {
  it('LIV-6: sleeps for a quarter of the threshold at most', () => {
    const { run, delays } = watching();
    run(20_000);
    expect(Math.max(...delays)).to.equal(1_000);
  });

  for (const asleep of [1_001, 3_000, 4_000, 5_000, 12_000, 30_000, 3_600_000]) {
    it(`LIV-6: after a pause of ${asleep} ms hears what waits unread`, () => {
      for (let phase = 0; phase < 1_000; phase += 50) {
        const { run, pause, hear, seen } = watching();
        run(phase);
        pause(asleep, hear);
        run(3_999);
        expect(seen).to.deep.equal([]);
      }
    });

    it(`LIV-6: after a pause of ${asleep} ms gives a live peer the time to speak, if nothing waits`, () => {
      const { run, pause, hear, seen } = watching();
      run(900);
      pause(1_100 + asleep);
      run(3_999);
      hear();
      run(3_999);
      expect(seen).to.deep.equal([]);
    });

    it(`LIV-6: after a pause of ${asleep} ms finds a dead peer one threshold after the wake`, () => {
      const { run, pause, seen } = watching();
      run(900);
      pause(1_100 + asleep);
      run(8_000);
      expect(seen).to.deep.equal([[2_000 + asleep + 4_000, 'silent']]);
    });
  }

  it('LIV-6: a wake that is late by a quarter of the threshold still counts the silence', () => {
    const { run, pause, seen } = watching();
    run(1_500);
    pause(1_500);
    run(10_000);
    expect(seen).to.deep.equal([[4_000, 'silent']]);
  });

  it('LIV-6: before a verdict waits once more, for as long as the wake was late', () => {
    for (const late of [0, 1, 40, 900, 1_000]) {
      const { run, pause, seen } = watching();
      run(3_999);
      pause(1 + late);
      run(late - 1);
      expect(seen).to.deep.equal([]);
      run(1);
      expect(seen).to.deep.equal([[4_000 + 2 * late, 'silent']]);
    }
  });

  it('LIV-6: what is heard while it waits once more is life', () => {
    const { run, pause, hear, seen } = watching();
    run(3_999);
    pause(901);
    run(899);
    hear();
    run(3_999);
    expect(seen).to.deep.equal([]);
    run(1);
    expect(seen).to.deep.equal([[3_999 + 901 + 899 + 4_000, 'silent']]);
  });

  it('LIV-6: gives time back twice in a row while nothing is heard, not for ever', () => {
    const { run, pause, seen } = watching();
    for (let n = 0; n < 3; n++) pause(60_000);
    expect(seen).to.deep.equal([]);
    run(1_000);
    expect(seen).to.deep.equal([[181_000, 'silent']]);
  });

  it('LIV-6: finds a dead peer though every timer is a minute late, as in a throttled tab', () => {
    const { pause, seen } = watching();
    for (let n = 0; n < 4; n++) pause(60_000);
    expect(seen).to.deep.equal([[240_000, 'silent']]);
  });

  it('LIV-6: gives time back again after a value', () => {
    const { run, pause, hear, seen } = watching();
    for (let n = 0; n < 20; n++) {
      pause(60_000);
      if (n % 2 === 1) hear();
    }
    run(3_999);
    expect(seen).to.deep.equal([]);
  });

  it('LIV-6: a pause between the finding and the verdict takes the verdict back', () => {
    const { run, pause, hear, seen } = watching();
    run(3_999);
    pause(901);
    pause(10_000, hear);
    run(3_999);
    expect(seen).to.deep.equal([]);
  });

  it('LIV-6: a consumer that holds the loop in next is a pause', () => {
    const m = machine();
    const frames = new Subject<string>();
    const seen: [number, unknown][] = [];
    frames.pipe(liveness({ one: 4_000, two: 8_000 }, { scheduler: m.scheduler })).subscribe((status) => {
      seen.push([m.scheduler.now(), status]);
      if (status === 'one') m.hold(30_000);
    });
    m.run(34_000);
    m.run(7_999);
    expect(seen).to.deep.equal([[4_000, 'one']]);
    m.run(1);
    expect(seen[1]).to.deep.equal([42_000, 'two']);
  });

  it('LIV-6: a source that holds the loop while it is subscribed to is a pause', () => {
    const m = machine();
    const seen: unknown[] = [];
    const source = defer(() => {
      m.hold(10_000);
      return NEVER;
    });
    source.pipe(liveness({ silent: 4_000 }, { scheduler: m.scheduler })).subscribe((status) => seen.push(status));
    m.run(3_999);
    expect(seen).to.deep.equal([]);
    m.run(1);
    expect(seen).to.deep.equal(['silent']);
  });

  it('LIV-6: a timer that fires early speaks no verdict before the clock does', () => {
    const { run, fireEarly, seen } = watching();
    run(3_500);
    fireEarly(0.6);
    expect(seen).to.deep.equal([]);
    run(0.5);
    expect(seen).to.deep.equal([]);
    run(1);
    expect(seen).to.have.length(1);
    expect(seen[0]?.[0]).to.be.within(4_000, 4_001);
  });

  it('LIV-6: a pause while a far threshold is waited for is judged by the near one once life is back', () => {
    const { run, pause, hear, seen } = watching((m) =>
      liveness({ near: 400, far: 40_000 }, { scheduler: m.scheduler }),
    );
    run(500);
    hear();
    pause(2_000, hear);
    run(399);
    expect(seen.map(([, status]) => status)).to.deep.equal(['near', 'alive']);
  });

  it('LIV-6: one restart serves all keys', () => {
    const m = machine();
    const frames = new Subject<number>();
    const seen: unknown[] = [];
    frames
      .pipe(livenessBy((key) => key, { silent: 4_000 }, { scheduler: m.scheduler }))
      .subscribe(({ key, status, silentFor, at }) => status === 'silent' && seen.push([key, silentFor, at]));
    for (let key = 0; key < 3; key++) {
      frames.next(key);
      m.run(500);
    }
    m.pause(30_000, () => frames.next(1));
    m.run(20_000);
    expect(seen).to.deep.equal([
      [0, 35_500, 35_500],
      [2, 34_500, 35_500],
      [1, 4_000, 35_500],
    ]);
  });

  it('LIV-6: who falls due while a verdict waits is given a wait of its own', () => {
    const m = machine();
    const frames = new Subject<string>();
    const seen: string[] = [];
    frames
      .pipe(livenessBy((key) => key, { silent: 4_000 }, { scheduler: m.scheduler }))
      .subscribe(({ key, status }) => status === 'silent' && seen.push(key));
    frames.next('ann');
    m.run(950);
    frames.next('bob');
    m.run(3_049);
    m.pause(901);
    m.pause(900, () => frames.next('bob'));
    m.run(3_999);
    expect(seen).to.deep.equal(['ann']);
  });

  it('LIV-10: verdicts of many hold the loop for 8 ms at a time; who speaks in a turn between them is alive', () => {
    const m = machine();
    const frames = new Subject<number>();
    const told: number[] = [];
    frames
      .pipe(livenessBy((key) => key, { silent: 4_000 }, { scheduler: m.scheduler }))
      .subscribe(({ key, status }) => {
        if (status === 'alive') return;
        told.push(key);
        m.hold(1);
      });
    for (let key = 0; key < 40; key++) frames.next(key);
    m.run(3_999);
    m.pause(1);
    for (const portion of [8, 16, 24, 32, 39, 39]) {
      m.pause(0, () => frames.next(39));
      expect(told).to.deep.equal(Array.from({ length: portion }, (_, key) => key));
    }
    m.run(3_999);
    expect(told).to.have.length(39);
    m.run(1);
    expect(told.at(-1)).to.equal(39);
  });

  it('LIV-8: newcomers between two portions of verdicts put none of them off', () => {
    const m = machine();
    const frames = new Subject<number>();
    const told: number[] = [];
    frames.pipe(livenessBy((key) => key, { silent: 400 }, { scheduler: m.scheduler })).subscribe(({ key, status }) => {
      if (status === 'alive') return;
      told.push(key);
      m.hold(1);
    });
    for (let key = 0; key < 400; key++) frames.next(key);
    m.run(399);
    m.pause(1);
    for (let portion = 1; portion <= 50; portion++) {
      m.pause(0, () => frames.next(1_000 + portion));
      expect(told).to.have.length(portion * 8);
    }
  });

  it('LIV-8: newcomers do not put off the verdicts of a late wake', () => {
    const m = machine();
    const frames = new Subject<string>();
    const seen: [number, string][] = [];
    frames
      .pipe(livenessBy((key) => key, { silent: 4_000 }, { scheduler: m.scheduler }))
      .subscribe(({ key, status }) => status === 'silent' && seen.push([m.scheduler.now(), key]));
    frames.next('ann');
    m.run(3_900);
    m.pause(600);
    for (let newcomer = 0; newcomer < 20; newcomer++) {
      frames.next(`newcomer ${newcomer}`);
      m.run(50);
    }
    expect(seen).to.deep.equal([[5_000, 'ann']]);
  });

  it('LIV-3 LIV-8: a newcomer is judged exactly, whoever else is overdue', () => {
    const m = machine();
    const frames = new Subject<string>();
    const seen: [number, string][] = [];
    frames
      .pipe(livenessBy((key) => key, { silent: 400, lost: 10_000 }, { scheduler: m.scheduler }))
      .subscribe(({ key, status }) => status !== 'alive' && seen.push([m.scheduler.now(), `${key} ${status}`]));
    frames.next('ann');
    m.run(9_900);
    m.pause(2_100);
    frames.next('bob');
    m.run(400);
    expect(seen).to.deep.equal([
      [400, 'ann silent'],
      [12_100, 'ann lost'],
      [12_400, 'bob silent'],
    ]);
  });

  it('LIV-3: asks for no timer that would overflow', () => {
    const { run, delays } = watching((m) => liveness({ silent: 1e12 }, { scheduler: m.scheduler }));
    run(1e12);
    expect(Math.max(...delays)).to.equal(2 ** 31 - 1);
  });

  for (const jump of [3_600_000, -3_600_000]) {
    it(`LIV-6: a jump of the wall clock by ${jump} ms changes no judgement`, async () => {
      const { now } = Date;
      const frames = new Subject<string>();
      const dead = frames.pipe(
        livenessBy((key) => key, { silent: 40 }),
        first(({ status }) => status === 'silent'),
        timeout(2_000),
      );
      const begin = performance.now();
      try {
        const verdict = firstValueFrom(dead);
        frames.next('ann');
        Date.now = () => now() + jump;
        expect((await verdict).silentFor).to.be.within(40, 1_000);
        expect(performance.now() - begin).to.be.within(40, 1_000);
      } finally {
        Date.now = now;
      }
    });
  }
});
