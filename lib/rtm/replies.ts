import { AsyncSubject, Subject, type Observable } from 'rxjs';
import { StateError } from '../connection/stateError.js';
import type { RtmCommand, RtmEvent } from './rtmEvent.js';

/** Gives commands, and has their results. */
export interface Replies {
  /** Acts when called; the result is replayed. `name` is the method, for the error when the client is disposed. */
  ask<T>(command: RtmCommand, name: string): Observable<T>;
}

/** The results of commands, found by the command itself: however many wait, an answer costs the same. */
export function replies(events$: Observable<RtmEvent>, commands: Subject<RtmCommand>): Replies {
  const waiting = new Map<RtmCommand, { readonly result: Subject<unknown>; readonly name: string }>();
  const over = () => {
    for (const { result, name } of waiting.values()) result.error(new StateError(name, 'disposed'));
    waiting.clear();
  };
  let state: 'open' | 'disposed' = 'open';
  events$.subscribe({
    next(event) {
      if (event.type !== 'reply') return;
      const asked = waiting.get(event.command);
      waiting.delete(event.command);
      if (event.error) return asked?.result.error(event.error);
      asked?.result.next(event.value);
      asked?.result.complete();
    },
    error: over,
    complete() {
      state = 'disposed';
      over();
    },
  });
  return {
    ask<T>(command: RtmCommand, name: string): Observable<T> {
      const result = new AsyncSubject<unknown>();
      waiting.set(command, { result, name });
      if (state === 'disposed') over();
      else commands.next(command);
      return result.asObservable() as Observable<T>;
    },
  };
}
