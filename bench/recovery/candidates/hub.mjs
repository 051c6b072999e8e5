// Both profiles, on a hub. In each case a peer in the hub's process talks to the client.
import { WebSocket } from 'ws';
import { defer, firstValueFrom, retry, Subject } from 'rxjs';
import { createHub } from '../../../dist/esm/hub/index.js';
import { createRtcChannel } from '../../../dist/esm/rtc/index.js';
import { createRtmClient } from '../../../dist/esm/rtm/index.js';
import { webSocketLinks } from '../../../dist/esm/transport/webSocketLinks.js';
import { webSocketTransport } from '../../../dist/esm/transport/webSocketTransport.js';
import { talk } from '../talk.mjs';

async function hub() {
  const listening = new Subject();
  const address = firstValueFrom(listening);
  createHub({ allowAnonymous: true }).accept(webSocketLinks({ port: 0, host: '127.0.0.1', listening }));
  return (await address).port;
}

const dialling = (port) => webSocketTransport({ url: `ws://127.0.0.1:${port}`, protocols: 'lifeline.1', WebSocket });

const member = (id, uid, port) => createRtcChannel({ transport: dialling(port), channel: `case-${id}`, uid });
const user = (userId, port) => createRtmClient({ transport: dialling(port), userId });

/** A first login gives up after 6 s, which a busy machine may need. */
const loggedIn = (client) => defer(() => client.login()).pipe(retry(5));

export const candidates = {
  'rtc channel': {
    async serve(ids) {
      const port = await hub();
      for (const id of ids) {
        const peer = member(id, 'peer', port);
        const { hear } = talk((text) => peer.send(text));
        peer.messages$.subscribe(({ data }) => hear(data));
        await firstValueFrom(peer.join());
      }
      return port;
    },
    connect({ id, port }, { connected, message, accepted }) {
      const channel = member(id, 'client', port);
      channel.state$.subscribe((state) => connected(state === 'connected'));
      channel.messages$.subscribe(({ data }) => message(data));
      channel.attempts$.subscribe(({ type }) => type === 'accepted' && accepted());
      channel.join();
      return (text) => channel.send(text);
    },
  },
  'rtm client': {
    async serve(ids) {
      const port = await hub();
      for (const id of ids) {
        const peer = user(`peer-${id}`, port);
        await firstValueFrom(loggedIn(peer));
        peer.messages$.subscribe({ next: ({ payload }) => peer.send(`client-${id}`, payload) });
        talk((text) => peer.send(`client-${id}`, text));
      }
      return port;
    },
    connect({ id, port }, { connected, message, accepted }) {
      const client = user(`client-${id}`, port);
      client.state$.subscribe((state) => connected(state === 'connected'));
      client.messages$.subscribe(({ payload }) => message(payload));
      client.attempts$.subscribe(({ type }) => type === 'accepted' && accepted());
      loggedIn(client).subscribe();
      return (text) => client.send(`peer-${id}`, text);
    },
  },
};
