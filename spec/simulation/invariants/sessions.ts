import { isYes } from '../clients.js';
import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

/** A user has one live session, on one link; each takeover raises its generation (HUB-2, HUB-3, NET-4). */
export function sessions({ hub, fault }: Watch): Invariant {
  const granted = new Map<string, { readonly secret: string; readonly generation: number }>();
  return {
    see(entry) {
      if (entry.kind === 'newHub') granted.clear();
      if (entry.kind !== 'network' || entry.event.side !== 'hub' || entry.event.kind !== 'sent') return;
      const { frame } = entry;
      const link = hub.open.get(entry.event.link);
      if (!frame || !link || !isYes(frame) || !link.hello || link.key === null) return;
      const secret = link.hello.secret!;
      const generation = frame.generation!;
      const last = granted.get(link.key);
      const isSame = last?.secret === secret;
      if (last && (isSame ? generation < last.generation : generation <= last.generation)) {
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
