import { ConnectError } from '../connection/connectError.js';
import type { Command, ConnectionEvent, Moment } from '../connection/machine.js';
import type { Link } from '../link/link.js';
import type { JoinedFrame, Role } from '../protocol/channelFrames.js';
import { again, answered, asked, noRequests, sayable, type Requests } from '../session/requests.js';
import type { SessionStep } from '../session/session.js';
import type { TokenSignal } from '../session/tokenLife.js';
import type { ChannelFrame } from './channelFrame.js';
import { RefusedError } from './refusedError.js';
import { emptyRoster, heardOfPeers, newsOfPeers, type Roster, type RosterFrame } from './roster.js';
import type { RtcEvent, RtcRequest } from './rtcEvent.js';
import type { RtcReason, RtcState, RtcWord } from './rtcTable.js';

/** What the core of a channel tells. */
export type CoreEvent = ConnectionEvent<ChannelFrame, JoinedFrame, RtcState, RtcReason, RtcWord>;

/** What moves a channel beside its connection. */
export type OwnSignal =
  | RtcRequest
  | TokenSignal
  /** The hub has run long enough to know who is there. */
  | { readonly type: 'settled' };

/** What a channel knows beside its connection. */
export interface RtcMachine {
  readonly state: RtcState;
  readonly link: Link<ChannelFrame> | null;
  /** What the hub granted; 0 while the application's own join has not been accepted (SPEC HUB-3). */
  readonly generation: number;
  readonly role: Role;
  readonly token: string | undefined;
  /** When the token ends, by the monotonic clock; `Infinity`: never, or not known. */
  readonly expiresAt: number;
  readonly roster: Roster;
  /** From when on a peer that the hub does not know is gone, by the monotonic clock. */
  readonly settledAt: number;
  readonly requests: Requests<RtcRequest>;
}

export function startRtc(role: Role, token: string | undefined): RtcMachine {
  return {
    state: 'disconnected',
    link: null,
    generation: 0,
    role,
    token,
    expiresAt: Infinity,
    roster: emptyRoster,
    settledAt: -Infinity,
    requests: noRequests,
  };
}

const over = (state: RtcState) => state === 'disconnected' || state === 'failed';

/** What `signal` makes of a channel: pure. */
export function rtcStep(
  before: RtcMachine,
  signal: CoreEvent | OwnSignal,
  { now, at }: Moment,
): SessionStep<RtcMachine, RtcEvent, ChannelFrame, RtcWord> {
  const events: RtcEvent[] = [];
  const frames: ChannelFrame[] = [];
  const commands: Command<RtcWord>[] = [];
  let machine = before;
  const set = (facts: Partial<RtcMachine>) => {
    machine = { ...machine, ...facts };
  };

  const tellPeers = () => {
    const [news, roster] = newsOfPeers(machine.roster, now >= machine.settledAt);
    if (news.length === 0) return;
    set({ roster });
    for (const peer of news) events.push({ ...peer, at });
    events.push({ type: 'peers', peers: [...roster.told] });
  };

  const hearOfPeers = (frame: RosterFrame) => {
    set({ roster: heardOfPeers(machine.roster, frame) });
    if (machine.state === 'connected') tellPeers();
  };

  const sayDue = () => {
    if (!machine.link) return;
    const { due, rest } = sayable(machine.requests);
    set({ requests: rest });
    for (const [id, command] of due) frames.push(frameOf(id, command));
  };

  const reply = (id: number, error?: Error) => {
    const command = machine.requests.open.get(id);
    set({ requests: answered(machine.requests, id) });
    sayDue();
    if (!command) return;
    if (command.request === 'renew') {
      if (!error) set({ token: command.token });
      events.push(error ? { type: 'tokenRenewalFailed', cause: error, at } : { type: 'tokenRenewed', at });
    }
    events.push({ type: 'reply', command, ...(error && { error }) });
  };

  const expire = (expiresIn: number | undefined) =>
    set({ expiresAt: expiresIn === undefined ? Infinity : now + expiresIn });

  const request = (command: RtcRequest) => {
    if (command.request === 'role') set({ role: command.role });
    else if (machine.state !== 'connected') set({ token: command.token });
    if (over(machine.state)) {
      events.push({ type: 'reply', command });
      return;
    }
    set({ requests: asked(machine.requests, command) });
    sayDue();
    if (command.request === 'renew' && machine.state !== 'connected') commands.push({ word: 'dial' });
  };

  const change = (event: Extract<CoreEvent, { type: 'change' }>) => {
    const { state, previous, reason, silentFor, cause, accepted } = event.change;
    set({ state });
    events.push(event);
    if (state === 'connecting') set({ generation: 0 });
    if (state === 'connected') {
      events.push({ type: previous === 'connecting' ? 'joined' : 'rejoined', elapsed: silentFor, at });
      if (!accepted) tellPeers();
    }
    if (!over(state)) return;
    for (const id of machine.requests.open.keys()) reply(id, new ConnectError(state, reason, cause));
    if (machine.roster.told.size > 0) events.push({ type: 'peers', peers: [] });
    set({ roster: emptyRoster, settledAt: -Infinity, expiresAt: Infinity });
    if (reason === 'TOKEN_EXPIRED') events.push({ type: 'tokenExpired', at });
  };

  const hear = (frame: ChannelFrame) => {
    switch (frame.t) {
      case 'peerJoined':
      case 'peerLeft':
        hearOfPeers(frame);
        break;
      case 'message':
        events.push({ type: 'message', from: frame.from, data: frame.data, at });
        break;
      case 'done':
        if (machine.requests.open.get(frame.id)?.request === 'renew') expire(frame.expiresIn);
        reply(frame.id);
        break;
      case 'denied':
        reply(frame.id, new RefusedError(frame.reason, frame.message));
        break;
    }
  };

  if ('request' in signal) request(signal);
  else {
    switch (signal.type) {
      case 'change':
        change(signal);
        break;
      case 'link':
        set({ link: signal.link });
        events.push(signal);
        break;
      case 'accepted':
        set({ generation: signal.value.generation });
        expire(signal.value.expiresIn);
        set({ settledAt: now + (signal.value.settling ?? 0) });
        hearOfPeers(signal.value);
        set({ requests: again(machine.requests) });
        sayDue();
        break;
      case 'frame':
        hear(signal.frame);
        break;
      case 'renewal':
        request({ request: 'renew', token: signal.token });
        break;
      case 'tokenEnded':
        commands.push({ word: 'TOKEN_EXPIRED' });
        break;
      case 'settled':
        if (machine.state === 'connected') tellPeers();
        break;
      case 'say':
        break;
      default:
        events.push(signal);
        break;
    }
  }
  return { machine, events, frames, commands };
}

function frameOf(id: number, command: RtcRequest): ChannelFrame {
  return command.request === 'role' ? { t: 'role', id, role: command.role } : { t: 'renew', id, token: command.token };
}
