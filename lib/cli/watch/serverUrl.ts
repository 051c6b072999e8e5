import { UsageError } from '../usageError.js';

/** The address of a WebSocket server. Throws a {@link UsageError} for what is none, and never quotes a password. */
export function serverUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const port = /^wss?:\/\/[^/?#]*:(\d+)(?=[/?#]|$)/i.exec(text)?.[1];
  if (!url && Number(port) > 65_535) throw new UsageError(`expected a port from 0 to 65535, got '${port}'`);
  if (!url || !['ws:', 'wss:'].includes(url.protocol)) {
    const got = url ? url.protocol : `'${text}'`;
    throw new UsageError(`expected an address that begins with ws:// or wss://, got ${got}`);
  }
  if (url.hash) throw new UsageError(`an address of a WebSocket has no fragment, got '${url.hash}'`);
  return url;
}

/** `url` as it may stand in a log: without password and query, where secrets are. */
export const shownUrl = ({ protocol, host, pathname, search }: URL): string =>
  `${protocol}//${host}${pathname}${search && '?…'}`;
