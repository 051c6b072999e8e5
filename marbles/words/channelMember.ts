import { NEVER, Subscription, type Observable } from 'rxjs';
import type { EnvironmentSignal } from '../../lib/link/environment.js';
import type { Transport } from '../../lib/link/link.js';
import { createRtcChannel, type RtcChannel } from '../../lib/rtc/createRtcChannel.js';
import type { RtcConfig } from '../../lib/rtc/rtcConfig.js';
import type { RtcEvent } from '../../lib/rtc/rtcEvent.js';
import type { ReconnectReason } from '../../lib/rtc/rtcTable.js';
import { stepOf, type Tell } from './lanes.js';

/** The lanes of a member, each behind its name and a dot. */
export const kindsOfLane = [
  ...['state', 'lost', 'joined', 'rejoined', 'elapsed', 'peers', 'messages', 'token'],
  ...['attempts', 'sent', 'got'],
] as const;

export type MemberConfig = Pick<RtcConfig, 'thresholds' | 'deadlines' | 'random' | 'token'>;

interface Part {
  readonly commands$: Observable<string> | undefined;
  readonly signals$: Observable<string> | undefined;
  readonly config: MemberConfig;
  readonly tell: Tell;
}

/**
 * A member of a channel that does what its lane says: `j` join, `l` leave, `s` send, `r` reconnect; and by `where`
 * `renew 60s` (a token that is good for so long), `role audience`, `reconnect SETTING_PROXY_SERVER`.
 */
export function member(
  name: string,
  transport: Transport,
  { commands$ = NEVER, signals$ = NEVER, config, tell }: Part,
): Subscription {
  const channel = createRtcChannel({
    ...config,
    transport,
    channel: 'lobby',
    uid: name.split('-')[0] ?? name,
    signals$: signals$ as Observable<EnvironmentSignal>,
  });
  const playing = new Subscription(() => channel.dispose());
  playing.add(channel.events$.subscribe((event) => tellEvent(event, (lane, value) => tell(`${name}.${lane}`, value))));
  playing.add(commands$.subscribe((command) => act(channel, command)));
  return playing;
}

function tellEvent(event: RtcEvent, tell: Tell): void {
  switch (event.type) {
    case 'change':
      return tell('state', `${event.change.state} ${event.change.reason}`);
    case 'joined':
    case 'rejoined':
      tell(event.type, event.type);
      return tell('elapsed', `${event.elapsed} ms`);
    case 'lost':
      return tell('lost', 'lost');
    case 'peerJoined':
      return tell('peers', `${event.uid} joined`);
    case 'peerOffline':
      return tell('peers', `${event.uid} ${event.reason}`);
    case 'message':
      return tell('messages', String(event.data));
    case 'tokenWillExpire':
    case 'tokenExpired':
    case 'tokenRenewed':
    case 'tokenRenewalFailed':
      return tell('token', tokenNews[event.type]);
    case 'attempt': {
      const step = stepOf(event.attempt);
      return step === undefined ? undefined : tell('attempts', step);
    }
  }
}

const tokenNews = {
  tokenWillExpire: 'will expire',
  tokenExpired: 'expired',
  tokenRenewed: 'renewed',
  tokenRenewalFailed: 'refused',
} as const;

function act(channel: RtcChannel, command: string): void {
  const nothing = { error: () => undefined };
  const [verb, argument = ''] = command.split(' ');
  switch (verb) {
    case 'j':
      return void channel.join().subscribe(nothing);
    case 'l':
      return void channel.leave();
    case 's':
      return void channel.send('s');
    case 'r':
      return channel.reconnect();
    case 'reconnect':
      return channel.reconnect({ reason: argument as ReconnectReason });
    case 'renew':
      return void channel.renewToken(argument).subscribe(nothing);
    case 'role':
      return void channel.setRole(argument as 'broadcaster' | 'audience').subscribe(nothing);
    default:
      throw new Error(`'${command}' is nothing that a member does`);
  }
}
