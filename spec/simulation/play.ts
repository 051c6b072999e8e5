import { timer } from 'rxjs';
import { createHub, type Hub } from '../../lib/hub/index.js';
import { type Faults, run, virtualNetwork } from '../../lib/testing/index.js';
import { drawnId } from '../support/seeded.js';
import { type Chance, chance } from './chance.js';
import { createCoverage } from './coverage.js';
import type { Entry, Frame } from './entry.js';
import { invariants } from './invariants.js';
import { live } from './life.js';
import { member } from './member.js';
import { operate } from './operator.js';
import type { Person } from './person.js';
import { sleeper } from './sleeper.js';
import { calmAt, endAt, over } from './times.js';
import { authenticating } from './tokens.js';
import { createTrace, type Fault, type Invariant } from './trace.js';
import { user } from './user.js';
import { nextFault } from './weather.js';

/** What a seed came to. */
export interface Played {
  readonly seed: number;
  readonly hash: string;
  readonly entries: number;
  readonly faults: readonly Fault[];
  /** The states and reasons that clients came to. */
  readonly reached: readonly string[];
}

/** More faults than that say nothing new. */
const most = 20;
const beat: Frame = { t: 'beat' };
const read = (text: string | undefined): Frame | null =>
  text === undefined ? null : text === '{"t":"beat"}' ? beat : (JSON.parse(text) as Frame);

/** Plays 20 virtual minutes with everything that `seed` brings; `onlookers` see it too. */
export function play(seed: number, onlookers: readonly Invariant[] = []): Played {
  return run(
    ({ advance, now, pending }) => {
      const setting = chance(seed, 'setting');
      const trace = createTrace();
      const faults: Fault[] = [];
      const patience = setting.is(0.5) ? 120_000 : 1_200_000;
      const lag = setting.weighted([
        [3, [1, 1]],
        [4, [20, 20]],
        [4, [5, 80]],
        [1, [20, 400]],
      ] as const);
      const network = virtualNetwork({
        latency: (random) => Math.round(lag[0] + random() * (lag[1] - lag[0])),
        random: chance(seed, 'latency').random,
        retransmission: setting.is(0.5) ? (outage) => Math.round(outage * 0.8) : () => 0,
      });
      const rules = {
        takeover: setting.is(0.75) ? ('kick-old' as const) : ('reject-new' as const),
        limits: {
          id: 20,
          members: setting.weighted([
            [17, 1_000],
            [2, 2],
            [1, 1],
          ] as const),
        },
      };
      const hubDraws = chance(seed, 'hub');
      const authenticate = authenticating(chance(seed, 'authenticate'), now);

      for (const invariant of invariants({
        now,
        patience,
        report: (fault) => faults.length < most && faults.push(fault),
      })) {
        trace.watch(invariant);
      }
      const coverage = createCoverage();
      trace.watch(coverage);
      for (const onlooker of onlookers) trace.watch(onlooker);
      const write = (entry: Entry) => trace.write(entry);
      const heardAt = new Map<string, number>();
      network.events$.subscribe((event) => {
        const { at, site, side, kind } = event;
        if (kind === 'delivered') heardAt.set(`${site} ${side}`, at);
        write({ at, kind: 'network', client: site, event, frame: read(event.frame) });
      });

      const start = () => {
        const hub: Hub = createHub({
          ...rules,
          authenticate,
          random: hubDraws.coarse,
          ids: () => drawnId(hubDraws.random),
        });
        hub.events$.subscribe((event) => write({ at: now(), kind: 'hub', event }));
        const serving = hub.accept(network.links$);
        return { hub, serving };
      };
      let present = start();
      const replaceHub = (ms: number) => {
        network.restart(ms);
        present.serving.unsubscribe();
        present.hub.close();
        write({ at: now(), kind: 'newHub' });
        present = start();
      };

      const users = ['ann', 'bob', 'cid', 'dan'].slice(0, setting.between(2, 4));
      const people: Person[] = [];
      const isSleepy = chance(seed, 'sleep').is(0.3);
      const at = (instant: number, act: () => void) => timer(Math.max(0, instant - now())).subscribe(act);
      /** Does `act` again and again until it is calm, after pauses around `pause` ms. */
      const often = (draws: Chance, pause: number, act: () => void) => {
        const next = () => {
          const instant = now() + draws.between(1, 2 * pause);
          if (instant < calmAt) at(instant, () => (act(), next()));
        };
        next();
      };
      const places: Faults[] = [];
      const everywhere: Faults = {
        ...network,
        cut: (side) => places.forEach((place) => place.cut(side)),
        heal() {
          network.heal();
          for (const place of places) place.heal();
        },
      };
      const invite = (profile: 'rtc' | 'rtm', of: string) => {
        const name = `${profile === 'rtc' ? 'c' : 'm'}${people.length + 1}`;
        const make = profile === 'rtc' ? member : user;
        const transport = network.transport(name);
        const process = isSleepy && chance(seed, `${name} is sleepy`).is(0.5) ? sleeper(network.site(name)) : undefined;
        const scheduler = process && { scheduler: process.scheduler };
        const person = make({ name, user: of, seed, trace, now, transport, patience, users, ...scheduler });
        const site = process?.faults(network.site(name)) ?? network.site(name);
        people.push(person);
        places.push(site);
        live({
          seed,
          person,
          site,
          calm() {
            site.heal();
            site.latency(lag[1]);
          },
          process,
          patience,
          heardAt: (side) => heardAt.get(`${name} ${side}`) ?? 0,
          replace() {
            if (people.length >= 8) return false;
            person.dispose();
            invite(profile, of);
            return true;
          },
          write,
          now,
          at,
          often,
        });
      };
      // Few are enough for most of what goes wrong; a seed costs what they say.
      const guests = setting.weighted([
        [6, 2],
        [6, 3],
        [4, 4],
        [2, 5],
        [1, 6],
        [1, 8],
      ] as const);
      for (let i = 0; i < guests; i++) invite(setting.is(0.5) ? 'rtc' : 'rtm', setting.of(users));
      operate({ seed, users, hub: () => present.hub, replaceHub, write, now, often });
      const storm = chance(seed, 'storm');
      often(storm, 200_000, () => {
        const { what, happen, lasts } = nextFault(storm, patience, () => 0);
        write({ at: now(), kind: 'fault', client: null, what: `${what} for ${lasts}` });
        happen(everywhere);
        at(Math.min(calmAt, now() + lasts), () => {
          write({ at: now(), kind: 'fault', client: null, what: 'fine' });
          everywhere.heal();
          network.latency(lag[1]);
        });
      });

      advance(endAt);
      present.hub.close();
      advance(over - endAt);
      trace.end();
      const left = pending();
      if (left > 0) faults.push({ at: over, invariant: 'nothing is left', what: `${left} timers are armed` });
      return { seed, hash: trace.hash(), entries: trace.entries, faults, reached: [...coverage.reached] };
    },
    { frames: 0 },
  );
}
