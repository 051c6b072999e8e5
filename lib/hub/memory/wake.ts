import { Observable, Subject } from 'rxjs';
import type { EngineEvent } from '../engine.js';

/** Operations that answer first and wake then, one event after the other, whoever acts meanwhile. */
export interface Wake {
  readonly events$: Observable<EngineEvent>;
  /** To be told once the operation under way has answered. */
  note(event: EngineEvent): void;
  /** Does `act` at the subscription; `undefined` is no answer. */
  operation<T>(act: () => T | undefined): Observable<T>;
  end(): void;
}

export function createWake(): Wake {
  const events = new Subject<EngineEvent>();
  const waiting: EngineEvent[] = [];
  let telling = false;

  const tell = (): void => {
    if (telling) return;
    telling = true;
    for (let event = waiting.shift(); event; event = waiting.shift()) events.next(event);
    telling = false;
  };

  return {
    events$: events.asObservable(),
    note: (event) => void waiting.push(event),
    operation: (act) =>
      new Observable((subscriber) => {
        const answer = act();
        if (answer !== undefined) subscriber.next(answer);
        subscriber.complete();
        tell();
      }),
    end: () => events.complete(),
  };
}
