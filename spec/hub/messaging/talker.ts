import type { MessagingClientFrame } from '../../../lib/protocol/messagingClientFrame.js';
import { secretOf, type Heard, type Peer, type Stage } from '../stage.js';

type Message = Extract<MessagingClientFrame, { t: 'sendTo' | 'publish' }>;

/** A letter, or with no receiver a message of the channel. */
export interface Sent {
  readonly to?: string;
  readonly text: string;
}

/** As little of a client as the protocol asks for: positions, resends, acknowledgements. */
export interface Talker {
  readonly name: string;
  /** What was read, as `from text`. */
  readonly mail: string[];
  readonly channel: string[];
  /** What was taken, of its own. */
  readonly accepted: Sent[];
  /** What went out and had no outcome within 10 s. */
  readonly unknown: Sent[];
  missed: number;
  /** Reports that nobody knows what was missed. */
  readonly lost: number;
  readonly waiting: number;
  connect(): void;
  cut(): void;
  send(to: string): void;
  publish(): void;
}

export function talker(scene: Stage, name: string, digit: string): Talker {
  let peer: Peer | undefined;
  let position: number | undefined;
  let [generation, inbox, count, lost] = [0, 0, 0, 0];
  let epoch: string | undefined;
  let ready = false;
  const waiting = new Map<string, { readonly frame: Message; readonly sent: Sent }>();
  const seen = new Set<string>();

  const say = (frame: MessagingClientFrame): void => peer?.says(frame);
  const said = new Set<string>();
  const resend = (frame: Message): void => {
    said.add(frame.message);
    say(frame.t === 'publish' ? { ...frame, seen: position ?? 0 } : frame);
  };

  const hear = (frame: Heard): void => {
    switch (frame.t) {
      case 'loggedIn':
        ({ generation, epoch } = frame);
        ready = true;
        if (position === undefined) say({ t: 'enter', id: 1, channel: 'room' });
        for (const { frame } of waiting.values()) resend(frame);
        return;
      case 'done':
        position = ((frame as { result?: { seq: number } }).result ?? { seq: 0 }).seq;
        return;
      case 'peerMessage':
        inbox = frame.seq;
        if (!seen.has(`${frame.from} ${frame.message}`)) me.mail.push(`${frame.from} ${String(frame.payload)}`);
        seen.add(`${frame.from} ${frame.message}`);
        return say({ t: 'received', seq: frame.seq });
      case 'channelMessage':
        if (position === undefined) return;
        if (frame.seq <= position) throw new Error(`${name} was told ${frame.seq} after ${position}`);
        position = frame.seq;
        me.channel.push(`${frame.from} ${String(frame.payload)}`);
        return;
      case 'continuity':
        if (frame.missed === null) lost++;
        if (frame.channel === null) inbox = Math.max(inbox, frame.seq);
        else {
          me.missed += frame.missed ?? 0;
          position = frame.seq;
        }
        return;
      case 'receipt': {
        const { sent } = waiting.get(frame.message) ?? {};
        if (sent) me.accepted.push(sent);
        waiting.delete(frame.message);
        return;
      }
      case 'undelivered':
      case 'refused':
      case 'removed':
        throw new Error(`${name} heard ${JSON.stringify(frame)}`);
    }
  };

  const send = (frame: Message, sent: Sent): void => {
    waiting.set(frame.message, { frame, sent });
    if (ready) resend(frame);
    scene.time.schedule(() => {
      if (waiting.delete(frame.message) && said.has(frame.message)) me.unknown.push(sent);
    }, 10_000);
  };

  const me: Talker = {
    name,
    mail: [],
    channel: [],
    accepted: [],
    unknown: [],
    missed: 0,
    get lost() {
      return lost;
    },
    get waiting() {
      return waiting.size;
    },
    connect() {
      peer = scene.peer();
      ready = false;
      const line = peer;
      peer.hears = (frame) => line === peer && hear(frame);
      const channels: [string, number][] = position === undefined ? [] : [['room', position]];
      const login = { user: name, secret: secretOf(digit), generation, inbox, channels, ...(epoch && { epoch }) };
      peer.logsIn(login);
      const beat = (): void => {
        if (line !== peer) return;
        say({ t: 'beat' });
        scene.time.schedule(beat, 1_000);
      };
      scene.time.schedule(beat, 1_000);
    },
    cut() {
      const line = peer;
      peer = undefined;
      ready = false;
      line?.cut();
    },
    send: (to) => {
      const text = `m${++count}`;
      send({ t: 'sendTo', message: `${digit.repeat(32)}.${count}`, to, payload: text }, { to, text });
    },
    publish() {
      const text = `c${++count}`;
      send(
        { t: 'publish', message: `${digit.repeat(32)}.${count}`, channel: 'room', payload: text, seen: 0 },
        { text },
      );
    },
  };
  return me;
}
