import { Subject, type Observable } from 'rxjs';
import type { CloseName } from '../protocol/closeCode.js';
import type { Admission, HubEvent } from './hubEvent.js';
import type { Reason } from './refusal.js';

/** Counts since the hub was made (SPEC HUB-5); `openLinks` and `sessions` are of this moment. */
export interface HubMetrics {
  /** Links that came. */
  readonly links: number;
  /** Links that are open. */
  readonly openLinks: number;
  /** Sessions, with or without a link. */
  readonly sessions: number;
  /** Frames received. */
  readonly framesIn: number;
  /** Frames sent. */
  readonly framesOut: number;
  /** Who was let in, by how. */
  readonly accepted: Readonly<Partial<Record<Admission, number>>>;
  /** Who was not, by reason. */
  readonly refused: Readonly<Partial<Record<Reason, number>>>;
  /** By the hub's reason; `peer` are those that the other side or the network ended. */
  readonly closed: Readonly<Partial<Record<CloseName | 'peer', number>>>;
  /** Frames that the protocol does not allow, by what became of their link. */
  readonly badFrames: Readonly<Partial<Record<CloseName, number>>>;
  /** Failures of the operator's own. */
  readonly faults: number;
}

/** What a hub tells its operator: every event is counted, then told. */
export interface Journal {
  readonly events$: Observable<HubEvent>;
  readonly metrics: Omit<HubMetrics, 'sessions'>;
  note(event: HubEvent): void;
  frameIn(): void;
  frameOut(): void;
  end(): void;
  /** Whether anybody listens. */
  readonly observed: boolean;
}

export function createJournal(): Journal {
  const events$ = new Subject<HubEvent>();
  const numbers = { links: 0, openLinks: 0, framesIn: 0, framesOut: 0, faults: 0 };
  const accepted = createCounter<Admission>();
  const refused = createCounter<Reason>();
  const closed = createCounter<CloseName | 'peer'>();
  const badFrames = createCounter<CloseName>();

  const count = (event: HubEvent): void => {
    switch (event.type) {
      case 'opened':
        numbers.links++;
        numbers.openLinks++;
        return;
      case 'closed':
        numbers.openLinks--;
        return closed.add(event.name ?? 'peer');
      case 'accepted':
        return accepted.add(event.how);
      case 'refused':
        return refused.add(event.reason);
      case 'badFrame':
        return badFrames.add(event.name);
      case 'fault':
        numbers.faults++;
    }
  };

  return {
    events$: events$.asObservable(),
    get metrics() {
      return {
        ...numbers,
        accepted: accepted.counts(),
        refused: refused.counts(),
        closed: closed.counts(),
        badFrames: badFrames.counts(),
      };
    },
    note(event) {
      count(event);
      events$.next(event);
    },
    frameIn: () => void numbers.framesIn++,
    frameOut: () => void numbers.framesOut++,
    end: () => events$.complete(),
    get observed() {
      return events$.observed;
    },
  };
}

function createCounter<K extends string>(): { add(name: K): void; counts(): Partial<Record<K, number>> } {
  const counts = new Map<K, number>();
  return {
    add: (name) => void counts.set(name, (counts.get(name) ?? 0) + 1),
    counts: () => Object.fromEntries(counts) as Partial<Record<K, number>>,
  };
}
