import { EMPTY, concat, defer, fromEvent, map, merge, of, type Observable } from 'rxjs';

/**
 * What the surroundings of the program say. None of these changes a state (SPEC NET-6): `online`, `visible` and
 * `resumed` are reasons to look at once, `offline` alone stretches dialling.
 */
export type EnvironmentSignal = 'online' | 'offline' | 'visible' | 'hidden' | 'frozen' | 'resumed';

/**
 * The environment as a browser tells it: `online`/`offline`, `visible`/`hidden` and the page lifecycle's
 * `freeze`/`resume`, beginning with the present state. Empty where there is no page (Node, workers without one).
 *
 * ```ts
 * import { browserSignals } from 'rx-lifeline';
 *
 * browserSignals().subscribe((signal) => console.log(signal)); // 'online', 'visible', then each change
 * ```
 */
export function browserSignals(): Observable<EnvironmentSignal> {
  return defer(() => {
    if (typeof window === 'undefined' || typeof document === 'undefined') return EMPTY;
    const present = (): EnvironmentSignal => (document.visibilityState === 'hidden' ? 'hidden' : 'visible');
    return concat(
      of(window.navigator.onLine ? ('online' as const) : ('offline' as const), present()),
      merge(
        fromEvent(window, 'online').pipe(map(() => 'online' as const)),
        fromEvent(window, 'offline').pipe(map(() => 'offline' as const)),
        fromEvent(document, 'visibilitychange').pipe(map(present)),
        fromEvent(document, 'freeze').pipe(map(() => 'frozen' as const)),
        fromEvent(document, 'resume').pipe(map(() => 'resumed' as const)),
      ),
    );
  });
}
