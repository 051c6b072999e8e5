import { NEVER, Subscription, type Observable } from 'rxjs';
import type { EnvironmentSignal } from '../../lib/link/environment.js';
import { createRtcChannel, type RtcChannel } from '../../lib/rtc/createRtcChannel.js';
import type { RtcConfig } from '../../lib/rtc/rtcConfig.js';
import type { RtcEvent } from '../../lib/rtc/rtcEvent.js';
import type { ReconnectReason } from '../../lib/rtc/rtcTable.js';
import { stepOf, type Tell } from './lanes.js';
import { userOf, type Part } from './onNetwork.js';
import { tokenNews } from './tokenNews.js';

/** The lanes of a member, each behind its name and a dot. */
export const kindsOfLane = ['state', 'lost', 'joined', 'rejoined', 'elapsed', 'peers', 'messages', 'token', 'attempts'];

export type MemberConfig = Pick<RtcConfig, 'thresholds' | 'deadlines' | 'random' | 'token'>;

/**
 * A member of a channel that does what its lane says, by `where`: `join`, `leave`, `send`, `reconnect` (or
 * `reconnect SETTING_PROXY_SERVER`), `renew 60s` (a token that is good for so long), `role audience`.
 */
export function member({ name, transport, given, tell }: Part, config: MemberConfig): Subscription {
  const channel = createRtcChannel({
    ...config,
    transport,
    channel: 'lobby',
    uid: userOf(name),
    signals$: (given('signals') ?? NEVER) as Observable<EnvironmentSignal>,
  });
  const playing = new Subscription(() => channel.dispose());
  playing.add(channel.events$.subscribe((event) => tellEvent(event, tell)));
  playing.add(given('do')?.subscribe((command) => act(channel, command)));
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

function act(channel: RtcChannel, command: string): void {
  const nothing = { error: () => undefined };
  const [verb, argument = ''] = command.split(' ');
  switch (verb) {
    case 'join':
      return void channel.join().subscribe(nothing);
    case 'leave':
      return void channel.leave();
    case 'send':
      return void channel.send('hello');
    case 'reconnect':
      return channel.reconnect(argument === '' ? {} : { reason: argument as ReconnectReason });
    case 'renew':
      return void channel.renewToken(argument).subscribe(nothing);
    case 'role':
      return void channel.setRole(argument as 'broadcaster' | 'audience').subscribe(nothing);
    default:
      throw new Error(`'${command}' is nothing that a member does`);
  }
}
