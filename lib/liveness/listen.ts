import { Subscriber, type Observable } from 'rxjs';

/**
 * Subscribes to `source` on behalf of `output`: values go to `next`, the end goes to `output`, as does what `next`
 * throws. When `output` is unsubscribed, so is the source, even one that is still emitting synchronously.
 */
export function listen<T>(source: Observable<T>, output: Subscriber<unknown>, next: (value: T) => void): void {
  // A plain observer could be unsubscribed only once `subscribe` has returned.
  const ear = new Subscriber<T>({
    next(value: T) {
      try {
        next(value);
      } catch (error) {
        output.error(error);
      }
    },
    error: (error: unknown) => output.error(error),
    complete: () => output.complete(),
  });
  output.add(ear);
  source.subscribe(ear);
}
