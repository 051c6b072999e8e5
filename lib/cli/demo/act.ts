import { EMPTY, defer, type Observable } from 'rxjs';

/** Does it when its turn has come, and completes. */
export const act = (action: () => void): Observable<never> =>
  defer(() => {
    action();
    return EMPTY;
  });
