import { map, type Observable } from 'rxjs';
import { checkedId } from '../session/checkedId.js';
import type { Pairs } from './attributes.js';
import { checkedAttributes, checkedKeys, type Attributes } from './checkedAttributes.js';
import type { Replies } from './replies.js';

/** One's own attributes, which live as long as the session, and those of others (SPEC RTM-14). */
export interface OwnAttributes {
  /** One's own, or those of another user. */
  get(userId?: string): Observable<Attributes>;
  /** Replaces all. */
  set(attributes: Attributes): Observable<void>;
  /** Changes some; the others stay. */
  update(attributes: Attributes): Observable<void>;
  /** Removes some. */
  delete(keys: readonly string[]): Observable<void>;
  /** Removes all. */
  clear(): Observable<void>;
}

/** The attributes of the user `self`, over requests. */
export function ownAttributes({ ask }: Replies, self: string): OwnAttributes {
  const set = (given: Attributes, mode: 'replace' | 'update', caller: string): Observable<void> =>
    ask({ request: { t: 'setAttributes', attributes: checkedAttributes(given, caller), mode } }, caller);
  return {
    get: (userId = self) =>
      ask<Pairs>(
        { request: { t: 'attributesOf', user: checkedId(userId, 'attributes.get: userId') } },
        'attributes.get',
      ).pipe(map((pairs) => Object.fromEntries(pairs))),
    set: (attributes) => set(attributes, 'replace', 'attributes.set'),
    update: (attributes) => set(attributes, 'update', 'attributes.update'),
    delete: (keys) =>
      ask({ request: { t: 'deleteAttributes', keys: checkedKeys(keys, 'attributes.delete') } }, 'attributes.delete'),
    clear: () => set({}, 'replace', 'attributes.clear'),
  };
}
