import type { JSONWebKeySet, JWK } from 'jose';
import { HubFailure } from './hubFailure.js';

/** The text of a file of keys. Throws a {@link HubFailure} when it is none, with `source` and without the contents. */
export function keyText(source: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HubFailure(`${source}: not text; a secret of bytes is written as a JWK: {"kty":"oct","k":"<base64url>"}`);
  }
}

/** The key that `text` writes: a JWK if it begins as JSON, else a PEM or a secret. Line breaks at its end don't count. */
export function keyIn(source: string, text: string): string | JWK {
  if (!text.trimStart().startsWith('{')) return text.replace(/[\r\n]+$/, '');
  const key = parsed(source, text);
  if ('keys' in key) throw new HubFailure(`${source}: a set of keys; pass it as --jwks`);
  return key;
}

/** The set of public keys that `text` writes. */
export function keySetIn(source: string, text: string): JSONWebKeySet {
  const set = parsed(source, text);
  if (!Array.isArray((set as Partial<JSONWebKeySet>).keys)) {
    throw new HubFailure(`${source}: no set of keys: {"keys":[...]}`);
  }
  return set as JSONWebKeySet;
}

/** The parser's own message would quote the key. */
function parsed(source: string, text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below, as for a value that is no object.
  }
  throw new HubFailure(`${source}: not JSON`);
}
