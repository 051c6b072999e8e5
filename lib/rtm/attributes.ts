import type { RtmRequest } from './rtmEvent.js';

/** Key and value. */
export type Pairs = readonly (readonly [string, string])[];

/** What a change that the hub has confirmed makes of one's own attributes. */
export function attributesAfter(
  before: ReadonlyMap<string, string>,
  frame: RtmRequest['request'],
): ReadonlyMap<string, string> {
  if (frame.t === 'setAttributes') {
    return new Map(frame.mode === 'replace' ? frame.attributes : [...before, ...frame.attributes]);
  }
  if (frame.t !== 'deleteAttributes') return before;
  return new Map([...before].filter(([key]) => !frame.keys.includes(key)));
}
