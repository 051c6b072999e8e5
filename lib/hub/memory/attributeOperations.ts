import type { ChannelAttribute } from '../../protocol/messagingFrames.js';
import { refused, type Engine } from '../engine.js';
import { changeAttributes } from './attributes.js';
import type { Store } from './store.js';

const notIn = refused('NOT_A_MEMBER', 'the user is not in this channel');

/** What users and channels say of themselves (SPEC RTM-14). */
export function attributeOperations(
  store: Store,
): Pick<Engine, 'setAttributes' | 'attributes' | 'setChannelAttributes' | 'channelAttributes'> {
  const { scheduler, limits, claims, channels, wake, fenced } = store;
  const common = { most: limits.attributes, value: limits.attribute };
  const ofUser = { ...common, total: limits.userAttributes };
  const ofChannel = { ...common, total: limits.channelAttributes };

  return {
    setAttributes: (fence, change) =>
      fenced(fence, (session) =>
        changeAttributes((session.attributes ??= new Map<string, string>()), change, ofUser, {
          stored: (_key, value) => value,
          text: (value) => value,
        }),
      ),
    attributes: (key) => wake.operation(() => [...(claims.find(key)?.attributes ?? [])]),
    setChannelAttributes: (fence, name, change) =>
      fenced(fence, () => {
        const channel = channels.find(name);
        if (!channel?.members.has(fence.key)) return notIn;
        const by = { lastUpdateUserId: fence.key, lastUpdateTs: scheduler.now() };
        const answer = changeAttributes(channel.attributes, change, ofChannel, {
          stored: (key, value): ChannelAttribute => ({ key, value, ...by }),
          text: ({ value }) => value,
        });
        if (answer.outcome === 'set' && change.notify) wake.note({ type: 'attributes', channel: name });
        return answer;
      }),
    channelAttributes: (name) => wake.operation(() => [...(channels.find(name)?.attributes.values() ?? [])]),
  };
}
