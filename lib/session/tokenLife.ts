import {
  EMPTY,
  catchError,
  concat,
  defer,
  distinctUntilChanged,
  map,
  merge,
  of,
  switchMap,
  type Observable,
  type SchedulerLike,
} from 'rxjs';
import { reached } from '../connection/reached.js';
import type { Clock } from '../liveness/clock.js';
import type { TokenEvent } from './tokenEvent.js';
import { askForToken, type TokenSource } from './tokenSource.js';

/** How long before its expiry a token is about to expire, in ms (SPEC RTC-9). */
const expiryNotice = 30_000;
/** A token function is asked that long after it gave a token, in ms, or after half the token's life if that is less. */
const renewalPause = 10_000;

/** What the passing of time makes of a token. */
export type TokenSignal =
  | TokenEvent
  /** The token function's next one, for the hub. */
  | { readonly type: 'renewal'; readonly token: string }
  /** A plain token is over by the client's own count. */
  | { readonly type: 'tokenEnded' };

/**
 * The notices of a token that ends at `expiresAt$` (by `clock`; `Infinity`: never), and its renewal by a token
 * function: then the end is the hub's to say (SPEC RTC-9).
 */
export function tokenLife(
  source: TokenSource | undefined,
  expiresAt$: Observable<number>,
  clock: Clock,
  scheduler: SchedulerLike,
): Observable<TokenSignal> {
  const renews = typeof source === 'function';
  /** A function's tokens may be short, and are not renewed without pause for that. */
  const noticeBefore = (life: number) =>
    renews ? Math.min(expiryNotice, Math.max(life / 2, life - renewalPause)) : expiryNotice;
  const renewal$ = defer(() => askForToken(source, undefined)).pipe(
    map((token = ''): TokenSignal => ({ type: 'renewal', token })),
    catchError((cause: unknown) => of<TokenSignal>({ type: 'tokenRenewalFailed', cause, at: scheduler.now() })),
  );
  const noticeOf = (expiresAt: number) =>
    reached(expiresAt - noticeBefore(expiresAt - clock()), clock, scheduler).pipe(
      switchMap(() => {
        const expiresIn = Math.max(0, expiresAt - clock());
        const notice = { type: 'tokenWillExpire', expiresIn, at: scheduler.now() } as const;
        return concat(of<TokenSignal>(notice), renews ? renewal$ : EMPTY);
      }),
    );
  const endOf = (expiresAt: number) =>
    reached(expiresAt, clock, scheduler).pipe(map((): TokenSignal => ({ type: 'tokenEnded' })));

  return expiresAt$.pipe(
    distinctUntilChanged(),
    switchMap((expiresAt) =>
      expiresAt === Infinity ? EMPTY : merge(noticeOf(expiresAt), renews ? EMPTY : endOf(expiresAt)),
    ),
  );
}
