import type { Observable } from 'rxjs';

/** Subscribes to an operation whose outcome nobody waits for; its error is the operator's. */
export type Perform = (operation: Observable<unknown>) => void;
