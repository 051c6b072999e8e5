import { Observable, Subject, map, scan, share, type SchedulerLike } from 'rxjs';
import type { Command, Moment } from '../connection/machine.js';
import { runToCompletion } from '../connection/runToCompletion.js';
import type { Link } from '../link/link.js';
import { clockOf, type Clock } from '../liveness/clock.js';

/** What a signal made of a session's machine. */
export interface SessionStep<M, E, F, Word extends string> {
  readonly machine: M;
  readonly events: readonly E[];
  /** Frames to be said on the present link. */
  readonly frames: readonly F[];
  /** What the connection is to do. */
  readonly commands: readonly Command<Word>[];
}

/** What a session is made of: a pure step, the connection underneath, and what the passing of time brings. */
export interface SessionParts<M, E, F, Word extends string, Told, Other> {
  /** The machine before its first signal, made for each subscription. */
  readonly beginning: () => M;
  readonly step: (machine: M, signal: Told | Other, moment: Moment) => SessionStep<M, E, F, Word>;
  /** The connection; `machine` reads the present machine, `signal` tells it something. */
  readonly connect: (
    machine: () => M,
    signal: (signal: Other) => void,
    clock: Clock,
  ) => (commands$: Observable<Command<Word>>) => Observable<Told>;
  readonly effects: (machine$: Observable<M>, clock: Clock) => Observable<Other>;
  readonly scheduler: SchedulerLike;
}

/**
 * A second machine on top of a connection's: what the connection tells, what the application asks, and what time brings
 * are folded by `step`. Of each step the events are told first, then the frames are sent, then the connection is
 * commanded. The events complete when the commands do, and the connection has told its last.
 */
export function session<
  M extends { readonly link: Link<F> | null },
  E,
  F,
  Word extends string,
  Told,
  Other extends object,
>({
  beginning,
  step,
  connect,
  effects,
  scheduler,
}: SessionParts<M, E, F, Word, Told, Other>): (commands$: Observable<Command<Word> | Other>) => Observable<E> {
  return (commands$) =>
    new Observable<E>((subscriber) => {
      const clock = clockOf(scheduler);
      const signals = new Subject<Told | Other>();
      const toConnection = new Subject<Command<Word>>();
      const first: SessionStep<M, E, F, Word> = { machine: beginning(), events: [], frames: [], commands: [] };
      let { machine } = first;
      const steps$ = signals.pipe(
        runToCompletion(),
        scan((before, signal) => step(before.machine, signal, { now: clock(), at: scheduler.now() }), first),
        share(),
      );
      const signal = (what: Told | Other) => signals.next(what);
      const error = (fault: unknown) => subscriber.error(fault);

      subscriber.add(
        steps$.subscribe({
          next(taken) {
            machine = taken.machine;
            for (const event of taken.events) subscriber.next(event);
            for (const frame of taken.frames) machine.link?.send(frame);
            for (const command of taken.commands) toConnection.next(command);
          },
          error,
          complete: () => subscriber.complete(),
        }),
      );
      const machine$ = steps$.pipe(map((taken) => taken.machine));
      subscriber.add(effects(machine$, clock).subscribe({ next: signal, error }));
      subscriber.add(
        connect(
          () => machine,
          signal,
          clock,
        )(toConnection).subscribe({ next: signal, error, complete: () => signals.complete() }),
      );
      subscriber.add(
        commands$.subscribe({
          next: (command) => ('word' in command ? toConnection.next(command) : signal(command)),
          error,
          complete: () => toConnection.complete(),
        }),
      );
    });
}
