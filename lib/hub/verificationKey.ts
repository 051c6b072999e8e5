import { KeyObject, createPublicKey, createSecretKey, type webcrypto } from 'node:crypto';
import type { JWK, JWSAlgorithm } from 'jose';

/**
 * With what a token's signature is checked: the shared secret (text or bytes, at least 32 bytes), a public key in PEM,
 * a JWK, a `KeyObject` or a `CryptoKey`.
 */
export type VerificationKey = string | Uint8Array | JWK | KeyObject | webcrypto.CryptoKey;

/** As short as the digest of HS256 (RFC 7518, 3.2). */
const shortestSecret = 32;

/**
 * `key` in the one form that tells its type, so that no token can choose how it is checked.
 *
 * Text that is a PEM is never taken for a shared secret: a public key is known to everybody.
 *
 * @throws RangeError for a secret that is too short, TypeError for what is no key.
 */
export function keyObject(key: VerificationKey): KeyObject {
  if (key instanceof KeyObject) return key;
  if (typeof key === 'string') return isPem(key) ? publicKey(key) : secretKey(new TextEncoder().encode(key));
  if (key instanceof Uint8Array) {
    const text = new TextDecoder().decode(key);
    return isPem(text) ? publicKey(text) : secretKey(key);
  }
  if (key instanceof CryptoKey) return KeyObject.from(key);
  if (typeof key === 'object' && (key as JWK | null) !== null && 'kty' in key) {
    return key.kty === 'oct'
      ? secretKey(Buffer.from(String(key.k), 'base64url'))
      : publicKey({ key: { ...key }, format: 'jwk' });
  }
  throw new TypeError('jwtAuthenticator: key must be a secret, a PEM, a JWK, a KeyObject or a CryptoKey');
}

const publicKey = (key: Parameters<typeof createPublicKey>[0]) => readable('key', () => createPublicKey(key));

/** @throws TypeError that names `field`, and neither the key nor what Node says of it: that may quote it. */
export function readable<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new TypeError(`jwtAuthenticator: no key that can check tokens in ${field}`);
  }
}

/** The algorithms that belong to the type of a key. */
export function algorithmsOf(key: KeyObject): readonly JWSAlgorithm[] {
  if (key.type === 'secret') return hmac;
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return [...rsa, ...pss];
    case 'rsa-pss':
      return pss;
    case 'ec':
      return ecdsa;
    case 'ed25519':
      return edwards;
    default:
      throw new TypeError(`jwtAuthenticator: a key of type ${String(key.asymmetricKeyType)} can't check tokens`);
  }
}

const hmac: readonly JWSAlgorithm[] = ['HS256', 'HS384', 'HS512'];
const rsa: readonly JWSAlgorithm[] = ['RS256', 'RS384', 'RS512'];
const pss: readonly JWSAlgorithm[] = ['PS256', 'PS384', 'PS512'];
const ecdsa: readonly JWSAlgorithm[] = ['ES256', 'ES384', 'ES512'];
const edwards: readonly JWSAlgorithm[] = ['EdDSA', 'Ed25519'];

/** Those of public keys: a set of keys that is published has no shared secrets. */
export const publicAlgorithms: readonly JWSAlgorithm[] = [...rsa, ...pss, ...ecdsa, ...edwards];

const isPem = (text: string): boolean => text.trimStart().startsWith('-----BEGIN');

function secretKey(bytes: Uint8Array): KeyObject {
  if (bytes.length < shortestSecret) {
    throw new RangeError(`jwtAuthenticator: a secret key has at least ${shortestSecret} bytes, got ${bytes.length}`);
  }
  return createSecretKey(bytes);
}
