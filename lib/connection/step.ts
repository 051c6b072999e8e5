import { LinkError } from '../link/linkError.js';
import { isLive, redialed, startRedial, type RedialEvent } from '../link/redial.js';
import type { AttemptEvent } from './attemptEvent.js';
import { endOf, unsaid } from './attemptEvents.js';
import type { Change } from './change.js';
import type { ConnectionEvent, CoreWord, Machine, Moment, Rules, Signal, Verdict } from './machine.js';
import { rowFor } from './table.js';

/** What a signal made of a machine. */
export interface Step<F, A, State extends string, Reason extends string, Word extends string> {
  readonly machine: Machine<F, State, Reason>;
  readonly events: readonly ConnectionEvent<F, A, State, Reason, Word>[];
}

/**
 * The whole behaviour of a connection as one pure function: what `signal` makes of `before`, and what is to be told.
 *
 * `verdictOf` reads the other side's word about the session out of a frame.
 */
export function step<F, A, State extends string, Reason extends string, Word extends string>(
  rules: Rules<State, Reason, Word>,
  verdictOf: (frame: F) => Verdict<Word> | undefined,
  before: Machine<F, State, Reason>,
  signal: Signal<F, A, Word>,
  { now, at }: Moment,
): Step<F, A, State, Reason, Word> {
  const events: ConnectionEvent<F, A, State, Reason, Word>[] = [];
  const later: AttemptEvent[] = [];
  let machine = before;
  const silentFor = now - before.heardAt;

  const set = (facts: Partial<Machine<F, State, Reason>>) => {
    machine = { ...machine, ...facts };
  };

  const relink = (event: RedialEvent) => {
    if (machine.redial) set({ redial: redialed(machine.redial, event, now, rules.policy) });
  };

  const use = (link: Machine<F, State, Reason>['link']) => {
    if (link === machine.link) return;
    set({ link });
    events.push({ type: 'link', link });
  };

  const take = (word: Word | CoreWord, facts: Pick<Change<State, Reason, A>, 'cause' | 'accepted'> = {}): boolean => {
    const row = rowFor(rules.table, machine, word);
    if (!row) return false;
    const { state: previous } = machine;
    const { to: state, reason } = row;
    set({ state, reason });
    if (!rules.dialling.includes(state)) {
      if (machine.link && rules.farewells.includes(word as Word)) {
        events.push({ type: 'say', link: machine.link, what: 'farewell' });
      }
      use(null);
      set({ redial: null, dialled: machine.redial?.count ?? machine.dialled, outageSince: null, lastChance: null });
    } else if (!rules.dialling.includes(previous)) {
      set({ redial: startRedial(now, machine.dialled), heardAt: now, outageSince: now, lost: 'armed' });
    } else if (state === rules.connected) {
      relink({ on: 'vindicated' });
      set({ lost: 'armed', lastChance: null });
    } else {
      relink({ on: 'suspected', heardAt: machine.heardAt });
      set({ outageSince: machine.outageSince ?? now });
    }
    const fresh = rules.dialling.includes(previous) ? silentFor : 0;
    events.push({ type: 'change', change: { state, previous, reason, at, silentFor: fresh, ...facts } });
    return true;
  };

  const judge = ({ word, cause, retryAfter }: Verdict<Word>): boolean => {
    if (retryAfter !== undefined) relink({ on: 'retryAfter', delay: retryAfter });
    return word !== undefined && take(word, cause === undefined ? {} : { cause });
  };

  switch (signal.on) {
    case 'command': {
      const { command } = signal;
      const taken =
        command.word === 'dial' ? machine.redial !== null : rowFor(rules.table, machine, command.word) !== undefined;
      events.push({ type: 'command', command, taken, state: machine.state });
      if (command.word === 'dial') relink({ on: 'dial' });
      else take(command.word, command.cause === undefined ? {} : { cause: command.cause });
      break;
    }
    case 'opened':
      if (machine.redial?.attempt?.id !== signal.id) break;
      relink(signal);
      later.push({ type: 'opened', attempt: signal.id, at });
      break;
    case 'accepted': {
      if (machine.redial?.attempt?.id !== signal.id) break;
      relink(signal);
      use(signal.link);
      set({ heardAt: now, lastChance: null });
      if (rules.acceptanceProves) set({ outageSince: null });
      take('accepted', { accepted: signal.value });
      events.push({ type: 'accepted', value: signal.value, silentFor });
      later.push({ type: 'accepted', attempt: signal.id, at });
      break;
    }
    case 'frame': {
      if (machine.redial?.link?.id !== signal.id) break;
      if (machine.state !== rules.connected) take('spoke');
      else if (machine.redial.link.trust === 'suspect') relink({ on: 'vindicated' });
      if (machine.state === rules.connected) set({ heardAt: now, outageSince: null });
      else set({ heardAt: now });
      events.push({ type: 'frame', frame: signal.frame });
      const verdict = verdictOf(signal.frame);
      if (verdict) judge(verdict);
      break;
    }
    case 'ended': {
      if (!isLive(machine.redial, signal.id)) break;
      const wasLink = machine.redial?.link?.id === signal.id;
      const opened = wasLink || machine.redial?.attempt?.phase === 'handshake';
      later.push(endOf(signal.id, signal.failure, opened, at));
      if (wasLink) use(null);
      if (signal.verdict) judge(signal.verdict);
      relink(signal);
      if (machine.lastChance === signal.id) take('gaveUp');
      break;
    }
    case 'due':
      relink({ on: 'dial' });
      break;
    case 'silent':
      take('silent');
      break;
    case 'idle': {
      const id = machine.redial?.link?.id;
      if (id === undefined) break;
      const failure = new LinkError({ code: 1006, reason: `silent for ${silentFor} ms: given up` });
      later.push(endOf(id, failure, true, at));
      use(null);
      relink({ on: 'ended', id, failure });
      break;
    }
    case 'mute':
      relink({ on: 'suspected', heardAt: machine.heardAt });
      break;
    case 'lost':
      if (machine.lost === 'told' || !machine.redial) break;
      set({ lost: 'told' });
      events.push({ type: 'lost', silentFor, at });
      break;
    case 'gaveUp':
      take('gaveUp');
      break;
    case 'overslept':
      if (!rowFor(rules.table, machine, 'gaveUp')) break;
      relink({ on: 'dial' });
      set({ lastChance: machine.redial?.attempt?.id ?? null });
      break;
    case 'environment': {
      if (signal.signal === 'online' || signal.signal === 'offline') {
        relink({ on: 'environment', environment: signal.signal });
      }
      if (signal.signal !== 'online' && signal.signal !== 'visible' && signal.signal !== 'resumed') break;
      if (machine.link && rules.asks) events.push({ type: 'say', link: machine.link, what: 'ask' });
      relink({ on: 'hurried' });
      break;
    }
  }

  if (machine.redial !== before.redial) {
    later.push(...unsaid(before.redial, machine.redial, signal, { now, at }));
    const newest = machine.redial?.attempt?.id;
    if (machine.lastChance !== null && newest !== undefined) set({ lastChance: newest });
  }
  for (const attempt of later) events.push({ type: 'attempt', attempt });
  return { machine, events };
}
