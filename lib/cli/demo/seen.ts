import { filter, ignoreElements, take, type Observable } from 'rxjs';
import type { Happening, Who } from './happening.js';

/** Completes when somebody was told this, from now on. */
export const seen = (happenings$: Observable<Happening>, who: Who, what: string): Observable<never> =>
  happenings$.pipe(
    filter((happening) => happening.who === who && happening.what === what),
    take(1),
    ignoreElements(),
  );
