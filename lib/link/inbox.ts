import { Observable, type Observer, type Subscriber } from 'rxjs';

/** What a link has received: written by what lies underneath, read once. What is written after the end is ignored. */
export interface Inbox<F> extends Observer<F> {
  /** Everything written, from the first value on. A second subscription is a `TypeError`. */
  readonly frames$: Observable<F>;
}

/**
 * A stream for one subscriber that keeps what comes before it, its end included (SPEC NET): the `frames$` of a link of
 * your own.
 *
 * An error waits behind the frames that came before it; completion drops them: whoever closes a link wants no more.
 *
 * ```ts
 * import { inbox } from 'rx-lifeline';
 *
 * const { frames$, ...received } = inbox<string>();
 * received.next('early'); // what a socket calls back with
 * frames$.subscribe({ next: (frame) => console.log(frame), complete: () => console.log('closed') });
 * received.next('late');
 * received.complete(); // it has printed 'early', 'late', 'closed'
 * ```
 */
export function inbox<F>(): Inbox<F> {
  const kept: ((reader: Observer<F>) => void)[] = [];
  let reader: Subscriber<F> | undefined;
  const say = (what: (reader: Observer<F>) => void) => void (reader ? what(reader) : kept.push(what));

  return {
    frames$: new Observable<F>((subscriber) => {
      if (reader) throw new TypeError('frames$ has one subscriber, and it has had it');
      for (let what = kept.shift(); what; what = kept.shift()) what(subscriber);
      reader = subscriber;
    }),
    next: (frame) => say((to) => to.next(frame)),
    error: (error) => say((to) => to.error(error)),
    complete: () => {
      kept.length = 0;
      say((to) => to.complete());
    },
  };
}
