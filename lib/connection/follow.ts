import { BehaviorSubject, Subject, type Observable } from 'rxjs';
import type { Change } from './change.js';

/** The events of a client, folded into what is asked most: its state. */
export interface Followed<E, State extends string> {
  readonly events$: Observable<E>;
  /** Replays the present state, is distinct, never errors, completes when the events do (SPEC API-1). */
  readonly state$: Observable<State>;
  state(): State;
}

/** Subscribes to `events$` at once; `state` is set before any stream emits, `state$` before the others (SPEC API-9). */
export function follow<E extends { readonly type: string }, State extends string>(
  events$: Observable<E>,
  initial: State,
  changeIn: (event: E) => Change<State> | undefined,
): Followed<E, State> {
  const state$ = new BehaviorSubject<State>(initial);
  const told = new Subject<E>();
  events$.subscribe({
    next(event) {
      const change = changeIn(event);
      if (change) state$.next(change.state);
      told.next(event);
    },
    complete() {
      state$.complete();
      told.complete();
    },
  });
  return { events$: told.asObservable(), state$: state$.asObservable(), state: () => state$.value };
}
