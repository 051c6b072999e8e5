import { mustBe } from '../link/mustBe.js';

/**
 * Refuses what no WebSocket dials, whatever comes: a relative address counts where there is a page to resolve it.
 *
 * @throws TypeError that quotes the address, without user, password, query and fragment.
 */
export function checkedAddress(address: string, field: string): void {
  const [scheme = ''] = /^[a-z][\w+.-]*:/i.exec(address) ?? [];
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  const diallable = scheme === '' ? base !== undefined : /^((ws|http)s?|wss?\+unix):$/i.test(scheme);
  // Not every platform has `canParse`; there the dial tells.
  const parses = typeof URL.canParse !== 'function' || URL.canParse(address, base);
  const right = diallable && parses && !address.includes('#');
  const quotable = address.includes('@') ? `${scheme}…` : address.replace(/[?#].*/s, '?…');
  mustBe(right, field, 'an address such as wss://host/path', quotable);
}
