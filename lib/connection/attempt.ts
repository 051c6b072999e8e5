import {
  Observable,
  catchError,
  concat,
  defer,
  map,
  of,
  raceWith,
  switchMap,
  take,
  throwError,
  throwIfEmpty,
  type SchedulerLike,
} from 'rxjs';
import type { Link, Transport } from '../link/link.js';
import { LinkError } from '../link/linkError.js';
import type { Clock } from '../liveness/clock.js';
import { acceptedFrames } from './acceptedFrames.js';
import type { Deadlines } from './deadlines.js';
import type { Signal, Verdict } from './machine.js';
import { guarded } from './guarded.js';
import { reached } from './reached.js';

/** How a profile deals with one link. */
export interface Conversation<F, A, Word extends string> {
  /** Emits once when the other side accepts the link; an error is a refusal. */
  handshake(link: Link<F>): Observable<A>;
  /** What lives beside an accepted link: a heartbeat. */
  tend?(link: Link<F>): Observable<never>;
  /** The other side's word in a handshake's error, if it is one. */
  refusal(error: unknown): Verdict<Word> | undefined;
}

interface AttemptConfig<F, A, Word extends string> {
  readonly transport: Transport<F>;
  readonly conversation: Conversation<F, A, Word>;
  readonly deadlines: Deadlines;
  readonly scheduler: SchedulerLike;
  readonly clock: Clock;
}

/**
 * One attempt to have a link, and that link for as long as it lasts (SPEC NET-5, NET-11). It owns the link:
 * unsubscribing hangs up. Never errors; its end is its last signal.
 */
export function attempt<F, A, Word extends string>(
  id: number,
  { transport, conversation, deadlines, scheduler, clock }: AttemptConfig<F, A, Word>,
): Observable<Signal<F, A, Word>> {
  const within = <T>(ms: number, phase: string) => {
    const late = () => new LinkError({ code: 1006, reason: `${phase} within ${ms} ms` });
    const deadline = defer(() => reached(clock() + ms, clock, scheduler));
    return raceWith<T, [never]>(deadline.pipe(switchMap(() => throwError(late))));
  };
  const ended = (failure: unknown): Signal<F, A, Word> => ({
    on: 'ended',
    id,
    failure,
    verdict: conversation.refusal(failure),
  });
  const handshake = (link: Link<F>) =>
    defer(() => conversation.handshake(link)).pipe(
      within(deadlines.accept, 'not accepted'),
      take(1),
      throwIfEmpty(() => new LinkError({ code: 1006, reason: 'the handshake ended without an answer' })),
    );
  const serve = (link: Link<F>): Observable<Signal<F, A, Word>> =>
    concat(
      of<Signal<F, A, Word>>({ on: 'opened', id }),
      acceptedFrames(
        link,
        handshake,
        defer(() => conversation.tend?.(link) ?? []),
      ).pipe(
        map((heard): Signal<F, A, Word> =>
          'frame' in heard ? { on: 'frame', id, frame: heard.frame } : { on: 'accepted', id, link, value: heard.value },
        ),
      ),
    );

  return concat(
    defer(() => transport).pipe(
      within(deadlines.dial, 'not open'),
      throwIfEmpty(() => new LinkError({ code: 1006, reason: 'the transport ended without a link' })),
      switchMap(
        (link) =>
          new Observable<Signal<F, A, Word>>((subscriber) => {
            subscriber.add(() => guarded(() => link.close(1000)));
            subscriber.add(serve(link).subscribe(subscriber));
          }),
      ),
    ),
    defer(() => of(ended(new LinkError({ code: 1006, reason: 'the link ended without saying why' })))),
  ).pipe(catchError((failure: unknown) => of(ended(failure))));
}
