import { readFile } from 'node:fs/promises';
import type { JSONWebKeySet } from 'jose';
import type { HubOptions } from '../../hub/hub.js';
import type { VerificationKey } from '../../hub/verificationKey.js';
import { keyVariable, type Access } from './access.js';
import { HubFailure } from './hubFailure.js';
import { keyIn, keySetIn, keyText } from './keyText.js';

type TokenAccess = Exclude<Access, { way: 'anonymous' }>;
type Keys = { readonly key: VerificationKey } | { readonly jwks: JSONWebKeySet | URL };

/** What `access` means to `createHub`. Throws a {@link HubFailure} for a key that can't be read or used. */
export const authenticatorOf = async (access: Access): Promise<Pick<HubOptions, 'authenticate' | 'allowAnonymous'>> => {
  if (access.way === 'anonymous') return { allowAnonymous: true };
  const { audience, issuer } = access;
  const keys = await keysOf(access);
  const claims = { ...(audience !== undefined && { audience }), ...(issuer !== undefined && { issuer }) };
  const { jwtAuthenticator } = await import('../../hub/jwtAuthenticator.js');
  try {
    return { authenticate: jwtAuthenticator({ ...keys, ...claims }) };
  } catch (error) {
    throw new HubFailure(`${sourceOf(access)}: ${complaint(error)}`);
  }
};

const sourceOf = (access: TokenAccess): string => ('text' in access ? keyVariable : `--${access.way}`);

async function keysOf(access: TokenAccess): Promise<Keys> {
  const source = sourceOf(access);
  if ('text' in access) return { key: keyIn(source, access.text) };
  if (access.way === 'key') return { key: keyIn(source, await read(source, access.file)) };
  return { jwks: access.source instanceof URL ? access.source : keySetIn(source, await read(source, access.source)) };
}

/** The name of the file is not quoted: who passes the key itself by mistake would find it in a log. */
async function read(source: string, file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    const { code, name } = error as NodeJS.ErrnoException;
    throw new HubFailure(`${source}: the file can't be read (${code ?? name})`);
  });
  return keyText(source, bytes);
}

/** Our own words name no key; Node's may. */
function complaint(error: unknown): string {
  if (!(error instanceof Error) || 'code' in error) return 'no key that can check tokens';
  return error.message.replace(/^jwtAuthenticator: /, '');
}
