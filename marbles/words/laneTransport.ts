import { Observable, ReplaySubject } from 'rxjs';
import type { Link, Transport } from '../../lib/link/link.js';
import { LinkError } from '../../lib/link/linkError.js';

/**
 * A transport whose other side is a given lane: `open` opens the link, any other word is a frame, `#` refuses or
 * breaks it, `|` ends it with a goodbye. Each dial hears the next lane of that name, or all of them the only one.
 */
export function laneTransport(lane$: Observable<string>, onSent: (frame: string) => void): Transport {
  return new Observable((subscriber) => {
    const frames$ = new ReplaySubject<string>(Infinity);
    const link: Link = {
      frames$,
      buffered: 0,
      send: onSent,
      close() {
        frames$.complete();
        subscriber.complete();
      },
    };
    const end = (reason: string, clean: boolean): void => {
      const error = new LinkError({ code: clean ? 1000 : 1006, reason, clean });
      frames$.error(error);
      subscriber.error(error);
    };
    subscriber.add(
      lane$.subscribe({
        next: (word) => (word === 'open' ? subscriber.next(link) : frames$.next(word)),
        error: () => end('broken', false),
        complete: () => end('goodbye', true),
      }),
    );
    subscriber.add(() => frames$.complete());
  });
}
