import { filter, map, type Observable } from 'rxjs';
import { mustBe } from '../link/mustBe.js';
import { checkedNames } from '../liveness/checkedNames.js';
import type { ChannelAttribute } from '../protocol/messagingFrames.js';
import { checkedAttributes, checkedKeys, type Attributes } from './checkedAttributes.js';
import type { Replies } from './replies.js';
import type { RtmEvent } from './rtmEvent.js';

/** Whether the members are told of a change. */
export interface Notify {
  /** Default `false`. */
  readonly notify?: boolean;
}

/** What the members of a channel have noted about it, 32 KB in all (SPEC RTM-14). */
export interface ChannelAttributes {
  /**
   * All attributes, whenever somebody changes some and asks that the members are told. Hot. What is changed while this
   * client has no link, however shortly, is not told later: `get()` reads it.
   */
  readonly changes$: Observable<readonly ChannelAttribute[]>;
  /** All of them, each with who changed it last, and when. */
  get(): Observable<readonly ChannelAttribute[]>;
  /** Replaces all. */
  set(attributes: Attributes, config?: Notify): Observable<void>;
  /** Changes some; the others stay. */
  update(attributes: Attributes, config?: Notify): Observable<void>;
  /** Removes some. */
  delete(keys: readonly string[], config?: Notify): Observable<void>;
  /** Removes all. */
  clear(config?: Notify): Observable<void>;
}

/** The attributes of a channel, over requests. */
export function channelAttributes({ ask }: Replies, events$: Observable<RtmEvent>, channel: string): ChannelAttributes {
  const set = (given: Attributes, mode: 'replace' | 'update', config: Notify, caller: string): Observable<void> => {
    const request = { t: 'setChannelAttributes', channel, attributes: checkedAttributes(given, caller), mode } as const;
    return ask({ request: { ...request, notify: checkedNotify(config, caller) } }, caller);
  };
  return {
    changes$: events$.pipe(
      filter((event) => event.type === 'channelAttributes'),
      filter((event) => event.channel === channel),
      map(({ attributes }) => attributes),
    ),
    get: () => ask({ request: { t: 'channelAttributesOf', channel } }, 'attributes.get'),
    set: (attributes, config = {}) => set(attributes, 'replace', config, 'attributes.set'),
    update: (attributes, config = {}) => set(attributes, 'update', config, 'attributes.update'),
    delete(keys, config = {}) {
      const caller = 'attributes.delete';
      const request = { t: 'deleteChannelAttributes', channel, keys: checkedKeys(keys, caller) } as const;
      return ask({ request: { ...request, notify: checkedNotify(config, caller) } }, caller);
    },
    clear: (config = {}) => set({}, 'replace', config, 'attributes.clear'),
  };
}

/** @throws TypeError that names `caller` and the value. */
function checkedNotify(config: Notify, caller: string): boolean {
  checkedNames(config, ['notify'], `${caller}: config`);
  const { notify = false } = config;
  mustBe(typeof notify === 'boolean', `${caller}: notify`, 'true or false', notify);
  return notify;
}
