import type { EnvironmentSignal } from '../link/environment.js';
import type { Link } from '../link/link.js';
import { LinkError } from '../link/linkError.js';
import { isLive } from '../link/redial.js';
import { endOf, unsaid } from './attemptEvent.js';
import type { Command, ConnectionEvent, Machine, Moment, Rules, Signal, Verdict } from './machine.js';
import { rowFor } from './table.js';
import { overcome, turning, type Turn } from './turning.js';

/** What a signal made of a machine. */
export interface Step<F, A, State extends string, Reason extends string, Word extends string> {
  readonly machine: Machine<F, State, Reason>;
  readonly events: readonly ConnectionEvent<F, A, State, Reason, Word>[];
}

/** What `signal` makes of `before`, and what is to be told. */
type Stepping<F, A, State extends string, Reason extends string, Word extends string> = (
  before: Machine<F, State, Reason>,
  signal: Signal<F, A, Word>,
  moment: Moment,
) => Step<F, A, State, Reason, Word>;

/**
 * The whole behaviour of a connection as one pure function: what `signal` makes of `before`, and what is to be told.
 *
 * `verdictOf` reads the other side's word about the session out of a frame.
 */
export function step<F, A, State extends string, Reason extends string, Word extends string>(
  rules: Rules<State, Reason, Word>,
  verdictOf: (frame: F) => Verdict<Word> | undefined,
): Stepping<F, A, State, Reason, Word> {
  type T = Turn<F, A, State, Reason, Word>;
  const { set, relink, use, take, judge } = turning<F, A, State, Reason, Word>(rules);

  function obey(turn: T, command: Command<Word>): void {
    const { machine } = turn;
    const { word, cause } = command;
    const taken = word === 'dial' ? machine.redial !== null : rowFor(rules.table, machine, word) !== undefined;
    turn.events.push({ type: 'command', command, taken, state: machine.state });
    if (word === 'dial') relink(turn, { on: 'dial' });
    else take(turn, word, cause === undefined ? {} : { cause });
  }

  function opened(turn: T, { id }: { readonly id: number }): void {
    relink(turn, { on: 'opened', id });
    turn.attempts.push({ type: 'opened', attempt: id, at: turn.moment.at });
  }

  function accepted(
    turn: T,
    { id, link, value }: { readonly id: number; readonly link: Link<F>; readonly value: A },
  ): void {
    const { moment, silentFor } = turn;
    relink(turn, { on: 'accepted', id });
    use(turn, link);
    set(turn, rules.acceptanceProves ? { heardAt: moment.now, lastChance: null, ...overcome } : { lastChance: null });
    take(turn, 'accepted', { accepted: value });
    turn.events.push({ type: 'accepted', value, silentFor });
    turn.attempts.push({ type: 'accepted', attempt: id, at: moment.at });
  }

  function heard(turn: T, frame: F, verdict: Verdict<Word> | undefined): void {
    const { connected } = rules;
    if (turn.machine.state !== connected) take(turn, 'spoke');
    else if (turn.machine.redial?.link?.trust === 'suspect') relink(turn, { on: 'vindicated' });
    const heardAt = turn.moment.now;
    set(turn, turn.machine.state === connected ? { heardAt, outageSince: null, lost: 'armed' } : { heardAt });
    turn.events.push({ type: 'frame', frame });
    if (verdict) judge(turn, verdict);
  }

  function ended(turn: T, { id, failure, verdict }: Extract<Signal<F, A, Word>, { on: 'ended' }>): void {
    const { redial, lastChance } = turn.machine;
    const wasLink = redial?.link?.id === id;
    const wasOpen = wasLink || redial?.attempt?.phase === 'handshake';
    turn.attempts.push(endOf(id, failure, wasOpen, turn.moment.at));
    if (wasLink) use(turn, null);
    if (verdict) judge(turn, verdict);
    relink(turn, { on: 'ended', id, failure });
    if (lastChance === id) take(turn, 'gaveUp');
  }

  function idle(turn: T, { id }: { readonly id: number }): void {
    const failure = new LinkError({ code: 1006, reason: `silent for ${Math.round(turn.silentFor)} ms: given up` });
    turn.attempts.push(endOf(id, failure, true, turn.moment.at));
    use(turn, null);
    relink(turn, { on: 'ended', id, failure });
  }

  function lose(turn: T): void {
    set(turn, { lost: 'told' });
    turn.events.push({ type: 'lost', silentFor: turn.silentFor, at: turn.moment.at });
  }

  function oversleep(turn: T): void {
    relink(turn, { on: 'dial' });
    set(turn, { lastChance: turn.machine.redial?.attempt?.id ?? null });
  }

  function heed(turn: T, signal: EnvironmentSignal): void {
    const { machine } = turn;
    if (signal === 'online' || signal === 'offline') relink(turn, { on: 'environment', environment: signal });
    if (signal !== 'online' && signal !== 'visible' && signal !== 'resumed') return;
    if (machine.link && rules.asks) turn.events.push({ type: 'say', link: machine.link, what: 'ask' });
    relink(turn, { on: 'hurried' });
  }

  /** What happened to attempts, after everything else; the last chance passes to an attempt that takes its place. */
  function tellOfAttempts(turn: T, before: Machine<F, State, Reason>, signal: Signal<F, A, Word>): void {
    const { redial, lastChance } = turn.machine;
    turn.attempts.push(...unsaid(before.redial, redial, signal, turn.moment));
    for (const attempt of turn.attempts) turn.events.push({ type: 'attempt', attempt });
    if (lastChance !== null && redial?.attempt) set(turn, { lastChance: redial.attempt.id });
  }

  return (before, signal, moment) => {
    const silentFor = moment.now - before.heardAt;
    const turn: T = { moment, silentFor, machine: before, events: [], attempts: [] };
    const { redial } = before;
    switch (signal.on) {
      case 'command':
        obey(turn, signal.command);
        break;
      case 'opened':
        if (redial?.attempt?.id === signal.id) opened(turn, signal);
        break;
      case 'accepted':
        if (redial?.attempt?.id === signal.id) accepted(turn, signal);
        break;
      case 'frame':
        if (redial?.link?.id === signal.id) heard(turn, signal.frame, verdictOf(signal.frame));
        break;
      case 'ended':
        if (isLive(redial, signal.id)) ended(turn, signal);
        break;
      case 'due':
        relink(turn, { on: 'dial' });
        break;
      case 'idle':
        if (redial?.link) idle(turn, redial.link);
        break;
      case 'mute':
        relink(turn, { on: 'suspected', heardAt: before.heardAt });
        break;
      case 'silent':
      case 'gaveUp':
        take(turn, signal.on);
        break;
      case 'lost':
        if (redial && before.lost === 'armed') lose(turn);
        break;
      case 'overslept':
        if (rowFor(rules.table, before, 'gaveUp')) oversleep(turn);
        break;
      case 'environment':
        heed(turn, signal.signal);
        break;
    }
    if (turn.machine.redial !== redial) tellOfAttempts(turn, before, signal);
    return turn;
  };
}
