import { expect } from 'chai';
import type { MakeEngine } from '../../../lib/hub/engine.js';
import { stage } from '../stage.js';
import { slowEngine } from './slowEngine.js';
import { talker, type Sent, type Talker } from './talker.js';

/** A draw from [0, 1), the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const outages = [1, 200, 3_900, 4_100, 9_999, 29_900, 30_100, 60_000];

/** Three users talk for three minutes and lose their links again and again; then all come back. */
function talk(seed: number, engine?: MakeEngine): Talker[] {
  const draw = seeded(seed);
  const limits = { messages: 10_000, logins: 1_000 };
  const scene = stage({ limits, ...(engine && { engine }) });
  const faults: unknown[] = [];
  scene.hub.events$.subscribe((event) => {
    if (event.type === 'fault' || event.type === 'badFrame' || event.type === 'refused') faults.push(event);
  });
  const all = [talker(scene, 'ann', '1'), talker(scene, 'bob', '2'), talker(scene, 'cid', '3')];
  const pick = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)]!;
  const end = 180_000;

  const lose = (one: Talker): void => {
    if (scene.time.frame > end - 65_000) return;
    if (draw() < 0.7) one.cut();
    scene.time.schedule(
      () => {
        one.connect();
        scene.time.schedule(() => lose(one), 1 + draw() * 20_000);
      },
      pick(outages) + draw() * 50,
    );
  };
  const speak = (): void => {
    if (scene.time.frame > end) return;
    const one = pick(all);
    for (let n = draw() * 6; n > 0; n--) {
      if (draw() < 0.5) one.publish();
      else one.send(pick(all.filter((other) => other !== one)).name);
    }
    scene.time.schedule(speak, draw() * 400);
  };

  for (const one of all) {
    one.connect();
    scene.time.schedule(() => lose(one), 1_000 + draw() * 10_000);
  }
  scene.time.schedule(speak, 500);
  scene.until(end + 100_000);
  expect(faults).to.deep.equal([]);
  return all;
}

/** What is in `texts` of one sender. */
const bySender = (texts: readonly string[], sender: string): string[] =>
  texts.filter((text) => text.startsWith(`${sender} `));

function check(all: readonly Talker[]): void {
  for (const reader of all) {
    expect(reader.waiting, 'without an outcome').to.equal(0);
    expect(reader.lost).to.equal(0);
    const others = all.filter((one) => one !== reader);
    for (const { name, accepted, unknown } of others) {
      const to = (receiver: string | undefined, sent: readonly Sent[]): string[] =>
        sent.filter((one) => one.to === receiver).map(({ text }) => `${name} ${text}`);
      const mail = bySender(reader.mail, name);
      expect(mail).to.deep.equal(inOrder(mail));
      expect(mail).to.include.members(to(reader.name, accepted));
      expect([...to(reader.name, accepted), ...to(reader.name, unknown)]).to.include.members(mail);
      const read = bySender(reader.channel, name);
      expect(read).to.deep.equal(inOrder(read));
      expect([...to(undefined, accepted), ...to(undefined, unknown)]).to.include.members(read);
    }
    const published = (kind: 'accepted' | 'unknown'): number =>
      others.flatMap((one) => one[kind].filter(({ to }) => to === undefined)).length;
    const known = published('accepted');
    expect(reader.channel.length + reader.missed).to.be.within(known, known + published('unknown'));
  }
}

/** Each once, as they were sent. */
const inOrder = (texts: readonly string[]): string[] =>
  [...new Set(texts)].sort((a, b) => Number(/\d+$/.exec(a)![0]) - Number(/\d+$/.exec(b)![0]));

describe('delivery', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    it(`RTM-10, RTM-12, RTM-16: whatever links do, all mail is read once in order, channels read + missed (seed ${seed})`, () => {
      check(talk(seed));
    });
  }

  for (const [there, back, news] of [
    [3, 4, 4],
    [1, 1, 30],
    [5, 20, 5],
  ] as const) {
    it(`HUB-6: the same with an engine ${there} ms away, whose answers take ${back} ms and whose news take ${news}`, () => {
      for (const seed of [11, 12, 13]) check(talk(seed, slowEngine(there, back, news)));
    });
  }
});
