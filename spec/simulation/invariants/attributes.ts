import { isDialling } from '../clients.js';
import type { Watch } from '../invariants.js';
import { calmAt } from '../times.js';
import type { Invariant } from '../trace.js';

type Attributes = Readonly<Record<string, string>>;

/** What an owner knows of its attributes since its login. */
interface Own {
  /** By key; `null` where a change has failed, and nobody knows. */
  readonly values: Map<string, string | null>;
  /** Whether it has replaced all that there may have been before. */
  isAll: boolean;
}

/** When the faults are over everybody reads the attributes that their owner has written last (RTM-9, RTM-14). */
export function attributes({ clients, fault }: Watch): Invariant {
  const owned = new Map<string, Own>();
  /** Links on which the application's own login went out. */
  const entering = new Set<number>();
  const asked = new Map<string, { readonly word: string; readonly argument: unknown }>();
  const of = (client: string) => {
    const known = owned.get(client) ?? { values: new Map<string, string | null>(), isAll: false };
    owned.set(client, known);
    return known;
  };

  const written = (client: string, mode: 'set' | 'update', change: Attributes, isDone: boolean) => {
    const own = of(client);
    const isReplaced = mode === 'set';
    if (isReplaced && isDone) own.values.clear();
    if (isReplaced) {
      own.isAll = isDone;
      for (const key of own.values.keys()) own.values.set(key, null);
    }
    for (const [key, value] of Object.entries(change)) own.values.set(key, isDone ? value : null);
  };

  const read = (reader: string, user: string, found: Attributes) => {
    const owner = [...clients.all.values()].find(
      (client) => client.profile === 'rtm' && client.user === user && client.state === 'connected',
    );
    const { values, isAll } = owner ? of(owner.name) : { values: new Map<string, string | null>(), isAll: true };
    for (const [key, value] of values) {
      if (value !== null && found[key] !== value) fault(`${reader}: ${key} of ${user} is ${found[key]}, not ${value}`);
    }
    for (const key of Object.keys(found)) {
      if (isAll && !values.has(key)) fault(`${reader}: ${user} has no ${key} any more`);
    }
  };

  return {
    see(entry) {
      if (entry.kind === 'rtm' && entry.event.type === 'change' && !isDialling(entry.event.change.state)) {
        owned.delete(entry.client);
      }
      if (entry.kind === 'network' && entry.event.side === 'client') {
        const { client, event, frame } = entry;
        if (event.kind === 'sent' && frame?.t === 'login' && frame.generation === 0) entering.add(event.link);
        // They are the user's: who logs in takes up what another instance has left; who returns says its own again.
        const isTakeover = event.kind === 'delivered' && frame?.session === 'takeover';
        if (isTakeover && entering.has(event.link)) owned.delete(client);
      }
      if (entry.kind === 'command' && entry.word.startsWith('attributes.')) {
        asked.set(`${entry.client} ${entry.number}`, entry);
      }
      if (entry.kind !== 'answer') return;
      const { client, number, told, at } = entry;
      const { word, argument } = asked.get(`${client} ${number}`) ?? {};
      if (word === 'attributes.set') written(client, 'set', argument as Attributes, !told.error);
      if (word === 'attributes.update') written(client, 'update', argument as Attributes, !told.error);
      if (word !== 'attributes.get' || at < calmAt || clients.of(client).state !== 'connected') return;
      if (told.error) fault(`${client}: cannot read the attributes of ${String(argument)}: ${told.error.reason}`);
      else read(client, String(argument), told.value as Attributes);
    },
  };
}
