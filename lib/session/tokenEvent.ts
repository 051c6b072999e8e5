/** The life of the token (SPEC RTC-9, RTM-4). */
export type TokenEvent = { readonly at: number } &
  /** It is good for `expiresIn` ms more: 30 s, or less if it came so short; 0 after a sleep over its end. */
  (
    | { readonly type: 'tokenWillExpire'; readonly expiresIn: number }
    /** It is no longer good: a channel has failed; a messaging client goes on until it has to log in again. */
    | { readonly type: 'tokenExpired' }
    /** The hub has taken a new one. */
    | { readonly type: 'tokenRenewed' }
    /** The token function failed, or the hub refused what it gave; the old token counts on. */
    | { readonly type: 'tokenRenewalFailed'; readonly cause: unknown }
  );

const tokenEvents: readonly string[] = ['tokenWillExpire', 'tokenExpired', 'tokenRenewed', 'tokenRenewalFailed'];

/** Whether an event is one of the token's. */
export function isTokenEvent<E extends { readonly type: string }>(event: E): event is E & TokenEvent {
  return tokenEvents.includes(event.type);
}
