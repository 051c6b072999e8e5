import { interval, NEVER, type Observable } from 'rxjs';
import { decode, encode } from '../../lib/protocol/codec.js';
import {
  messagingClientFrame,
  type LoginFrame,
  type MessagingClientFrame,
} from '../../lib/protocol/messagingClientFrame.js';
import { type LoggedInFrame, type MessagingHubFrame } from '../../lib/protocol/messagingFrames.js';
import { createRtmClient } from '../../lib/rtm/createRtmClient.js';
import type { RtmClient } from '../../lib/rtm/rtmClient.js';
import type { RtmConfig } from '../../lib/rtm/rtmConfig.js';
import type { RtmEvent } from '../../lib/rtm/rtmEvent.js';
import { handTransport, type Dial } from './handTransport.js';

/** The instance of another client, for the ids of its messages. */
export const other = 'b'.repeat(32);

/** A hub that is worked by hand: it grants logins and beats once a second, and says what the test says. */
export interface ScriptedHub {
  readonly transport: RtmConfig['transport'];
  readonly dials: readonly Dial[];
  /** What the hub answers to a login: default yes, in its present `epoch`; `null` for nothing. */
  onLogin: (login: LoginFrame) => MessagingHubFrame | null;
  /** Answers other frames; default not at all. */
  onFrame: (frame: MessagingClientFrame) => MessagingHubFrame | null;
  /** Whether links open by themselves. */
  network: 'up' | 'down';
  /** Whether the hub can be heard. */
  voice: 'loud' | 'mute';
  epoch: string;
  session: LoggedInFrame['session'];
  /** Says something on the latest link, or on number `link`, from 0. */
  say(frame: MessagingHubFrame, link?: number): void;
  /** Everything of one kind that clients have said, in order. */
  heard<T extends MessagingClientFrame['t']>(kind: T): Extract<MessagingClientFrame, { t: T }>[];
  /** Begins to note anew what is heard. */
  forget(): void;
}

export function scriptedHub(): ScriptedHub {
  const heard: MessagingClientFrame[] = [];
  const { transport, dials } = handTransport({
    open: () => hub.network === 'up',
    answer(text, dial) {
      const frame = decode(messagingClientFrame, text);
      heard.push(frame);
      const reply = frame.t === 'login' ? hub.onLogin(frame) : hub.onFrame(frame);
      if (reply) dial.say(encode(reply));
      if (reply?.t === 'loggedIn') beat(dial);
    },
  });
  const beat = (dial: Dial) => {
    const beats = interval(1_000).subscribe(() => {
      if (dial.state !== 'open') return beats.unsubscribe();
      if (hub.voice === 'loud') dial.say(encode({ t: 'beat' }));
    });
  };
  let generation = 0;
  const hub: ScriptedHub = {
    transport,
    dials,
    network: 'up',
    voice: 'loud',
    epoch: 'e1',
    session: 'resumed',
    onLogin: (login) => ({
      t: 'loggedIn',
      generation: login.generation || ++generation,
      beat: login.beat,
      epoch: hub.epoch,
      session: login.epoch === undefined ? 'fresh' : hub.session,
    }),
    onFrame: () => null,
    say: (frame, link = dials.length - 1) => dials[link]?.say(encode(frame)),
    heard: (kind) =>
      heard.filter((frame): frame is Extract<MessagingClientFrame, { t: typeof kind }> => frame.t === kind),
    forget: () => void (heard.length = 0),
  };
  return hub;
}

/** A client of a hub, what happened to it, a line an event, and how its commands ended. */
export interface Watched {
  readonly client: RtmClient;
  readonly log: string[];
  /** The outcome of a command as it comes in: `name: value`, `name: ErrorName reason`. */
  readonly results: string[];
  track(name: string, result: Observable<unknown>): void;
}

export function watched(hub: Pick<ScriptedHub, 'transport'>, config: Partial<RtmConfig> = {}): Watched {
  const client = createRtmClient({
    transport: hub.transport,
    userId: 'ada',
    random: () => 0.5,
    signals$: NEVER,
    ...config,
  });
  const log: string[] = [];
  const results: string[] = [];
  client.events$.subscribe((event) => log.push(...lineOf(event)));
  return {
    client,
    log,
    results,
    track: (name, result) =>
      void result.subscribe({
        next: (value) => results.push(`${name}: ${JSON.stringify(value)}`),
        error: (error: Error & { reason?: string }) =>
          results.push(`${name}: ${error.name} ${error.reason ?? error.message}`),
      }),
  };
}

/** `12000 reconnecting INTERRUPTED`: attempts are left out. */
export function lineOf(event: RtmEvent): string[] {
  switch (event.type) {
    case 'change':
      return [`${event.change.at} ${event.change.state} ${event.change.reason}`];
    case 'message':
      return [`message ${event.from} ${JSON.stringify(event.payload)}${event.backfilled ? ' backfilled' : ''}`];
    case 'channelMessage':
      return [
        `${event.channel}: message ${event.from} ${JSON.stringify(event.payload)}${event.backfilled ? ' backfilled' : ''}`,
      ];
    case 'continuity':
      return [
        `continuity ${event.channel ?? 'inbox'} ${event.continuity} replayed ${event.replayed} missed ${event.missed}`,
      ];
    case 'memberJoined':
    case 'memberLeft':
      return [`${event.channel}: ${event.type} ${event.userId}`];
    case 'members':
      return [`${event.channel}: members ${event.members.join(' ')}`];
    case 'memberCount':
      return [`${event.channel}: count ${event.count}`];
    case 'status':
      return [`status ${event.userId} ${event.status}`];
    case 'tokenWillExpire':
    case 'tokenExpired':
    case 'tokenRenewed':
    case 'tokenRenewalFailed':
      return [`${event.at} ${event.type}`];
    default:
      return [];
  }
}
