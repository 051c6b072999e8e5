import { type Observable, type SchedulerLike, Subject } from 'rxjs';
import type { EnvironmentSignal } from '../../lib/link/environment.js';
import type { RtcConfig } from '../../lib/rtc/index.js';
import type { RtmConfig } from '../../lib/rtm/index.js';
import { drawnId } from '../support/seeded.js';
import { type Chance, chance } from './chance.js';
import type { Told } from './entry.js';
import { calmAt } from './times.js';
import { tokenUntil, unwanted } from './tokens.js';
import type { Trace } from './trace.js';

/** Somebody who uses a client, and does what comes to its mind. */
export interface Person {
  /** Names the client in the trace, and its site on the network. */
  readonly name: string;
  readonly profile: 'rtc' | 'rtm';
  /** The user id; others may have the same. */
  readonly user: string;
  readonly state: string;
  /** The first command. */
  begin(): void;
  /** One command or another. */
  act(): void;
  /** Sends something. */
  talk(): void;
  /** No more surprises: a token that lasts. */
  settle(): void;
  /** Asks for what shows that all is well again. */
  probe(): void;
  dispose(): void;
}

/** What a person is given. */
export interface PersonConfig {
  readonly name: string;
  readonly user: string;
  readonly seed: number;
  readonly trace: Trace;
  readonly now: () => number;
  readonly transport: RtcConfig['transport'];
  /** Of its process, where that stops now and then. */
  readonly scheduler?: SchedulerLike;
  /** `giveUp` of channels, in ms. */
  readonly patience: number;
  /** The user ids that there are. */
  readonly users: readonly string[];
}

const environment = ['online', 'offline', 'visible', 'hidden', 'frozen', 'resumed'] as const;

/** What both profiles have in common: how a person draws, commands, and gets tokens. */
export interface Hand {
  readonly draws: Chance;
  /** A command that is answered in time. */
  ask(word: string, argument: unknown, command: () => Observable<unknown>): void;
  /** A command that has an answer at once, or none. */
  tell(word: string, argument: unknown, command: () => unknown): void;
  /** The environment says something, which may be wrong. */
  surroundings(): void;
  /** A token for `renewToken`: mostly a good one. */
  readonly token: () => string;
  readonly goodToken: () => string;
  readonly config: Pick<RtcConfig & RtmConfig, 'scheduler' | 'random' | 'ids' | 'signals$' | 'token'>;
}

export function handOf({ name, seed, trace, now, scheduler }: PersonConfig): Hand {
  const draws = chance(seed, `${name} acts`);
  const inner = chance(seed, `${name} draws`);
  const tokens = chance(seed, `${name} tokens`);
  let commands = 0;
  const goodToken = (least = 2_000) => tokenUntil(tokens.is(0.3) ? Infinity : now() + tokens.between(least, 240_000));
  const token = () => (tokens.is(0.15) ? tokens.of(unwanted) : goodToken());
  /** Those of a function last so long that half of their life, in ms, is nothing to it. */
  const nextToken = () => (tokens.is(0.03) && now() < calmAt ? tokens.of(unwanted) : goodToken(30_000));
  const told = (number: number, what: Told) =>
    trace.write({ at: now(), kind: 'answer', client: name, number, told: what });
  const command = (word: string, argument: unknown, answers: boolean) => {
    trace.write({ at: now(), kind: 'command', client: name, number: ++commands, word, argument, answers });
    return commands;
  };
  const source = tokens.between(0, 9);
  const signals = new Subject<EnvironmentSignal>();
  return {
    draws,
    surroundings() {
      const signal = draws.of(environment);
      command('signal', signal, false);
      signals.next(signal);
    },
    token,
    goodToken,
    ask(word, argument, act) {
      const number = command(word, argument, true);
      let value: unknown;
      act().subscribe({
        next: (one) => (value = one),
        error: (error: Error & { reason?: string }) => told(number, { error }),
        complete: () => told(number, value === undefined ? {} : { value }),
      });
    },
    tell(word, argument, act) {
      const number = command(word, argument, false);
      const value = act();
      if (typeof value === 'string') told(number, { value });
    },
    config: {
      ...(scheduler && { scheduler }),
      random: inner.coarse,
      ids: () => drawnId(inner.random),
      signals$: signals.asObservable(),
      ...(source < 3 && { token: nextToken }),
      ...(source === 3 && { token: goodToken() }),
    },
  };
}
