import { expect } from 'chai';
import { inspect } from 'node:util';
import { mergeMap } from 'rxjs';
import { createConnection } from '../../lib/connection/createConnection.js';
import type { Link } from '../../lib/link/link.js';
import { run, virtualNetwork } from '../../lib/testing/index.js';
import { isText, socketLink, type WebSocketLike } from '../../lib/transport/socketLink.js';
import {
  webSocketTransport,
  type WebSocketConstructor,
  type WebSocketTransportConfig,
} from '../../lib/transport/webSocketTransport.js';

/** What an open socket was given to send. */
type Sent = unknown[];

const openSocket = (sent: Sent): WebSocketLike => ({
  ...{ readyState: 1, bufferedAmount: 0, binaryType: '' },
  ...{ onopen: null, onmessage: null, onerror: null, onclose: null },
  send: (data) => void sent.push(data),
  close: () => undefined,
});

const served = (sent: Sent): Link =>
  socketLink(openSocket(sent), { side: 'server', carries: isText, onEnd: () => undefined });

const dialled = (sent: Sent, config: Partial<WebSocketTransportConfig<'arraybuffer'>> = {}): Link<unknown> => {
  const socket = openSocket(sent);
  const WebSocket = function () {
    return socket;
  } as unknown as WebSocketConstructor;
  const links: Link<unknown>[] = [];
  webSocketTransport({ url: 'ws://here', WebSocket, ...config }).subscribe((link) => links.push(link));
  (socket.onopen as unknown as () => void)();
  return links[0]!;
};

describe('frames that a link can not carry', () => {
  const wrong: readonly (readonly [unknown, string])[] = [
    [{ a: 1 }, 'an object'],
    [undefined, 'undefined'],
    [null, 'null'],
    [5, '5'],
    [['a'], 'an array'],
    [() => 1, 'a function'],
  ];
  const bytes = new Uint8Array([1]);
  const textOnly = [...wrong, [bytes, 'an object'], [bytes.buffer, 'an object']] as const;
  const makers = { socketLink: served, webSocketTransport: dialled };

  for (const [name, make] of Object.entries(makers)) {
    for (const [frame, got] of textOnly) {
      it(`NET-1: ${inspect(frame)} is a TypeError on a link of ${name}, and nothing is sent`, () => {
        const sent: Sent = [];
        const link = make(sent);
        expect(() => link.send(frame)).to.throw(TypeError, `send: frame must be text, got ${got}`);
        link.send('text');
        expect(sent).to.deep.equal(['text']);
      });
    }
  }

  for (const [frame, got] of textOnly) {
    it(`NET-1: ${inspect(frame)} is a TypeError on a virtual network, as in production`, () =>
      run(({ advance }) => {
        const sent: Sent = [];
        const network = virtualNetwork();
        network.links$
          .pipe(mergeMap(({ frames$ }) => frames$))
          .subscribe({ next: (text) => sent.push(text), error: () => undefined });
        const connection = createConnection({ transport: network.transport() });
        connection.open();
        expect(connection.send(frame as string)).to.equal('no-link');
        advance(1);
        expect(() => connection.send(frame as string)).to.throw(TypeError, `send: frame must be text, got ${got}`);
        expect(connection.send('text')).to.equal('sent');
        advance(1);
        expect(sent).to.deep.equal(['text']);
        connection.dispose();
      }));
  }

  for (const [frame, got] of wrong) {
    it(`NET-1: ${inspect(frame)} is a TypeError where bytes are allowed too`, () => {
      const link = dialled([], { binaryType: 'arraybuffer' });
      expect(() => link.send(frame)).to.throw(TypeError, `send: frame must be text or bytes, got ${got}`);
    });
  }

  it('NET-1: buffers, views and blobs are sent where bytes are allowed', () => {
    const sent: Sent = [];
    const link = dialled(sent, { binaryType: 'arraybuffer' });
    const frames = [bytes, bytes.buffer, new Blob(['x']), 'text'];
    for (const frame of frames) link.send(frame);
    expect(sent).to.deep.equal(frames);
  });

  it('NET-1: an ended link does nothing and never throws, whatever it is given', () => {
    for (const make of [served, dialled]) {
      const link = make([]);
      link.close();
      expect(() => link.send({ a: 1 })).not.to.throw();
    }
    run(({ advance }) => {
      const links: Link<unknown>[] = [];
      const network = virtualNetwork();
      network.links$.subscribe();
      network.transport().subscribe((link) => links.push(link));
      advance(0);
      const [link] = links as [Link<unknown>];
      link.close();
      expect(() => link.send({ a: 1 })).not.to.throw();
    });
  });
});
