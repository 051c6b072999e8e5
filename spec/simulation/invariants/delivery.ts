import { isDialling } from '../clients.js';
import type { Entry } from '../entry.js';
import type { Watch } from '../invariants.js';
import { endAt } from '../times.js';
import type { Invariant } from '../trace.js';

/** A message to a user or a channel. */
interface Message {
  readonly payload: string;
  readonly from: string;
  readonly to: string | null;
  readonly channel: string | null;
  readonly at: number;
  outcome: 'open' | 'received' | 'cached' | 'refused' | 'unknown';
  /** Whether an instance of its receiver was told. */
  read: boolean;
}

/** A client's time in a channel, from the answer to its entry on. */
interface Stay {
  readonly since: number;
  readonly read: Set<string>;
  /** How many were reported missing; `null` when nobody knows. */
  missed: number | null;
}

/** Errors after which nobody knows. */
const unknown = ['timeout', 'ended'];

/**
 * Nothing is lost in silence: a receipt `received` means that the receiver's application was told; what is kept is told
 * later; what is missing in a channel is counted exactly; what was refused is told to nobody (RTM-5, RTM-10 to RTM-12).
 */
export function delivery({ clients, fault }: Watch): Invariant {
  const messages = new Map<string, Message>();
  const asked = new Map<string, { readonly word: string; readonly what: string }>();
  /** When the hub first had a message, by payload. */
  const published = new Map<string, number>();
  const stays = new Map<string, Stay>();
  /** When the mailbox of a user was last emptied. */
  const emptied = new Map<string, number>();
  let newHubAt = 0;
  let done = false;

  const endStays = (client: string) => {
    for (const key of stays.keys()) if (key.startsWith(`${client} `)) stays.delete(key);
  };

  const command = ({ client, number, word, argument, at }: Extract<Entry, { kind: 'command' }>) => {
    const { profile, user } = clients.of(client);
    if (profile !== 'rtm') return;
    if (word === 'send') {
      const { payload, to = null, channel = null } = argument as { payload: string; to?: string; channel?: string };
      messages.set(payload, { payload, from: user, to, channel, at, outcome: 'open', read: false });
      asked.set(`${client} ${number}`, { word, what: payload });
    }
    if (word === 'enter') asked.set(`${client} ${number}`, { word, what: `${client} ${String(argument)}` });
    if (word === 'exit') stays.delete(`${client} ${String(argument)}`);
    if (word === 'logout' || word === 'dispose') emptied.set(user, at);
  };

  const answer = ({ client, number, told: { value, error }, at }: Extract<Entry, { kind: 'answer' }>) => {
    const question = asked.get(`${client} ${number}`);
    if (!question) return;
    if (question.word === 'enter') {
      if (!error) stays.set(question.what, { since: at, read: new Set(), missed: 0 });
      return;
    }
    const message = messages.get(question.what)!;
    if (error) message.outcome = unknown.includes(error.reason ?? '') ? 'unknown' : 'refused';
    else message.outcome = (value as { outcome: 'received' | 'cached' }).outcome;
    if (message.outcome === 'received' && message.to !== null && !message.read) {
      fault(`${message.payload} has a receipt, and ${message.to} was not told`);
    }
    if (message.outcome === 'refused' && message.read)
      fault(`${message.payload} was refused (${error?.reason}), and told`);
  };

  const told = (client: string, from: string, payload: string, channel: string | null) => {
    const message = messages.get(payload);
    const { user } = clients.of(client);
    if (message?.from !== from || message.channel !== channel || (channel === null && message.to !== user)) {
      return fault(`${client}: ${payload} of ${from} to ${channel} was not sent`);
    }
    if (message.outcome === 'refused') fault(`${client}: ${payload} was refused, and told`);
    if (channel === null) message.read = true;
    else {
      if (from === user) fault(`${client}: ${payload} is its own`);
      message.read = true;
      stays.get(`${client} ${channel}`)?.read.add(payload);
    }
  };

  const lookAtMailboxes = () => {
    for (const { payload, to, at, outcome, read } of messages.values()) {
      if (outcome !== 'cached' || read || to === null) continue;
      const isThere = [...clients.all.values()].some(
        ({ user, state, profile }) => profile === 'rtm' && user === to && state === 'connected',
      );
      if (!isThere || (emptied.get(to) ?? 0) >= at - 20_000 || newHubAt >= at) continue;
      fault(`${payload} of ${at} was kept for ${to}, and never told`);
    }
  };

  const lookAtChannels = () => {
    for (const [key, { since, read, missed }] of stays) {
      const [name = '', channel = ''] = key.split(' ');
      const { state, user } = clients.of(name);
      if (state !== 'connected' || missed === null || newHubAt > since) continue;
      let due = 0;
      let doubtful = 0;
      for (const message of messages.values()) {
        if (message.channel !== channel || message.from === user || read.has(message.payload)) continue;
        const had = published.get(message.payload);
        if (had === undefined || message.outcome === 'refused') continue;
        if (message.outcome === 'received' && had > since) due++;
        else if (had > since - 20_000) doubtful++;
      }
      if (missed < due || missed > due + doubtful) {
        fault(`${name}: ${missed} of ${channel} are reported missing, but ${due} are (and perhaps ${doubtful} more)`);
      }
    }
  };

  return {
    see(entry) {
      switch (entry.kind) {
        case 'newHub':
          newHubAt = entry.at;
          return;
        case 'command':
          return command(entry);
        case 'answer':
          return answer(entry);
        case 'network': {
          const { frame, event, at } = entry;
          if (event.side !== 'hub' || event.kind !== 'delivered' || frame?.t !== 'publish') return;
          const payload = frame.payload as string;
          if (!published.has(payload)) published.set(payload, at);
          return;
        }
        case 'rtm': {
          const { client, event } = entry;
          if (event.type === 'message') told(client, event.from, event.payload as string, null);
          if (event.type === 'channelMessage') told(client, event.from, event.payload as string, event.channel);
          if (event.type === 'change' && !isDialling(event.change.state)) endStays(client);
          const stay = event.type === 'continuity' && stays.get(`${client} ${event.channel}`);
          if (stay) stay.missed = event.missed === null || stay.missed === null ? null : stay.missed + event.missed;
        }
      }
    },
    before(at) {
      if (done || at < endAt) return;
      done = true;
      lookAtMailboxes();
      lookAtChannels();
    },
  };
}
