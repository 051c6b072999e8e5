import { timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { createHub } from '../../dist/esm/hub/index.js';
import { createRtcChannel } from '../../dist/esm/rtc/index.js';
import { run, virtualNetwork } from '../../dist/esm/testing/index.js';
import { paired } from '../harness/paired.mjs';
import { ratioRow } from '../harness/suite.mjs';

/** `many` timers, armed at once, in no order, over a second. */
const arm = (many) => {
  for (let i = 0; i < many; i++) timer(1 + ((i * 31) % 1_000)).subscribe();
};
const ours = (many) => (times) => {
  while (times-- > 0) run(() => arm(many));
};
const stock = (many) => (times) => {
  while (times-- > 0) new TestScheduler(() => {}).run(() => arm(many));
};

const timers = (many, name, { few = false } = {}) => [
  `timers, ${name}`,
  ({ short }) => {
    const about = {
      table: 'Timers armed at once, and played',
      what: `run, ${name}`,
      against: 'the stock TestScheduler',
    };
    const row = ratioRow(about, paired(ours(many), stock(many), short || few));
    return [{ ...row, ours: row.ours / 1e6, theirs: row.theirs / 1e6, of: 'ms' }];
  },
];

/** A hub and the members of a channel, for so long, with a frame each way each second. */
const members = (many, ms) =>
  run(({ advance, scheduler }) => {
    const network = virtualNetwork({ latency: 20 });
    const hub = createHub({ allowAnonymous: true, scheduler });
    hub.accept(network.links$);
    for (let i = 0; i < many; i++) {
      createRtcChannel({ transport: network.transport(`${i}`), channel: 'lobby', uid: `member-${i}` }).join();
    }
    let frames = 0;
    network.events$.subscribe(({ kind }) => (frames += kind === 'delivered' ? 1 : 0));
    advance(ms);
    return frames;
  });

const minute = 60_000;

export const suite = {
  title: 'Virtual time',
  tasks: Object.fromEntries([
    timers(100, '100'),
    timers(1_000, '1 000'),
    timers(4_000, '4 000', { few: true }),
    ...[2, 8].map((many) => [
      `${many} members`,
      ({ short }) => {
        const ms = short ? 1_000 : 20 * minute;
        let frames = 0;
        const play = (times) => {
          while (times-- > 0) frames = members(many, ms);
        };
        const took = paired(play, ours(100), true).ours / 1e6;
        const about = { table: 'The whole system', what: `a hub and ${many} members` };
        return [
          { ...about, what: `${about.what}: 20 min`, value: took, unit: 'ms' },
          { ...about, what: `${about.what}: frames delivered`, value: frames, unit: 'frames' },
          { ...about, what: `${about.what}: hours in a second`, value: 1_000 / took / 3, unit: 'h' },
        ];
      },
    ]),
  ]),
};
