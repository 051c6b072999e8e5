import { finalize, type Observable } from 'rxjs';

/**
 * Wakes a reader: it reads once at a time, and once more when it was woken meanwhile. `perform` subscribes.
 */
export function reading(
  read: () => Observable<unknown>,
  perform: (operation: Observable<unknown>) => void,
): () => void {
  let state: 'asleep' | 'reading' | 'woken' = 'asleep';
  const settle = (): void => {
    const again = state === 'woken';
    state = 'asleep';
    if (again) wake();
  };
  const wake = (): void => {
    if (state !== 'asleep') {
      state = 'woken';
      return;
    }
    state = 'reading';
    perform(read().pipe(finalize(settle)));
  };
  return wake;
}
