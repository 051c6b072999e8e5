import { BehaviorSubject, filter, map, type Observable } from 'rxjs';
import { payloadText } from '../session/payloadText.js';
import { channelAttributes } from './channelAttributes.js';
import type { Replies } from './replies.js';
import type { RtmChannel } from './rtmChannel.js';
import { messageIn, reportIn, type RtmEvent } from './rtmEvent.js';

type ChannelEvent = Extract<RtmEvent, { readonly channel: string | null }>;

/** The channel `id` of a client, to which `events$` happen. */
export function channelHandle(id: string, replies: Replies, events$: Observable<RtmEvent>): RtmChannel {
  const only = <T extends ChannelEvent['type']>(type: T) =>
    events$.pipe(
      filter((event): event is Extract<ChannelEvent, { type: T }> => event.type === type),
      filter(({ channel }) => channel === id),
    );
  const members = new BehaviorSubject<readonly string[]>([]);
  const count = new BehaviorSubject<number | null>(null);
  only('members')
    .pipe(map((event) => event.members))
    .subscribe(members);
  events$
    .pipe(
      filter((event) => event.type === 'memberCount' || event.type === 'members'),
      filter(({ channel }) => channel === id),
    )
    .subscribe({
      next(event) {
        if (event.type === 'memberCount') count.next(event.count);
        else if (event.members.length === 0) count.next(null);
      },
      error: (error: unknown) => count.error(error),
      complete: () => count.complete(),
    });
  const news = (type: 'memberJoined' | 'memberLeft') => only(type).pipe(map(({ userId, at }) => ({ userId, at })));

  return {
    id,
    messages$: only('channelMessage').pipe(map(messageIn)),
    members$: members.asObservable(),
    memberJoined$: news('memberJoined'),
    memberLeft$: news('memberLeft'),
    memberCount$: count.pipe(filter((present) => present !== null)),
    continuity$: only('continuity').pipe(map(reportIn)),
    attributes: channelAttributes(replies, events$, id),
    join: () => replies.ask({ enter: id }, 'join'),
    leave: () => replies.ask({ exit: id }, 'leave'),
    send: (payload) => replies.ask({ to: { channel: id }, payload: payloadText(payload, 'send: payload') }, 'send'),
  };
}
