import { UsageError } from '../usageError.js';

/** Who may come in, as the command line says. */
export type Access =
  | { readonly way: 'anonymous' }
  | ((
      | { readonly way: 'key'; readonly file: string }
      /** The key itself, from the environment. */
      | { readonly way: 'key'; readonly text: string }
      /** An URL says where the set is published, a text in which file it is. */
      | { readonly way: 'jwks'; readonly source: URL | string }
    ) & {
      readonly audience?: string;
      readonly issuer?: string;
    });

/** The options that say it. */
export interface AccessFlags {
  readonly key?: string | undefined;
  readonly jwks?: string | undefined;
  readonly anonymous?: boolean | undefined;
  readonly audience?: string | undefined;
  readonly issuer?: string | undefined;
}

/** Where the key may stand instead of a file. */
export const keyVariable = 'LIFELINE_KEY';

/** The one way in. Throws a {@link UsageError} when none is named, or more than one, and never quotes a key. */
export function accessOf(
  { key, jwks, anonymous = false, audience, issuer }: AccessFlags,
  environment: Readonly<Record<string, string | undefined>>,
): Access {
  const text = environment[keyVariable];
  const ways = {
    '--key': key !== undefined,
    '--jwks': jwks !== undefined,
    '--anonymous': anonymous,
    [keyVariable]: !!text,
  };
  const named = Object.entries(ways).flatMap(([name, given]) => (given ? [name] : []));
  if (named.length === 0) throw new UsageError(`who may come in? --key, ${keyVariable}, --jwks or --anonymous`);
  if (named.length > 1) throw new UsageError(`${named.join(' and ')}: expected only one of them`);

  if (anonymous) {
    if (audience !== undefined || issuer !== undefined) {
      throw new UsageError('--audience and --issuer are about tokens: not with --anonymous');
    }
    return { way: 'anonymous' };
  }
  const claims = { ...(audience !== undefined && { audience }), ...(issuer !== undefined && { issuer }) };
  if (key !== undefined) return { way: 'key', file: key, ...claims };
  if (jwks !== undefined) return { way: 'jwks', source: sourceOf(jwks), ...claims };
  return { way: 'key', text: text ?? '', ...claims };
}

function sourceOf(jwks: string): URL | string {
  if (!jwks.includes('://')) return jwks;
  const url = URL.canParse(jwks) ? new URL(jwks) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError('--jwks: expected an http or https URL, or a file');
  }
  if (url.username || url.password) throw new UsageError('--jwks: a password does not belong into the URL');
  return url;
}
