import type { IncomingMessage } from 'node:http';

/** The pages that may dial: exact origins such as `'https://app.example.org'`, or `'any'`. What says no origin is no page, and may. */
export type Origins = readonly string[] | 'any';

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : undefined);

/**
 * Whether a page may dial (HUB-7): a browser lets every page on the web open a WebSocket here, and says only its origin.
 *
 * By default the page must come from the host that it dials (the `Host` header, port included). A request without an
 * `Origin` comes from no browser, could claim any, and is allowed; so is, by a list, nothing but what it names.
 */
export function originAllowed(
  { headers: { origin, host } }: Pick<IncomingMessage, 'headers'>,
  origins?: Origins,
): boolean {
  if (origin === undefined || origins === 'any') return true;
  return origins ? origins.includes(origin) : host !== undefined && hostOf(origin) === host.toLowerCase();
}
