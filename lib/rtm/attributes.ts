import type { LoggedInFrame } from '../protocol/messagingFrames.js';
import type { RtmRequest } from './rtmEvent.js';
import type { RtmMachine } from './rtmMachine.js';

/** Key and value. */
export type Pairs = readonly (readonly [string, string])[];

/** What a change that the hub has confirmed makes of one's own attributes. */
export function attributesAfter<B extends ReadonlyMap<string, string> | null>(
  before: B,
  frame: RtmRequest['request'],
): ReadonlyMap<string, string> | B {
  if (frame.t === 'setAttributes') {
    if (frame.mode === 'replace') return new Map(frame.attributes);
    return before && new Map([...before, ...frame.attributes]);
  }
  if (frame.t !== 'deleteAttributes' || !before) return before;
  return new Map([...before].filter(([key]) => !frame.keys.includes(key)));
}

/**
 * What is to be asked first at a login, so that the hub and this client have the same attributes. A login of the
 * application takes up what another instance has left; who returns says its own again where the hub may have others.
 */
export function attributesAtLogin(
  { userId, attributes, unanswered, requests }: Pick<RtmMachine, 'userId' | 'attributes' | 'unanswered' | 'requests'>,
  session: LoggedInFrame['session'],
): readonly RtmRequest['request'][] {
  if (!attributes) return session === 'fresh' ? [] : [{ t: 'attributesOf', user: userId }];
  const isOwed = [...requests.open.values()].some(({ frame, command }) => !command && frame.t === 'setAttributes');
  // The yes that said that it is fresh may have been lost, or what was said then.
  if (session === 'resumed' && !unanswered && !isOwed) return [];
  if (session === 'fresh' && attributes.size === 0) return [];
  return [{ t: 'setAttributes', attributes: [...attributes], mode: 'replace' }];
}
