import { isYes } from '../clients.js';
import { keyOf } from '../hubTruth.js';
import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

/** A user has one live session, on one link; each takeover raises its generation; who was kicked stays out (HUB-2, HUB-3, HUB-5, NET-4). */
export function sessions({ hub, fault }: Watch): Invariant {
  const granted = new Map<string, { readonly secret: string; readonly generation: number }>();
  /** Whom the operator has sent away, by key: the secret. */
  const kicked = new Map<string, string>();
  let operatedAt = -1;
  return {
    see(entry) {
      if (entry.kind === 'newHub') {
        granted.clear();
        kicked.clear();
      }
      if (entry.kind === 'operator') operatedAt = entry.at;
      if (entry.kind === 'hub' && entry.event.type === 'departed' && entry.at === operatedAt) {
        const key = keyOf(entry.event.who);
        const secret = granted.get(key)?.secret;
        if (entry.event.reason === 'removed' && secret !== undefined) kicked.set(key, secret);
      }
      if (entry.kind !== 'network' || entry.event.side !== 'hub' || entry.event.kind !== 'sent') return;
      const { frame } = entry;
      const link = hub.open.get(entry.event.link);
      if (!frame || !link || !isYes(frame) || !link.hello || link.key === null) return;
      const secret = link.hello.secret!;
      const generation = frame.generation!;
      const last = granted.get(link.key);
      const isOwn = link.hello.generation === 0;
      if (!isOwn && kicked.get(link.key) === secret) fault(`${link.key}: came back by itself after it was kicked`);
      if (isOwn) kicked.delete(link.key);
      // A hub that remembers nothing takes the first of several instances that return with an equal one.
      const isTakeover = isOwn && last?.secret !== secret;
      if (last && (isTakeover ? generation <= last.generation : generation < last.generation)) {
        fault(`${link.key}: generation ${generation} after ${last.generation}`);
      }
      granted.set(link.key, { secret, generation });
    },
    before() {
      const seen = new Map<string, string>();
      for (const { key, client, link } of hub.open.values()) {
        if (key === null) continue;
        const other = seen.get(key);
        if (other !== undefined) fault(`${key}: on two links, of ${other} and ${client} ${link}`);
        seen.set(key, `${client} ${link}`);
      }
    },
  };
}
