import type { Socket } from 'node:net';

/**
 * RST: at once, or when a FIN is on its way out, right after it. Node loses a socket that is reset meanwhile: it stays
 * open, and a process that has one spins at its end instead of ending.
 */
export function reset(socket: Socket): void {
  const ending = socket.writableEnded && socket.writableLength === 0 && !socket.writableFinished;
  if (ending) socket.once('finish', () => socket.resetAndDestroy());
  else socket.resetAndDestroy();
}
