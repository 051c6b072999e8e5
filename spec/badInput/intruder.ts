import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Wire } from './frames.js';

/** What the hub said to somebody who says what he likes, beats left out, and how it ended the link. */
export interface Answer {
  readonly heard: readonly { readonly t: string; readonly reason?: string }[];
  /** `'open'`: the hub has welcomed him. */
  readonly end: 'open' | { readonly code: number; readonly reason: string };
}

/** Says `input` in one go on a fresh WebSocket. Resolves with the end of the link, or when the hub has said `joined`. */
export async function intrude(port: number, input: readonly Wire[]): Promise<Answer> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, 'lifeline.1');
  const heard: { t: string; reason?: string }[] = [];
  await once(socket, 'open');
  const over = new Promise<Answer['end']>((resolve) => {
    socket.on('error', () => {}); // the close tells
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    socket.on('pong', () => heard.at(-1)?.t === 'joined' && resolve('open')); // all of the input was read
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as { t: string };
      if (frame.t !== 'beat') heard.push(frame);
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
