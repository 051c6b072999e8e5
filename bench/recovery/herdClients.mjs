// One process: some users of the hub, and when each was connected last.
import { defer, firstValueFrom, retry } from 'rxjs';
import { WebSocket } from 'ws';
import { createRtmClient } from '../../dist/esm/rtm/index.js';
import { webSocketTransport } from '../../dist/esm/transport/webSocketTransport.js';
import { answering, clock } from './answering.mjs';

const atOnce = 50;
const linkedAt = new Map();

answering({
  async login({ port, from, to }) {
    const transport = webSocketTransport({ url: `ws://127.0.0.1:${port}`, protocols: 'lifeline.1', WebSocket });
    for (let next = from; next < to; next += atOnce) {
      const users = Array.from({ length: Math.min(atOnce, to - next) }, (_, at) => `user-${next + at}`);
      await Promise.all(
        users.map((userId) => {
          const client = createRtmClient({ transport, userId });
          client.attempts$.subscribe(({ type }) => type === 'accepted' && linkedAt.set(userId, clock()));
          return firstValueFrom(defer(() => client.login()).pipe(retry(3)));
        }),
      );
    }
  },
  linkedAt: () => [...linkedAt.values()],
});
