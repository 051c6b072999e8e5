import { WebSocket } from 'ws';
import type { WebSocketConstructor } from '../../transport/webSocketTransport.js';

/** The WebSocket of `ws`, dialling with these headers. */
export const socketWith = (headers: Readonly<Record<string, string>>): WebSocketConstructor =>
  class extends WebSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols, { headers });
    }
  };
