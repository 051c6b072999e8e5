import { refused, type Engine } from '../engine.js';
import type { Member, Store } from './store.js';

const notIn = refused('NOT_A_MEMBER', 'the user is not in this channel');

/** Channels, their members and messages (SPEC RTM-6). */
export function channelOperations(store: Store): Pick<Engine, 'enter' | 'exit' | 'members' | 'publish' | 'published'> {
  const { scheduler, limits, channels, wake, fenced } = store;

  return {
    enter: (fence, name, request) =>
      fenced(fence, (member) => {
        if (!member.channels.has(name) && member.channels.size >= limits.channels) {
          return refused('TOO_MANY', `at most ${limits.channels} channels`);
        }
        enterChannel(store, member, name, request);
        member.left?.delete(name);
        const { seq, members } = channels.find(name)!;
        return { outcome: 'entered', seq, count: members.size };
      }),
    exit: (fence, name, request) =>
      fenced(fence, (member) => {
        if (member.channels.has(name)) leftBy(member, name, request, limits.channels);
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
  request: number,
): void {
  mine.set(name, request);
  if (!channels.enter(key, name)) return;
  wake.note({ type: 'entered', channel: name, key, count: channels.find(name)!.members.size });
}

/** For good: no position in it is good any more. */
export function exitChannel({ channels, wake }: Store, { fence: { key }, channels: mine }: Member, name: string): void {
  mine.delete(name);
  if (!channels.exit(key, name, 'nothing')) return;
  wake.note({ type: 'exited', channel: name, key, count: channels.find(name)?.members.size ?? 0 });
}

/** A login that is on its way may still name it. Only the latest `most` matter: a login names no more. */
function leftBy(member: Member, name: string, request: number, most: number): void {
  const left = (member.left ??= new Map<string, number>());
  left.delete(name);
  left.set(name, request);
  if (left.size > most) left.delete([...left.keys()][0]!);
}
