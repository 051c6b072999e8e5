/**
 * JSON Web Tokens for a hub, with `jose`: {@link jwtAuthenticator}.
 *
 * @module rx-lifeline/hub/jwt
 */

import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWSAlgorithm,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { asyncScheduler, catchError, from, map, type Observable, type SchedulerLike } from 'rxjs';
import { checkedScheduler } from '../link/checkedScheduler.js';
import { mustBe } from '../link/mustBe.js';
import { checkedNames } from '../liveness/checkedNames.js';
import { whoIs, type Authenticate, type Claims } from './authentication.js';
import type { Who } from './hubEvent.js';
import { Refusal } from './refusal.js';
import { algorithmsOf, keyObject, publicAlgorithms, readable, type VerificationKey } from './verificationKey.js';

export type { VerificationKey } from './verificationKey.js';

/** How tokens are checked: by one `key`, or by `jwks`, a set of public keys or where it is published. */
export type JwtAuthenticatorConfig = (
  | { readonly key: VerificationKey; readonly jwks?: never }
  | { readonly jwks: JSONWebKeySet | URL; readonly key?: never }
) & {
  /** What `aud` must contain; default: not looked at. Another one is refused with INVALID_APP_ID. */
  readonly audience?: string;
  /** What `iss` must be; default: not looked at. */
  readonly issuer?: string;
  /** Only these; default: all that belong to the type of the key, never `none`. */
  readonly algorithms?: readonly JWSAlgorithm[];
  /** Whose `now()` is the time of day by which tokens expire. Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
};

const known = ['key', 'jwks', 'audience', 'issuer', 'algorithms', 'scheduler'];

/**
 * Checks JSON Web Tokens (SPEC HUB-4): the signature, by an algorithm that belongs to the key; `exp` and `nbf`; that
 * `sub` is the user id; that `channel`, if the token has it, is the channel.
 *
 * An expired token is refused with TOKEN_EXPIRED, one for another audience with INVALID_APP_ID, every other one with
 * INVALID_TOKEN. A token without `exp` does not expire.
 *
 * ```ts
 * import { createHub } from 'rx-lifeline/hub';
 * import { jwtAuthenticator } from 'rx-lifeline/hub/jwt';
 *
 * const hub = createHub({ authenticate: jwtAuthenticator({ key: 'a secret of at least 32 bytes, not this one' }) });
 * ```
 *
 * @throws TypeError or RangeError for a key or algorithm that can't be used, naming it.
 */
export function jwtAuthenticator(config: JwtAuthenticatorConfig): Authenticate {
  checkedNames(config, known, 'jwtAuthenticator: config');
  const { audience, issuer, scheduler = asyncScheduler } = config;
  for (const [name, value] of Object.entries({ audience, issuer })) {
    mustBe(value === undefined || typeof value === 'string', `jwtAuthenticator: ${name}`, 'a string', value);
  }
  checkedScheduler(scheduler, 'jwtAuthenticator: scheduler');
  const { getKey, suitable } = keysOf(config);
  const algorithms = checkedAlgorithms(config.algorithms, suitable);

  return (credentials) => {
    const { token } = credentials;
    if (token === undefined) throw new Refusal('INVALID_TOKEN', 'a token is needed');
    const now = scheduler.now();
    const options = {
      algorithms,
      currentDate: new Date(now),
      ...(audience !== undefined && { audience }),
      ...(issuer !== undefined && { issuer }),
    };
    return from(jwtVerify(token, getKey, options)).pipe(
      catchError((error: unknown): Observable<never> => {
        throw refusalOf(error);
      }),
      map(({ payload }) => claimsOf(payload, whoIs(credentials), now)),
    );
  };
}

function keysOf({ key, jwks }: JwtAuthenticatorConfig): { getKey: JWTVerifyGetKey; suitable: readonly JWSAlgorithm[] } {
  if ((key === undefined) === (jwks === undefined)) throw new TypeError('jwtAuthenticator: pass either key or jwks');
  if (key !== undefined) {
    const object = keyObject(key);
    return { getKey: () => object, suitable: algorithmsOf(object) };
  }
  if (jwks instanceof URL) return { getKey: createRemoteJWKSet(jwks), suitable: publicAlgorithms };
  const { keys } = Object(jwks) as Partial<JSONWebKeySet>;
  mustBe(Array.isArray(keys), 'jwtAuthenticator: jwks', 'a URL or a set of keys', jwks);
  return { getKey: readable('jwks', () => createLocalJWKSet(jwks)), suitable: publicAlgorithms };
}

function checkedAlgorithms(
  wanted: readonly JWSAlgorithm[] | undefined,
  suitable: readonly JWSAlgorithm[],
): JWSAlgorithm[] {
  const isList: boolean = wanted === undefined || Array.isArray(wanted);
  mustBe(isList, 'jwtAuthenticator: algorithms', 'an array of algorithms', wanted);
  if (wanted?.length === 0) throw new RangeError('jwtAuthenticator: algorithms must not be empty');
  const wrong = wanted?.find((algorithm) => !suitable.includes(algorithm));
  if (wrong === undefined) return [...(wanted ?? suitable)];
  throw new RangeError(`jwtAuthenticator: algorithms: ${wrong} does not belong to the key, ${suitable.join(', ')} do`);
}

function claimsOf({ sub, exp, ['channel']: channel }: JWTPayload, wanted: Who, now: number): Claims {
  if (sub !== wanted.user) throw new Refusal('INVALID_TOKEN', 'the token is not for this user id');
  if (wanted.profile === 'rtc' && channel !== undefined && channel !== wanted.channel) {
    throw new Refusal('INVALID_TOKEN', 'the token is not for this channel');
  }
  return exp === undefined ? {} : { expiresIn: exp * 1_000 - now };
}

/** Errors that the token is to blame for, not the keys or the way to them. */
const tokensFault: readonly string[] = [
  errors.JWTInvalid.code,
  errors.JWSInvalid.code,
  errors.JWSSignatureVerificationFailed.code,
  errors.JWTClaimValidationFailed.code,
  errors.JOSEAlgNotAllowed.code,
  errors.JOSENotSupported.code,
  errors.JWKSNoMatchingKey.code,
];

function refusalOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new Refusal('TOKEN_EXPIRED', 'the token has expired');
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
    return new Refusal('INVALID_APP_ID', 'the token is for another application');
  }
  if (!(error instanceof errors.JOSEError) || !tokensFault.includes(error.code)) return error;
  return new Refusal('INVALID_TOKEN', `the token is not valid: ${error.message}`);
}
