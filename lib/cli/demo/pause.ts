import { ignoreElements, timer, type Observable } from 'rxjs';

/** Completes after `ms`. */
export const pause = (ms: number): Observable<never> => timer(ms).pipe(ignoreElements());
