import { EMPTY, Subject, filter, map } from 'rxjs';
import { follow } from '../connection/follow.js';
import type { Command } from '../connection/machine.js';
import { outcome, since, type Outcome } from '../connection/outcome.js';
import { checkedId } from '../session/checkedId.js';
import { payloadText } from '../session/payloadText.js';
import { isTokenEvent } from '../session/tokenEvent.js';
import { checkedToken } from '../session/tokenSource.js';
import { channelHandle } from './channelHandle.js';
import { checkedIds } from './checkedIds.js';
import { LoginError, isLoginError } from './loginError.js';
import { ownAttributes } from './ownAttributes.js';
import { peerStatus } from './peerStatus.js';
import { replies } from './replies.js';
import type { RtmChannel } from './rtmChannel.js';
import type { RtmClient } from './rtmClient.js';
import type { RtmConfig } from './rtmConfig.js';
import { messageIn, reportIn, type LoggedIn, type RtmCommand, type RtmEvent } from './rtmEvent.js';
import { rtmEvents } from './rtmEvents.js';
import type { RtmFrame } from './rtmFrame.js';
import type { RtmState, RtmWord } from './rtmTable.js';
import { watchedAtMost } from './watching.js';

/** How many users may be asked about at once (SPEC RTM-13). */
const queriedAtMost = 256;
/** What is told to the commands, not to the application. */
const inner: readonly RtmEvent['type'][] = ['link', 'command', 'reply', 'watching', 'unwatchable'];

/**
 * A user of a hub, who sends and receives messages and always knows what a reconnect has cost (SPEC RTM).
 *
 * 4 s without any data from the hub: (reconnecting, INTERRUPTED), for ever if need be. Under 30 s of absence nobody else
 * sees anything. On return the state changes first, then come the messages that were missed, then a report of what is
 * missing for good, then live messages. Nothing is dialled before `login()`.
 *
 * ```ts
 * import { createRtmClient } from 'rx-lifeline/rtm';
 * import { webSocketTransport } from 'rx-lifeline/websocket';
 * import { WebSocket } from 'ws';
 *
 * const ada = createRtmClient({
 *   transport: webSocketTransport({ url: 'ws://127.0.0.1:8080', WebSocket }),
 *   userId: 'ada',
 * });
 * ada.changes$.subscribe(({ state, reason }) => console.log(state, reason));
 * ada.messages$.subscribe(({ from, payload }) => console.log(from, payload));
 * ada.login();
 * ada.send('bob', { text: 'hello' }).subscribe({
 *   next: ({ outcome }) => console.log(outcome), // 'received' or 'cached'
 *   error: ({ message }) => console.log(message),
 * });
 * setTimeout(() => ada.dispose(), 200); // logs out; nothing keeps the process any more
 * ```
 *
 * @throws TypeError, RangeError that names the option and the value.
 */
export function createRtmClient(config: RtmConfig): RtmClient {
  const commands = new Subject<RtmCommand>();
  const { events$, state$, state } = follow<RtmEvent, RtmFrame, RtmState>(rtmEvents(config)(commands), 'disconnected');
  const asking = replies(events$, commands);
  const channels = new Map<string, RtmChannel>();
  const only = <T extends RtmEvent['type']>(type: T) =>
    events$.pipe(filter((event): event is Extract<RtmEvent, { type: T }> => event.type === type));

  return {
    get state() {
      return state();
    },
    state$,
    changes$: only('change').pipe(map(({ change }) => change)),
    events$: events$.pipe(filter(({ type }) => !inner.includes(type))),
    messages$: only('message').pipe(map(messageIn)),
    continuity$: only('continuity').pipe(map(reportIn)),
    token$: events$.pipe(filter(isTokenEvent)),
    attempts$: only('attempt').pipe(map(({ attempt }) => attempt)),
    attributes: ownAttributes(asking, config.userId),
    login() {
      const command: Command<RtmWord> = { word: 'login' };
      return outcome(
        since(events$, command),
        loggedInBy,
        () => new LoginError('DISPOSED'),
        () => commands.next(command),
      );
    },
    logout() {
      commands.next({ word: 'logout' });
      return EMPTY;
    },
    send: (to, payload) =>
      asking.ask({ to: { user: checkedId(to, 'send: to') }, payload: payloadText(payload, 'send: payload') }, 'send'),
    channel(id) {
      const channel = channels.get(id) ?? channelHandle(checkedId(id, 'channel: id'), asking, events$);
      channels.set(id, channel);
      return channel;
    },
    peerStatus: (userIds) => peerStatus(checkedIds(userIds, watchedAtMost, 'peerStatus'), events$, commands),
    query: (userIds) =>
      asking.ask({ request: { t: 'query', users: checkedIds(userIds, queriedAtMost, 'query') } }, 'query'),
    renewToken: (token) => asking.ask({ request: { t: 'renew', token: checkedToken(token) } }, 'renewToken'),
    reconnect: () => commands.next({ word: 'dial' }),
    dispose() {
      commands.next({ word: 'logout' });
      commands.complete();
    },
  };
}

function loggedInBy(event: RtmEvent): Outcome<LoggedIn> | undefined {
  if (event.type === 'command' && !event.taken) return { error: new LoginError('ALREADY_LOGGED_IN') };
  if (event.type === 'loggedIn') return { value: { elapsed: event.elapsed, at: event.at } };
  if (event.type !== 'change' || event.change.state !== 'disconnected') return undefined;
  const { reason, cause } = event.change;
  if (isLoginError(cause)) return { error: cause };
  return { error: new LoginError(reason === 'LOGIN_TIMEOUT' ? 'TIMEOUT' : 'LOGOUT', '', cause) };
}
