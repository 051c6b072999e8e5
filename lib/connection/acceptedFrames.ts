import { Observable, Subject, concat } from 'rxjs';
import type { Link } from '../link/link.js';
import { LinkError } from '../link/linkError.js';
import { relayed } from '../link/relayed.js';

/** How many frames a link may send before it is accepted. */
const heldAtMost = 1_024;

/** What a link brings: the other side's yes, then frames. */
export type Heard<F, A> = { readonly value: A } | { readonly frame: F };

/**
 * The handshake's answer, then every frame of the link: those that the handshake has read are held until the
 * answer is there (SPEC CON-3). From then on `tend` lives beside the frames.
 */
export function acceptedFrames<F, A>(
  link: Link<F>,
  handshake: (link: Link<F>) => Observable<A>,
  tend: Observable<never>,
): Observable<Heard<F, A>> {
  return new Observable((subscriber) => {
    const held: F[] = [];
    const live = new Subject<F>();
    const error = (failure: unknown) => subscriber.error(failure);
    const deliver = (frame: F) => subscriber.next({ frame });
    let hear = (frame: F) => {
      if (held.push(frame) <= heldAtMost) return live.next(frame);
      error(new LinkError({ code: 1006, reason: `over ${heldAtMost} frames before acceptance` }));
    };
    const accept = (value: A) => {
      subscriber.next({ value });
      // A frame that comes meanwhile is met in the same loop.
      for (const frame of held) deliver(frame);
      held.length = 0;
      hear = deliver;
      subscriber.add(tend.subscribe({ error }));
    };
    subscriber.add(
      handshake(relayed(link, concat(held, live), (frame) => link.send(frame))).subscribe({ next: accept, error }),
    );
    subscriber.add(
      link.frames$.subscribe({ next: (frame) => hear(frame), error, complete: () => subscriber.complete() }),
    );
  });
}
