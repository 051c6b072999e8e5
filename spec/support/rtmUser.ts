import { filter, firstValueFrom, timeout } from 'rxjs';
import { WebSocket } from 'ws';
import { createRtmClient, type RtmClient, type RtmConfig } from '../../lib/rtm/index.js';
import { webSocketTransport } from '../../lib/transport/webSocketTransport.js';
import { faultyProxy, type FaultyProxy } from './faultyProxy.js';

/** A user of a hub, over a proxy of its own. */
export interface RtmUser {
  readonly client: RtmClient;
  readonly proxy: FaultyProxy;
  close(): Promise<void>;
}

/** A user that has logged in to the hub on `port`. */
export async function rtmUser(port: number, userId: string, config: Partial<RtmConfig> = {}): Promise<RtmUser> {
  const proxy = await faultyProxy({ target: { port } });
  const transport = webSocketTransport({ url: `ws://127.0.0.1:${proxy.port}`, protocols: 'lifeline.1', WebSocket });
  const client = createRtmClient({ transport, userId, ...config });
  await firstValueFrom(client.login());
  return {
    client,
    proxy,
    close() {
      client.dispose();
      return proxy.close();
    },
  };
}

/** Waits until a client is connected, at most 60 s. */
export const connected = ({ state$ }: RtmClient): Promise<unknown> =>
  firstValueFrom(
    state$.pipe(
      filter((state) => state === 'connected'),
      timeout(60_000),
    ),
  );
