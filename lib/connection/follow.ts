import { BehaviorSubject, Subject, type Observable } from 'rxjs';
import type { Link } from '../link/link.js';
import type { Change } from './change.js';

/** The events of a client, folded into what is asked at any moment: its state and its link. */
export interface Followed<E, F, State extends string> {
  readonly events$: Observable<E>;
  /** Replays the present state, is distinct, never errors, completes when the events do (SPEC API-1). */
  readonly state$: Observable<State>;
  state(): State;
  /** The accepted link, if there is one. */
  link(): Link<F> | null;
}

interface Followable<F, State extends string> {
  readonly type: string;
  readonly change?: Change<State>;
  readonly link?: Link<F> | null;
}

/** Subscribes to `events$` at once; `state` is set before any stream emits, `state$` before the others (SPEC API-9). */
export function follow<E extends Followable<F, State>, F, State extends string>(
  events$: Observable<E>,
  initial: State,
): Followed<E, F, State> {
  const state$ = new BehaviorSubject<State>(initial);
  const told = new Subject<E>();
  let current: Link<F> | null = null;
  events$.subscribe({
    next(event) {
      if (event.link !== undefined) current = event.link;
      if (event.change) state$.next(event.change.state);
      told.next(event);
    },
    error(error: unknown) {
      state$.complete();
      told.error(error);
    },
    complete() {
      state$.complete();
      told.complete();
    },
  });
  return {
    events$: told.asObservable(),
    state$: state$.asObservable(),
    state: () => state$.value,
    link: () => current,
  };
}
