import { throwError } from 'rxjs';

/** Makes a fault in what the application gave us known (RxJS's `onUnhandledError`) without stopping anything. */
export function report(error: unknown): void {
  throwError(() => error).subscribe();
}
