import { refused, type Engine } from '../engine.js';
import type { Member, Store } from './store.js';

const notIn = refused('NOT_A_MEMBER', 'the user is not in this channel');

/** Channels, their members and messages (SPEC RTM-6). */
export function channelOperations(store: Store): Pick<Engine, 'enter' | 'exit' | 'members' | 'publish' | 'published'> {
  const { scheduler, limits, channels, wake, fenced } = store;

  return {
    enter: (fence, name) =>
      fenced(fence, (member) => {
        if (!member.channels.has(name) && member.channels.size === limits.channels) {
          return refused('TOO_MANY', `at most ${limits.channels} channels`);
        }
        enterChannel(store, member, name);
        const { seq, members } = channels.find(name)!;
        return { outcome: 'entered', seq, count: members.size };
      }),
    exit: (fence, name) =>
      fenced(fence, (member) => {
        exitChannel(store, member, name);
        return true;
      }),
    members: (name) => wake.operation(() => [...(channels.find(name)?.members.keys() ?? [])]),
    publish: (fence, { message, payload, channel: name, seen }) =>
      fenced(fence, ({ own }) => {
        const { decision } = own.messages.on(message, () => {
          if (!own.rate.take()) return refused('TOO_OFTEN', `over ${limits.messages} messages within 3 s`);
          const channel = channels.find(name);
          if (!channel?.members.has(fence.key)) return notIn;
          channel.publish({ message, payload, from: fence.key, sentAt: scheduler.now(), seen });
          wake.note({ type: 'published', channel: name });
          return { outcome: 'published', seq: channel.seq };
        });
        return decision;
      }),
    published: (name, after) => wake.operation(() => channels.find(name)?.history.after(after) ?? []),
  };
}

export function enterChannel(
  { channels, wake }: Store,
  { fence: { key }, channels: mine }: Member,
  name: string,
): void {
  mine.add(name);
  if (!channels.enter(key, name)) return;
  wake.note({ type: 'entered', channel: name, key, count: channels.find(name)!.members.size });
}

/** For good: no position in it is good any more. */
export function exitChannel({ channels, wake }: Store, { fence: { key }, channels: mine }: Member, name: string): void {
  mine.delete(name);
  if (!channels.exit(key, name, 'nothing')) return;
  wake.note({ type: 'exited', channel: name, key, count: channels.find(name)?.members.size ?? 0 });
}
