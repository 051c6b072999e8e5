import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Wire } from './frames.js';

interface Heard {
  readonly t: string;
  readonly id?: number;
  readonly reason?: string;
  /** The hub's words to a denied request, and to an undelivered message. */
  readonly message?: string;
  readonly detail?: string;
}

/** What the hub said to somebody who says what he likes, beats left out, and how it ended the link. */
export interface Answer {
  readonly heard: readonly Heard[];
  /** `'open'`: the hub has welcomed him. */
  readonly end: 'open' | { readonly code: number; readonly reason: string };
}

/**
 * Says `input` in one go on a fresh WebSocket. Resolves with the end of the link, or when the hub has read all of it and
 * the last that it said is `welcome`.
 */
export async function intrude(
  port: number,
  input: readonly Wire[],
  welcome: (last: Heard) => boolean = ({ t }) => t === 'joined',
): Promise<Answer> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, 'lifeline.1');
  const heard: Heard[] = [];
  await once(socket, 'open');
  const over = new Promise<Answer['end']>((resolve) => {
    socket.on('error', () => {}); // the close tells
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    let pongs = 0;
    const settle = (): void => {
      const last = heard.at(-1);
      if (pongs > 0 && last && welcome(last)) resolve('open');
    };
    socket.on('pong', () => {
      pongs++; // all of the input was read
      settle();
    });
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as Heard;
      if (frame.t === 'beat') return;
      heard.push(frame);
      settle();
    });
  });
  for (const wire of input) {
    if (typeof wire === 'string') socket.send(wire);
    else socket.send(Buffer.from(wire.hex, 'hex'), { binary: wire.opcode === 'binary' });
  }
  socket.ping();
  const end = await over;
  socket.terminate();
  return { heard, end };
}
