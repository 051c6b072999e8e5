import { ReplaySubject, Subject, VirtualTimeScheduler } from 'rxjs';
import type { ChannelClientFrame, JoinFrame } from '../../lib/protocol/channelClientFrame.js';
import type { ChannelHubFrame } from '../../lib/protocol/channelFrames.js';
import type { LoginFrame, MessagingClientFrame } from '../../lib/protocol/messagingClientFrame.js';
import type { MessagingHubFrame } from '../../lib/protocol/messagingFrames.js';
import { createHub } from '../../lib/hub/createHub.js';
import type { Hub, HubOptions } from '../../lib/hub/hub.js';
import type { HubEvent } from '../../lib/hub/hubEvent.js';
import type { Link } from '../../lib/link/link.js';
import { LinkError } from '../../lib/link/linkError.js';

export type Heard = (ChannelHubFrame | MessagingHubFrame) & { readonly at: number };

/** A client made by hand: the other end of a link of the hub, without delay. */
export interface Peer {
  /** What the hub said, beats left out. */
  readonly heard: Heard[];
  /** Hears each frame as it comes, for peers that answer. */
  hears: ((frame: Heard) => void) | undefined;
  /** When it sent a beat. */
  readonly beats: number[];
  readonly closed: { readonly code: number; readonly reason: string; readonly at: number } | undefined;
  /** How many bytes the network has not taken. */
  buffered: number;
  says(frame: ChannelClientFrame | MessagingClientFrame): void;
  saysRaw(frame: unknown): void;
  joins(frame?: Partial<JoinFrame>): void;
  /** As ann, unless `frame` says otherwise; bob has a secret of his own. */
  logsIn(frame?: Partial<LoginFrame>): void;
  cut(): void;
}

export interface Stage {
  readonly hub: Hub;
  readonly time: VirtualTimeScheduler;
  readonly events: HubEvent[];
  /** Lets virtual time run until `at`, in ms; what is due then has happened. */
  until(at: number): void;
  peer(): Peer;
}

/** Of the first memory of a hub on this stage. */
export const epoch = 'e'.repeat(32);
export const secretOf = (digit: string): string => digit.repeat(32);

export function stage(options: HubOptions = {}): Stage {
  const time = new VirtualTimeScheduler();
  const anonymous = options.authenticate ? {} : { allowAnonymous: true };
  const hub = createHub({ ...anonymous, scheduler: time, random: () => 0.5, ids: () => epoch, ...options });
  const links$ = new Subject<Link>();
  const events: HubEvent[] = [];
  hub.events$.subscribe((event) => events.push(event));
  hub.accept(links$);

  return {
    hub,
    time,
    events,
    until(at) {
      time.schedule(() => {}, at - time.frame);
      time.maxFrames = at;
      time.flush();
    },
    peer() {
      const frames$ = new ReplaySubject<string>();
      const heard: Heard[] = [];
      const beats: number[] = [];
      let closed: Peer['closed'];
      const peer: Peer = {
        heard,
        hears: undefined,
        beats,
        get closed() {
          return closed;
        },
        buffered: 0,
        saysRaw: (frame) => frames$.next(frame as string),
        says: (frame) => frames$.next(JSON.stringify(frame)),
        joins: (frame = {}) =>
          peer.says({
            t: 'join',
            channel: 'room',
            uid: 'ann',
            secret: secretOf(frame.uid === 'bob' ? 'b' : 'a'),
            generation: 0,
            role: 'broadcaster',
            beat: 1_000,
            ...frame,
          }),
        logsIn: (frame = {}) =>
          peer.says({
            t: 'login',
            user: 'ann',
            secret: secretOf({ bob: 'b', cid: 'c' }[frame.user ?? 'ann'] ?? 'a'),
            generation: 0,
            beat: 1_000,
            inbox: 0,
            channels: [],
            ...frame,
          }),
        cut: () => frames$.error(new LinkError({ code: 1006, reason: 'cut' })),
      };
      links$.next({
        frames$,
        get buffered() {
          return peer.buffered;
        },
        send(text) {
          const frame = JSON.parse(text) as ChannelHubFrame | MessagingHubFrame;
          if (frame.t === 'beat') beats.push(time.frame);
          else {
            heard.push({ ...frame, at: time.frame });
            peer.hears?.(heard.at(-1)!);
          }
        },
        close(code = 1000, reason = '') {
          closed = { code, reason, at: time.frame };
          frames$.complete();
        },
      });
      return peer;
    },
  };
}
