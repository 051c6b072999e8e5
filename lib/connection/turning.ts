import { redialed, startRedial, type RedialEvent } from '../link/redial.js';
import type { AttemptEvent } from './attemptEvent.js';
import type { Change } from './change.js';
import type { ConnectionEvent, CoreWord, Machine, Moment, Rules, Verdict } from './machine.js';
import { rowFor } from './table.js';

/** One signal's turn: what it has made of the machine so far, and what is to be told. */
export interface Turn<F, A, State extends string, Reason extends string, Word extends string> {
  readonly moment: Moment;
  /** How long nothing had been heard when the turn began, in ms. */
  readonly silentFor: number;
  machine: Machine<F, State, Reason>;
  readonly events: ConnectionEvent<F, A, State, Reason, Word>[];
  /** Told after the events. */
  readonly attempts: AttemptEvent[];
}

/** The facts of an outage that is over. */
export const overcome = { outageSince: null, lost: 'armed' } as const;

/** The ways in which a turn changes a machine that keeps to `rules`. */
export function turning<F, A, State extends string, Reason extends string, Word extends string>(
  rules: Rules<State, Reason, Word>,
) {
  type T = Turn<F, A, State, Reason, Word>;

  /** Changes facts of the machine. */
  function set(turn: T, facts: Partial<Machine<F, State, Reason>>): void {
    turn.machine = { ...turn.machine, ...facts };
  }

  /** Something happens to the links, if any are wanted. */
  function relink(turn: T, event: RedialEvent): void {
    const { machine, moment } = turn;
    if (machine.redial) set(turn, { redial: redialed(machine.redial, event, moment.now, rules.policy) });
  }

  /** Frames go out on `link` from now on. */
  function use(turn: T, link: Machine<F, State, Reason>['link']): void {
    if (link === turn.machine.link) return;
    set(turn, { link });
    turn.events.push({ type: 'link', link });
  }

  /** Takes the row of the table for `word`; without one nothing changes. */
  function take(
    turn: T,
    word: Word | CoreWord,
    facts: Pick<Change<State, Reason, A>, 'cause' | 'accepted'> = {},
  ): void {
    const { moment } = turn;
    const row = rowFor(rules.table, turn.machine, word);
    if (!row) return;
    const { state: previous } = turn.machine;
    const { to: state, reason } = row;
    const wasWanted = rules.dialling.includes(previous);
    set(turn, { state, reason, by: word });
    if (!rules.dialling.includes(state)) stop(turn, word);
    else if (!wasWanted) begin(turn);
    else if (state === rules.connected) connect(turn, word !== 'accepted' || rules.acceptanceProves);
    else doubt(turn);
    const silentFor = wasWanted ? turn.silentFor : 0;
    turn.events.push({ type: 'change', change: { state, previous, reason, at: moment.at, silentFor, ...facts } });
  }

  function begin(turn: T): void {
    const { now } = turn.moment;
    set(turn, { redial: startRedial(now, turn.machine.dialled), heardAt: now, outageSince: now, lost: 'armed' });
  }

  function connect(turn: T, proved: boolean): void {
    relink(turn, { on: 'vindicated' });
    set(turn, { lastChance: null, ...(proved && overcome) });
  }

  function doubt(turn: T): void {
    const { machine, moment } = turn;
    relink(turn, { on: 'suspected', heardAt: machine.heardAt });
    set(turn, { outageSince: machine.outageSince ?? moment.now });
  }

  function stop(turn: T, word: Word | CoreWord): void {
    const { link, redial, dialled } = turn.machine;
    if (link && rules.farewells.includes(word as Word)) turn.events.push({ type: 'say', link, what: 'farewell' });
    use(turn, null);
    set(turn, { redial: null, dialled: redial?.count ?? dialled, outageSince: null, lastChance: null });
  }

  /** Carries out the other side's word about the session. */
  function judge(turn: T, { word, cause, retryAfter }: Verdict<Word>): void {
    if (retryAfter !== undefined) relink(turn, { on: 'retryAfter', delay: retryAfter });
    if (word !== undefined) take(turn, word, cause === undefined ? {} : { cause });
  }

  return { set, relink, use, take, judge };
}
