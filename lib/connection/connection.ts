import {
  EMPTY,
  Observable,
  Subject,
  catchError,
  defer,
  distinctUntilChanged,
  exhaustMap,
  filter,
  first,
  map,
  merge,
  mergeMap,
  of,
  repeat,
  scan,
  share,
  switchMap,
  takeUntil,
  type SchedulerLike,
} from 'rxjs';
import type { EnvironmentSignal } from '../link/environment.js';
import type { Link, Transport } from '../link/link.js';
import { isLive } from '../link/redial.js';
import { clockOf } from '../liveness/clock.js';
import { attempt, type Conversation } from './attempt.js';
import type { Deadlines } from './deadlines.js';
import {
  start,
  type Command,
  type ConnectionEvent,
  type Machine,
  type Rules,
  type Signal,
  type Verdict,
} from './machine.js';
import { guarded } from './guarded.js';
import { reached } from './reached.js';
import { report } from './report.js';
import { runToCompletion } from './runToCompletion.js';
import { silence, type Silences } from './silence.js';
import { step, type Step } from './step.js';
import { rowFor } from './table.js';

/** A profile: a table, and how it talks on a link. */
export interface Profile<F, A, State extends string, Reason extends string, Word extends string>
  extends Omit<Rules<State, Reason, Word>, 'policy' | 'asks'>, Conversation<F, A, Word> {
  /** The other side's word about the session in a frame, if it is one. */
  verdictOf(frame: F): Verdict<Word> | undefined;
  /** Asks the other side to say something at once; left out where that can't be asked. */
  ask?(link: Link<F>): void;
  /** Says goodbye on a link that is about to be closed. */
  farewell?(link: Link<F>): void;
}

/** Everything else that a connection is made of. */
export interface ConnectionSettings<F, State extends string> {
  readonly transport: Transport<F>;
  readonly silences: Silences;
  /** How long a state may last before the connection gives up, in ms; a state left out lasts for ever. */
  readonly patience: { readonly [S in State]?: number };
  readonly deadlines: Deadlines;
  readonly policy: Rules<State, never, never>['policy'];
  readonly scheduler: SchedulerLike;
  readonly signals$: Observable<EnvironmentSignal>;
}

/** How long the other side may take to say something when asked, in ms (SPEC NET-6). */
const answerWithin = 1_000;
/** A give-up that is found later than that, in ms, was slept over (SPEC RTC-7). */
const asleepAfter = 1_000;

/**
 * The core of every client (SPEC API-2): commands in, events out, and nothing else.
 *
 * Signals are folded by {@link step}; what should be running (attempts, back-off, deadlines, the watch on silence)
 * is derived from the folded machine, and what comes of it are signals again. When `commands$` completes, the
 * links are hung up and the events complete.
 */
export function connection<F, A, State extends string, Reason extends string, Word extends string>(
  profile: Profile<F, A, State, Reason, Word>,
  { transport, silences, patience, deadlines, policy, scheduler, signals$ }: ConnectionSettings<F, State>,
): (commands$: Observable<Command<Word>>) => Observable<ConnectionEvent<F, A, State, Reason, Word>> {
  type Told = ConnectionEvent<F, A, State, Reason, Word>;
  const rules: Rules<State, Reason, Word> = { ...profile, policy, asks: profile.ask !== undefined };
  const next = step<F, A, State, Reason, Word>(rules, (frame) => profile.verdictOf(frame));

  return (commands$) =>
    new Observable<Told>((subscriber) => {
      const clock = clockOf(scheduler);
      const signals = new Subject<Signal<F, A, Word>>();
      const idle: Step<F, A, State, Reason, Word> = { machine: start(rules.initial), events: [] };
      const steps$ = signals.pipe(
        runToCompletion(),
        scan(({ machine }, signal) => next(machine, signal, { now: clock(), at: scheduler.now() }), idle),
        share(),
      );
      const derive = <T>(read: (machine: Machine<F, State, Reason>) => T): Observable<T> =>
        steps$.pipe(
          map(({ machine }) => read(machine)),
          distinctUntilChanged(),
        );
      const stepsThatTell = (...types: Told['type'][]) =>
        steps$.pipe(filter(({ events }) => events.some(({ type }) => types.includes(type))));

      const attempts$ = derive(({ redial }) => redial?.attempt?.id).pipe(
        filter((id) => id !== undefined),
        mergeMap((id) =>
          attempt<F, A, Word>(id, { transport, conversation: profile, deadlines, scheduler, clock }).pipe(
            takeUntil(steps$.pipe(filter(({ machine }) => !isLive(machine.redial, id)))),
          ),
        ),
      );

      const redials$ = derive(({ redial }) => redial?.dialAt ?? null).pipe(
        switchMap((dialAt) => (dialAt === null ? EMPTY : reached(dialAt, clock, scheduler))),
        map(() => ({ on: 'due' }) as const),
      );

      const surrender$ = derive((machine) =>
        machine.outageSince !== null && machine.lastChance === null && rowFor(rules.table, machine, 'gaveUp')
          ? machine.outageSince + (patience[machine.state] ?? Infinity)
          : Infinity,
      ).pipe(
        // What is overdue when the state is entered (SPEC CON-3) is no matter of a timer.
        switchMap((due) => (due <= clock() ? of(0) : reached(due, clock, scheduler))),
        map((late) => ({ on: late > asleepAfter ? 'overslept' : 'gaveUp' }) as const),
      );

      const life$ = stepsThatTell('frame', 'accepted');
      const silence$ = life$.pipe(
        map(({ events }) =>
          rules.acceptanceProves || events.some(({ type }) => type === 'frame') ? 'proof' : 'acceptance',
        ),
        silence(silences, scheduler),
        map((on) => ({ on })),
      );
      const answer$ = steps$.pipe(
        filter(({ events }) => events.some((event) => event.type === 'say' && event.what === 'ask')),
        exhaustMap(() =>
          defer(() => reached(clock() + answerWithin, clock, scheduler)).pipe(
            repeat(),
            // What was slept over was no time to answer in.
            first((late) => late <= answerWithin / 4),
            takeUntil(life$),
          ),
        ),
        map(() => ({ on: 'mute' }) as const),
      );
      const environment$ = signals$.pipe(
        map((signal): Signal<F, A, Word> => ({ on: 'environment', signal })),
        catchError((error: unknown) => {
          report(error);
          return EMPTY;
        }),
      );
      const whileWanted$ = derive(({ redial }) => redial !== null).pipe(
        switchMap((wanted) => (wanted ? merge(silence$, answer$, environment$) : EMPTY)),
      );

      const tell = (event: Told) => {
        if (event.type !== 'say') subscriber.next(event);
        else if (event.what === 'ask') guarded(() => profile.ask?.(event.link));
        else guarded(() => profile.farewell?.(event.link));
      };
      const error = (fault: unknown) => subscriber.error(fault);
      subscriber.add(
        steps$.subscribe({
          next: ({ events }) => events.forEach(tell),
          error,
          complete: () => subscriber.complete(),
        }),
      );
      subscriber.add(
        merge(surrender$, attempts$, redials$, whileWanted$).subscribe({
          next: (signal) => signals.next(signal),
          error,
        }),
      );
      subscriber.add(
        commands$.subscribe({
          next: (command) => signals.next({ on: 'command', command }),
          error,
          complete: () => signals.complete(),
        }),
      );
    });
}
