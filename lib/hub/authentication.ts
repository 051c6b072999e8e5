import { catchError, defer, from, map, take, throwIfEmpty, timeout, type Observable, type ObservableInput } from 'rxjs';
import type { SchedulerLike } from 'rxjs';
import type { Role } from '../protocol/channelFrames.js';
import type { Who } from './hubEvent.js';
import type { Journal } from './journal.js';
import { Refusal, isRefusal } from './refusal.js';
import { Unchecked } from './unchecked.js';

/** What a client says that it is. */
export type Credentials = ChannelCredentials | MessagingCredentials;
/** To join a channel. */
export interface ChannelCredentials {
  /** The channel profile. */
  readonly profile: 'rtc';
  /** Who they say they are. */
  readonly user: string;
  /** The channel that they want to join. */
  readonly channel: string;
  /** As what. */
  readonly role: Role;
  /** What proves it; left out by one who has none. */
  readonly token?: string;
}
/** To log in for messaging. */
export interface MessagingCredentials {
  /** The messaging profile. */
  readonly profile: 'rtm';
  /** Who they say they are. */
  readonly user: string;
  /** What proves it; left out by one who has none. */
  readonly token?: string;
}

/** The name of the session they ask for: printable ids hold no line break. */
export const keyOf = (who: Who): string =>
  who.profile === 'rtc' ? ['rtc', who.channel, who.user].join('\n') : keyOfUser(who.user);

/** The name of a messaging user's session. */
export const keyOfUser = (user: string): string => `rtm\n${user}`;
/** Its inverse. */
export const userOfKey = (key: string): string => key.slice('rtm\n'.length);

/** The part of them that may be shown. */
export const whoIs = (who: Credentials): Who =>
  who.profile === 'rtc'
    ? { profile: who.profile, channel: who.channel, user: who.user }
    : { profile: who.profile, user: who.user };

/** What `authenticate` found out about them. */
export interface Claims {
  /** How long the token is still good, in ms; left out or `Infinity`: it does not expire. */
  readonly expiresIn?: number;
}

/**
 * Decides whether somebody may come in, stay with another token, or take another role (SPEC HUB-4). The first value
 * is a yes, a {@link Refusal} a no that the client is told. Every other error, no value and no answer in time mean that
 * nobody knows: the link is closed with 1011, the client dials again, and only the operator sees the cause.
 */
export type Authenticate = (credentials: Credentials) => ObservableInput<Claims>;

/** Asks `authenticate`, for at most `limit` ms. Errors with a {@link Refusal}, or with {@link Unchecked}. */
export function authentication(
  authenticate: Authenticate,
  { limit, scheduler, journal }: { limit: number; scheduler: SchedulerLike; journal: Journal },
): (credentials: Credentials) => Observable<Claims> {
  return (credentials) =>
    defer(() => from(authenticate(credentials))).pipe(
      take(1),
      throwIfEmpty(() => new Error('authenticate gave no value')),
      timeout({ each: limit, scheduler }),
      map(checked),
      catchError((error: unknown) => {
        if (isRefusal(error)) throw error;
        journal.note({ type: 'fault', during: 'authenticate', error: withoutToken(String(error), credentials.token) });
        throw new Unchecked();
      }),
    );
}

function checked(claims: Claims): Claims {
  const { expiresIn = Infinity } = claims;
  if (typeof expiresIn !== 'number' || Number.isNaN(expiresIn)) {
    throw new RangeError(`expiresIn must be a number of ms, got ${String(expiresIn)}`);
  }
  if (expiresIn <= 0) throw new Refusal('TOKEN_EXPIRED', 'the token has expired');
  return expiresIn === Infinity ? {} : { expiresIn };
}

const withoutToken = (text: string, token: string | undefined): string =>
  token ? text.replaceAll(token, '(token)') : text;
