import type { Frame } from '../entry.js';
import type { Watch } from '../invariants.js';
import { endAt } from '../times.js';
import type { Invariant } from '../trace.js';

/** A message as the hub has it. */
interface Letter {
  readonly payload: string;
  readonly to: string;
  /** When the hub first had it. */
  readonly at: number;
}

/** What the hub has taken for a user since its mailbox was last empty, by payload. */
type Mailbox = Set<string>;

/**
 * What the hub has taken for a user is told to it when it is back, all of it, by the time of the report; nothing of it is
 * reported missing; and who has a mailbox is not called unreachable (RTM-5, RTM-10, RTM-12).
 */
export function mailboxes({ clients, hub, fault }: Watch): Invariant {
  const letters = new Map<string, Letter>();
  const boxes = new Map<string, Mailbox>();
  const openedAt = new Map<string, number>();
  const quitAt = new Map<string, number>();
  /** What each user was told. */
  const told = new Map<string, Set<string>>();
  /** What was in the mailbox when the hub accepted a link. */
  const arrivals = new Map<number, { readonly box: Mailbox | undefined; readonly payloads: readonly string[] }>();
  let refusals: Letter[] = [];
  let done = false;

  const take = (letter: Letter | undefined) => letter && boxes.get(letter.to)?.add(letter.payload);

  const atHub = (at: number, kind: string, link: number, frame: Frame) => {
    const id = frame.message!;
    if (kind === 'delivered') {
      if (frame.t !== 'sendTo' || letters.has(id)) return;
      letters.set(id, { payload: frame.payload as string, to: frame.to!, at });
      return;
    }
    if (kind !== 'sent') return;
    if (frame.t === 'receipt' || frame.t === 'peerMessage') take(letters.get(id));
    const letter = letters.get(id);
    if (frame.t === 'undelivered' && frame.reason === 'UNREACHABLE' && letter) refusals.push(letter);
    if (frame.t === 'loggedIn') {
      const key = hub.open.get(link)?.key ?? '';
      const box = boxes.get(key.slice('rtm '.length));
      arrivals.set(link, { box, payloads: [...(box ?? [])] });
    }
  };

  const reported = (name: string, link: number) => {
    const { user } = clients.of(name);
    const arrival = arrivals.get(link);
    if (!arrival?.box || boxes.get(user) !== arrival.box) return;
    const missing = arrival.payloads.filter((payload) => !told.get(user)?.has(payload));
    if (missing.length > 0) fault(`${name}: the mailbox had ${missing.join()}, which the back-fill has not brought`);
  };

  return {
    see(entry) {
      const { at } = entry;
      if (entry.kind === 'newHub') {
        boxes.clear();
        letters.clear();
      }
      if (entry.kind === 'hub' && (entry.event.type === 'accepted' || entry.event.type === 'departed')) {
        const { who, type } = entry.event;
        if (who.profile !== 'rtm') return;
        const isEmptied = type === 'departed' && entry.event.reason === 'quit';
        if (isEmptied) {
          boxes.delete(who.user);
          quitAt.set(who.user, at);
        } else if (!boxes.has(who.user)) {
          boxes.set(who.user, new Set());
          openedAt.set(who.user, at);
        }
      }
      if (entry.kind === 'network') {
        const { event, frame, client } = entry;
        if (!frame) return;
        if (event.side === 'hub') return atHub(at, event.kind, event.link, frame);
        if (event.kind !== 'delivered' || clients.of(client).link !== event.link) return;
        if (frame.t === 'continuity' && frame.channel === null) reported(client, event.link);
      }
      if (entry.kind !== 'rtm') return;
      const { event, client } = entry;
      const { user, isRemembered } = clients.of(client);
      if (event.type === 'message') told.set(user, (told.get(user) ?? new Set()).add(event.payload as string));
      if (event.type !== 'continuity' || event.channel !== null) return;
      // The old link that speaks again has no report of its own.
      const isOld = clients.of(client).heard.every(({ frame }) => frame.t !== 'continuity');
      const missed = isRemembered || isOld ? 0 : null;
      if (event.missed !== missed) fault(`${client}: ${event.missed} messages are reported missing, and none expires`);
    },
    before(at) {
      for (const { payload, to, at: hadAt } of refusals) {
        const quit = quitAt.get(to) ?? -1;
        const wasThere = boxes.has(to) && openedAt.get(to)! < hadAt && quit < hadAt;
        if (wasThere) fault(`${payload} was refused, but ${to} has a mailbox`);
      }
      if (refusals.length > 0) refusals = [];
      if (done || at < endAt) return;
      done = true;
      for (const [user, box] of boxes) {
        const isThere = [...clients.all.values()].some(
          (client) => client.profile === 'rtm' && client.user === user && client.state === 'connected',
        );
        if (!isThere) continue;
        for (const payload of box) {
          if (!told.get(user)?.has(payload)) fault(`${payload} was kept for ${user}, and never told`);
        }
      }
    },
  };
}
