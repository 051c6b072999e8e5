import { isDialling } from '../clients.js';
import type { Entry, Frame, Note } from '../entry.js';
import type { Watch } from '../invariants.js';
import { endAt } from '../times.js';
import type { Invariant } from '../trace.js';

/** What a channel's attributes were, from one change to the next. */
interface Version {
  readonly number: number;
  readonly text: string;
}

const textOf = (notes: Iterable<Note>): string =>
  [...notes]
    .map(
      ({ key, value, lastUpdateUserId, lastUpdateTs }) => `${key}=${value} by ${lastUpdateUserId} at ${lastUpdateTs}`,
    )
    .sort()
    .join(', ');
const isWrite = ({ t }: Frame): boolean => t === 'setChannelAttributes' || t === 'deleteChannelAttributes';
const isAsked = (frame: Frame): boolean => isWrite(frame) || frame.t === 'channelAttributesOf';

/**
 * The attributes of a channel are what its members have written, by whom and when; a change that is to be told is told
 * to each member that has a link, once; and nobody hears of an older one after a newer (RTM-14).
 */
export function notes({ clients, hub, fault }: Watch): Invariant {
  const truth = new Map<string, Map<string, Note>>();
  let changes = 0;
  const versions = new Map<string, number>();
  /** What the hub was asked on a link and has not answered, and what its answer was, by link and id. */
  const asked = new Map<string, Frame>();
  const answers = new Map<string, Version & { readonly channel: string }>();
  /** Notifications on their way, by link; those that a link is to be sent, and those that are to be told, in this instant. */
  const onTheirWay = new Map<number, Version[]>();
  let due = new Map<string, number>();
  let toBeTold: { readonly client: string; readonly channel: string; readonly version: Version }[] = [];
  /** Answers that a client has heard in this instant. */
  let heard: { readonly client: string; readonly version: Version; readonly channel: string }[] = [];
  /** The newest version that a client knows, and was told, by client and channel. */
  const known = new Map<string, Version>();
  const told = new Map<string, Version>();
  const notified = new Map<string, Version>();
  const commands = new Map<string, { readonly word: string; readonly channel: string }>();
  const inside = new Set<string>();
  let done = false;

  const presentOf = (channel: string): Version => ({
    number: versions.get(channel) ?? 0,
    text: textOf(truth.get(channel)?.values() ?? []),
  });
  /** The hub has forgotten a channel. */
  const lose = (channel: string) => {
    truth.delete(channel);
    notified.delete(channel);
    versions.set(channel, ++changes);
  };
  const forget = () => {
    for (const channel of truth.keys()) if (hub.isDeserted(channel)) lose(channel);
  };

  const write = (at: number, by: string, { channel, mode, attributes = [], keys = [], notify }: Frame) => {
    const before = truth.get(channel!) ?? new Map<string, Note>();
    const now = new Map(mode === 'replace' ? [] : before);
    for (const key of keys) now.delete(key);
    for (const [key, value] of attributes as readonly (readonly [string, string])[]) {
      now.set(key, { key, value, lastUpdateUserId: by, lastUpdateTs: at });
    }
    truth.set(channel!, now);
    versions.set(channel!, ++changes);
    if (!notify) return;
    notified.set(channel!, presentOf(channel!));
    for (const { key, link, who } of hub.sessions.values()) {
      const isThere = who.profile === 'rtm' && hub.whereabouts('rtm', channel!, who.user).present;
      if (!isThere || hub.open.get(link)?.key !== key) continue;
      due.set(`${link} ${channel}`, (due.get(`${link} ${channel}`) ?? 0) + 1);
    }
  };

  const say = (at: number, link: number, frame: Frame) => {
    if (frame.t === 'channelAttributes') {
      const channel = frame.channel!;
      const version = presentOf(channel);
      const text = textOf(frame.attributes as readonly Note[]);
      if (text !== version.text) fault(`link ${link}: ${channel} is told to have ${text}, but has ${version.text}`);
      const left = (due.get(`${link} ${channel}`) ?? 0) - 1;
      if (left < 0) fault(`link ${link}: is told of ${channel} without a change`);
      due.set(`${link} ${channel}`, left);
      const queue = onTheirWay.get(link) ?? [];
      queue.push(version);
      onTheirWay.set(link, queue);
    }
    const request = frame.t === 'done' || frame.t === 'denied' ? asked.get(`${link} ${frame.id}`) : undefined;
    const key = hub.open.get(link)?.key;
    if (!request || typeof key !== 'string') return;
    asked.delete(`${link} ${frame.id}`);
    const channel = request.channel!;
    const user = key.slice('rtm '.length);
    if (isWrite(request)) {
      const isMember = hub.whereabouts('rtm', channel, user).present;
      if (isMember !== (frame.t === 'done'))
        fault(`${user}: writes in ${channel}: ${frame.t}, but is there: ${isMember}`);
      if (frame.t === 'done') write(at, user, request);
    }
    const version = presentOf(channel);
    answers.set(`${link} ${frame.id}`, { ...version, channel });
    if (request.t !== 'channelAttributesOf' || frame.t !== 'done') return;
    const text = textOf(frame.result?.attributes ?? []);
    if (text !== version.text) fault(`${user}: reads ${text} of ${channel}, which has ${version.text}`);
  };

  const learn = (client: string, channel: string, version: Version, how: string) => {
    const key = `${client} ${channel}`;
    const before = known.get(key)?.number ?? 0;
    if (version.number < before) fault(`${client}: ${how} ${version.text} of ${channel}, and knew something newer`);
    else known.set(key, version);
  };

  const hear = (client: string, link: number, frame: Frame) => {
    const isAccepted = clients.of(client).link === link;
    if (frame.t === 'channelAttributes') {
      const version = onTheirWay.get(link)?.shift();
      if (version && isAccepted) toBeTold.push({ client, channel: frame.channel!, version });
    }
    const answer = frame.t === 'done' && answers.get(`${link} ${frame.id}`);
    if (answer && isAccepted) heard.push({ client, version: answer, channel: answer.channel });
  };

  const tell = (client: string, channel: string, text: string) => {
    const at = toBeTold.findIndex(
      (one) => one.client === client && one.channel === channel && one.version.text === text,
    );
    const [news] = at < 0 ? [] : toBeTold.splice(at, 1);
    if (!news) return fault(`${client}: ${text} of ${channel} is told, and was not said`);
    if (!inside.has(`${client} ${channel}`)) fault(`${client}: is told of ${channel}, in which it is not`);
    const before = told.get(`${client} ${channel}`)?.number ?? 0;
    if (news.version.number <= before) fault(`${client}: ${text} of ${channel} is told again`);
    told.set(`${client} ${channel}`, news.version);
    learn(client, channel, news.version, 'is told');
  };

  const answered = ({ client, number, told: { error, value } }: Extract<Entry, { kind: 'answer' }>) => {
    const { word, channel = '' } = commands.get(`${client} ${number}`) ?? {};
    if (word === 'enter' && !error) inside.add(`${client} ${channel}`);
    if (!word?.startsWith('notes.') || error) return;
    const text = word === 'notes.get' ? textOf(value as readonly Note[]) : null;
    const answer = heard.find(
      (one) => one.client === client && one.channel === channel && (text === null || one.version.text === text),
    );
    if (!answer) return fault(`${client}: ${word} of ${channel} is answered ${text}, and not by the hub`);
    learn(client, channel, answer.version, word);
  };

  return {
    see(entry) {
      switch (entry.kind) {
        case 'newHub':
          return [...truth.keys()].forEach(lose);
        case 'hub':
          return forget();
        case 'command': {
          const { client, number, word, argument } = entry;
          const [channel = ''] = [argument].flat() as string[];
          if (word === 'enter' || word.startsWith('notes.')) commands.set(`${client} ${number}`, { word, channel });
          if (word === 'exit') inside.delete(`${client} ${channel}`);
          return;
        }
        case 'answer':
          return answered(entry);
        case 'network': {
          const { at, client, event, frame } = entry;
          if (!frame) return;
          const { side, kind, link } = event;
          if (side === 'hub' && kind === 'delivered' && isAsked(frame)) asked.set(`${link} ${frame.id}`, frame);
          if (side === 'hub' && kind === 'sent') {
            say(at, link, frame);
            if (frame.t === 'done') forget();
          }
          if (side === 'client' && kind === 'delivered') hear(client, link, frame);
          return;
        }
        case 'rtm': {
          const { client, event } = entry;
          if (event.type === 'channelAttributes') tell(client, event.channel, textOf(event.attributes));
          if (event.type !== 'change' || isDialling(event.change.state)) return;
          for (const key of inside) if (key.startsWith(`${client} `)) inside.delete(key);
        }
      }
    },
    before(at) {
      for (const [key, left] of due) if (left > 0) fault(`link and channel ${key}: a change is not told`);
      for (const { client, channel, version } of toBeTold) {
        if (inside.has(`${client} ${channel}`))
          fault(`${client}: ${version.text} of ${channel} has come, and is not told`);
      }
      if (due.size > 0) due = new Map();
      if (toBeTold.length > 0) toBeTold = [];
      if (heard.length > 0) heard = [];
      if (done || at < endAt) return;
      done = true;
      for (const key of inside) {
        const [client = '', channel = ''] = key.split(' ');
        const newest = notified.get(channel);
        if (clients.of(client).state !== 'connected' || !newest) continue;
        const { text = 'nothing', number } = told.get(key) ?? {};
        if (number !== newest.number) fault(`${client}: was told last that ${channel} has ${text}, not ${newest.text}`);
      }
    },
  };
}
