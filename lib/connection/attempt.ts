import {
  Observable,
  ReplaySubject,
  catchError,
  concat,
  defer,
  map,
  merge,
  of,
  switchMap,
  take,
  throwError,
  throwIfEmpty,
  timeout,
  type SchedulerLike,
} from 'rxjs';
import type { Link, Transport } from '../link/link.js';
import { LinkError } from '../link/linkError.js';
import type { Deadlines } from './deadlines.js';
import type { Signal, Verdict } from './machine.js';

/** How many frames a link may send before it is accepted. */
const heldAtMost = 1_024;
/** A longer timer fires at once. */
const longestTimer = 2 ** 31 - 1;

/** How a profile deals with one link. */
export interface Conversation<F, A, Word extends string> {
  /** Emits once when the other side accepts the link; an error is a refusal. */
  handshake(link: Link<F>): Observable<A>;
  /** What lives beside an open link for as long as it is open: a heartbeat. */
  tend?(link: Link<F>): Observable<never>;
  /** The other side's word in a handshake's error, if it is one. */
  refusal(error: unknown): Verdict<Word> | undefined;
}

interface AttemptConfig<F, A, Word extends string> {
  readonly transport: Transport<F>;
  readonly conversation: Conversation<F, A, Word>;
  readonly deadlines: Deadlines;
  readonly scheduler: SchedulerLike;
}

/**
 * One attempt to have a link, and that link for as long as it lasts (SPEC NET-5, NET-11). It owns the link:
 * unsubscribing hangs up. Never errors; its end is its last signal.
 */
export function attempt<F, A, Word extends string>(
  id: number,
  { transport, conversation, deadlines, scheduler }: AttemptConfig<F, A, Word>,
): Observable<Signal<F, A, Word>> {
  const within = <T>(ms: number, phase: string) =>
    timeout<T, Observable<never>>({
      first: Math.min(ms, longestTimer),
      scheduler,
      with: () => throwError(() => new LinkError({ code: 1006, reason: `${phase} within ${ms} ms` })),
    });
  const ended = (failure: unknown): Signal<F, A, Word> => ({
    on: 'ended',
    id,
    failure,
    verdict: conversation.refusal(failure),
  });
  const handshake = (link: Link<F>) =>
    defer(() => conversation.handshake(link)).pipe(
      take(1),
      within(deadlines.accept, 'not accepted'),
      throwIfEmpty(() => new LinkError({ code: 1006, reason: 'the handshake ended without an answer' })),
    );
  const serve = (link: Link<F>): Observable<Signal<F, A, Word>> =>
    concat(
      of<Signal<F, A, Word>>({ on: 'opened', id }),
      merge(
        conversation.tend?.(link) ?? [],
        acceptedFrames(link, handshake).pipe(
          map((heard): Signal<F, A, Word> =>
            'frame' in heard
              ? { on: 'frame', id, frame: heard.frame }
              : { on: 'accepted', id, link, value: heard.value },
          ),
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
            subscriber.add(() => link.close(1000));
            subscriber.add(serve(link).subscribe(subscriber));
          }),
      ),
    ),
    defer(() => of(ended(new LinkError({ code: 1006, reason: 'the link ended without saying why' })))),
  ).pipe(catchError((failure: unknown) => of(ended(failure))));
}

/**
 * The handshake's answer, then every frame of the link: those that the handshake has read are held until the
 * answer is there (SPEC CON-3).
 */
function acceptedFrames<F, A>(
  link: Link<F>,
  handshake: (link: Link<F>) => Observable<A>,
): Observable<{ readonly value: A } | { readonly frame: F }> {
  return new Observable((subscriber) => {
    const toHandshake = new ReplaySubject<F>(heldAtMost);
    const held: F[] = [];
    let deliver = (frame: F) => {
      if (held.push(frame) > heldAtMost) {
        subscriber.error(new LinkError({ code: 1006, reason: `over ${heldAtMost} frames before acceptance` }));
      } else {
        toHandshake.next(frame);
      }
    };
    subscriber.add(
      handshake(viewOf(link, toHandshake)).subscribe({
        next(value) {
          subscriber.next({ value });
          while (held.length > 0) subscriber.next({ frame: held.shift()! });
          deliver = (frame) => subscriber.next({ frame });
        },
        error: (error: unknown) => subscriber.error(error),
      }),
    );
    subscriber.add(
      link.frames$.subscribe({
        next: (frame) => deliver(frame),
        error: (error: unknown) => subscriber.error(error),
        complete: () => subscriber.complete(),
      }),
    );
  });
}

function viewOf<F>(link: Link<F>, frames$: Observable<F>): Link<F> {
  return {
    frames$,
    get buffered() {
      return link.buffered;
    },
    send: (frame) => link.send(frame),
    close: (code, reason) => link.close(code, reason),
  };
}
