import { expect } from 'chai';
import { firstValueFrom, interval, take, timer } from 'rxjs';
import { ledger } from '../delivery/ledger.js';
import { connected, rtmUser, type RtmUser } from '../support/rtmUser.js';
import { pick, seeded } from '../support/seeded.js';
import { house, type House } from '../support/stage.js';

const names = ['ann', 'bob', 'cid', 'dan'] as const;
const perSender = 5_000;
const seed = 7;

const faults: readonly (readonly [string, (proxy: RtmUser['proxy']) => void])[] = [
  ['rst', (proxy) => proxy.cut('rst')],
  ['fin', (proxy) => proxy.cut('fin')],
  ['hole', (proxy) => proxy.hole()],
  ['hole up', (proxy) => proxy.hole('up')],
  ['hole down', (proxy) => proxy.hole('down')],
  ['half-open', (proxy) => proxy.hole('both', { presentOnly: true })],
];
/** How long a hole lasts, in ms. */
const lengths = [50, 500, 2_000, 4_500, 7_000];

describe('delivery on real sockets', function () {
  this.timeout(150_000);
  let hub: House | undefined;
  const users = new Map<string, RtmUser>();

  afterEach(async () => {
    await Promise.all([...users.values()].map((user) => user.close()));
    users.clear();
    hub?.close();
  });

  it(`RTM-5 RTM-10 RTM-11 RTM-12 RTM-16: 10 000 peer and 10 000 channel messages while links fail, seed ${seed}`, async () => {
    const random = seeded(seed);
    const story: string[] = [];
    const began = performance.now();
    const note = (what: string) => void story.push(`${(performance.now() - began).toFixed(0)} ${what}`);
    const notes = ledger();
    hub = await house({ limits: { messages: 3_000 } });
    for (const name of names) users.set(name, await rtmUser(hub.port, name, { outboxLimit: 10_000 }));
    for (const [name, { client }] of users) {
      client.changes$.subscribe(({ state, reason }) => note(`${name} ${state} ${reason}`));
      client.continuity$.subscribe(({ channel, continuity, replayed, missed }) =>
        note(`${name} ${channel ?? 'inbox'} ${continuity} replayed ${replayed} missed ${missed}`),
      );
      notes.reads(name, client, ['room']);
      await firstValueFrom(client.channel('room').join(), { defaultValue: undefined });
    }

    const weather = new Set<ReturnType<typeof setTimeout>>();
    const later = (ms: number, what: () => void) => {
      const timer = setTimeout(() => {
        weather.delete(timer);
        what();
      }, ms);
      weather.add(timer);
    };
    const strike = (name: string): void =>
      later(1_500 + random() * 4_500, () => {
        const [what, happen] = pick(random, faults);
        const lasts = pick(random, lengths);
        const { proxy } = users.get(name)!;
        note(`${name}: ${what} for ${lasts}`);
        happen(proxy);
        later(lasts, () => {
          proxy.heal({ forget: random() < 0.3 });
          note(`${name}: healed`);
          strike(name);
        });
      });
    names.forEach(strike);

    const rounds = perSender / 2;
    await new Promise<void>((complete) =>
      interval(25)
        .pipe(take(rounds))
        .subscribe({
          next: () => {
            for (const from of ['ann', 'bob']) {
              const { client } = users.get(from)!;
              for (const to of ['cid', 'dan']) {
                notes.sends(from, client, to);
                notes.sends(from, client, 'room', 'channel');
              }
            }
          },
          complete,
        }),
    );
    weather.forEach(clearTimeout);
    for (const { proxy } of users.values()) proxy.heal();
    await firstValueFrom(timer(12_000));
    await Promise.all([...users.values()].map(({ client }) => connected(client)));
    await firstValueFrom(timer(3_000));

    const found = notes.faults();
    if (found.length > 0) throw new Error([`seed ${seed}:`, ...found, ...story].join('\n  '));
    expect(notes.sent).to.have.length(4 * perSender);
    expect(notes.count('refused')).to.equal(0);
    expect(notes.count('accepted')).to.be.above(3 * perSender);
    expect(hub.hub.metrics.badFrames).to.deep.equal({});
    expect(hub.hub.metrics.faults).to.equal(0);
  });
});
