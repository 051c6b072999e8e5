import { firstValueFrom, timeout, type Observable } from 'rxjs';

/** How late something on real sockets may be on a machine that is starved, in ms. */
export const late = 5_000;

/** What a user is told who logs in for the first time. */
export const entrance = ['connecting LOGIN', 'connected LOGIN_SUCCESS'];

/** What a user is told whose link was not replaced within 4 s, and is. */
export const outage = 'reconnecting INTERRUPTED';
export const back = 'connected LOGIN_SUCCESS';

/** The continuity report of the peer messages, after a reconnect. */
export const inbox = (replayed: number) => `continuity inbox complete replayed ${replayed} missed 0`;

/** Waits until a command has succeeded, at most 15 s. */
export const done = (command: Observable<void>) =>
  firstValueFrom(command.pipe(timeout(15_000)), { defaultValue: undefined });
