import { type Client, isYes } from '../clients.js';
import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

type Cause = (
  client: Client,
  previous: string,
  before: { readonly reason: string; readonly unheard: boolean },
) => boolean;

const saidNo: Cause = ({ heard, reason }) =>
  heard.some(({ frame: { t, reason: why } }) => (t === 'refused' || t === 'removed') && why === reason);
const commanded =
  (...words: string[]): Cause =>
  ({ commands }) =>
    words.some((word) => commands.includes(word));

/** What brings each reason about, in its own instant; silence and patience have invariants of their own. */
const causes_: Readonly<Record<string, Cause>> = {
  CONNECTING: commanded('join'),
  LOGIN: commanded('login'),
  LEAVE_CHANNEL: commanded('leave', 'dispose'),
  LOGOUT: commanded('logout', 'dispose'),
  SETTING_PROXY_SERVER: commanded('reconnect'),
  CLIENT_IP_ADDRESS_CHANGED: commanded('reconnect'),
  KEEP_ALIVE_TIMEOUT: ({ heard }) => heard.some(({ frame, accepted }) => accepted && frame.t === 'unheard'),
  LOGIN_FAILURE: ({ heard }) => heard.some(({ frame }) => frame.t === 'refused'),
  JOIN_SUCCESS: ({ heard }, previous, { reason }) => {
    if (previous === 'connecting') return heard.some(({ frame }) => isYes(frame));
    const isUnheard = reason === 'KEEP_ALIVE_TIMEOUT';
    return heard.some(({ frame, accepted }) => accepted && (!isUnheard || isYes(frame) || frame.t === 'heard'));
  },
  LOGIN_SUCCESS: ({ heard }, previous, { unheard }) => {
    if (previous === 'connecting') return heard.some(({ frame }) => isYes(frame));
    return heard.some(({ frame, accepted }) => accepted && (!unheard || isYes(frame) || frame.t === 'heard'));
  },
  // Its own count of the token is a cause as well: tokens.
  TOKEN_EXPIRED: () => true,
};
const ofTheirOwn = ['INTERRUPTED', 'JOIN_FAILED', 'LOGIN_TIMEOUT'];

/** Every change has its cause in the instant in which it is told; nothing else moves a state (SPEC 2). */
export function causes({ clients, fault }: Watch): Invariant {
  const before = new Map<string, { reason: string; unheard: boolean }>();
  return {
    see(entry) {
      if ((entry.kind !== 'rtc' && entry.kind !== 'rtm') || entry.event.type !== 'change') return;
      const client = clients.of(entry.client);
      const { previous, reason, state } = entry.event.change;
      const was = before.get(client.name) ?? { reason: '', unheard: false };
      before.set(client.name, {
        reason,
        unheard: state === 'reconnecting' && client.heard.some(({ frame }) => frame.t === 'unheard'),
      });
      if (ofTheirOwn.includes(reason)) return;
      const cause = causes_[reason] ?? saidNo;
      if (!cause(client, previous, was)) fault(`${client.name}: ${state} ${reason} without a cause`);
    },
  };
}
