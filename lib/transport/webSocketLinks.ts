/**
 * WebSockets for a hub, with `ws`: {@link webSocketLinks}.
 *
 * @module rx-lifeline/hub/websocket
 */

import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type NextObserver, Observable } from 'rxjs';
import { WebSocketServer } from 'ws';
import type { Link } from '../link/link.js';
import { checkedLinksConfig } from './checkedLinksConfig.js';
import { originAllowed, type Origins } from './originAllowed.js';
import { oneWrite } from './oneWrite.js';
import { refusedRequest, type RefusedRequest } from './refusedRequest.js';
import { isText, socketLink } from './socketLink.js';

export type { Origins } from './originAllowed.js';
export type { RefusedRequest } from './refusedRequest.js';

/** Where {@link webSocketLinks} listens: on a port of its own, or on a server that is there already. */
export type ListenOn =
  | {
      /** 0 picks a free one; `listening` tells which. */
      readonly port: number;
      /** Default: every interface of the machine. */
      readonly host?: string;
      readonly server?: never;
    }
  | {
      /** The caller's: neither started nor stopped here. */
      readonly server: Server | SecureServer;
      readonly port?: never;
      readonly host?: never;
    };

/** What {@link webSocketLinks} is told. */
export type WebSocketLinksConfig = ListenOn & {
  /** The one path that is served, e.g. `'/live'`; default every path. Another one is answered with 400. */
  readonly path?: string;
  /** Default: pages of the host that they dial. Another page is answered with 403. See {@link Origins}. */
  readonly origins?: Origins;
  /** Bytes a frame may have, default 65 536. A larger one ends its link with 1009. */
  readonly maxPayload?: number;
  /** Sub-protocols spoken here, the best first; default `['lifeline.1']`. A client that offers none is served too. */
  readonly protocols?: readonly string[];
  /** Whether frames may be compressed, default false: it costs every link memory and time. */
  readonly perMessageDeflate?: boolean;
  /** Told the address each time that listening begins; a `Subject` will do. */
  readonly listening?: NextObserver<AddressInfo>;
  /** Told each request for a WebSocket that is refused, which the client sees as a failed dial only; a `Subject` will do. */
  readonly refused?: NextObserver<RefusedRequest>;
};

const goingAway = 1001;

const ownServer = () => createServer((_, response) => response.writeHead(426).end());

/**
 * The server's side of WebSockets: every connection that is accepted, as a {@link Link} of text frames (SPEC 7, HUB-7).
 *
 * Cold: subscribing listens, unsubscribing stops listening and closes every link with 1001. It errors with what the
 * server says, e.g. `EADDRINUSE`. What a client does never errors it: bad HTTP is answered and dropped before there is
 * a link, a frame that is binary (1003), too large (1009) or malformed (1002, 1007) ends its link with a `LinkError`.
 *
 * On a `server` of the caller's only its `upgrade` and `error` events are used; requests for another `path` are left
 * to the other listeners of `upgrade`, if there are any.
 *
 * ```ts
 * import { webSocketLinks } from 'rx-lifeline/hub/websocket';
 *
 * const echo = webSocketLinks({ port: 8080 }).subscribe({
 *   next: (link) => link.frames$.subscribe({
 *     next: (frame) => link.send(frame),
 *     error: (error) => console.log(error.message), // how the client went, e.g. 'link ended: 1001'
 *   }),
 *   error: (error) => console.log(error.message), // e.g. 'listen EADDRINUSE: address already in use :::8080'
 * });
 * setTimeout(() => echo.unsubscribe(), 200); // stops listening, and hangs up
 * ```
 *
 * @throws TypeError, RangeError that names the option and the value.
 */
export function webSocketLinks(config: WebSocketLinksConfig): Observable<Link> {
  checkedLinksConfig(config);
  const {
    path,
    origins,
    maxPayload = 65_536,
    protocols = ['lifeline.1'],
    perMessageDeflate = false,
    listening,
    refused,
  } = config;

  return new Observable((subscriber) => {
    const links = new Set<Link>();
    let foreign: IncomingMessage | undefined;
    const server = config.server ?? ownServer();
    const sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload,
      perMessageDeflate,
      path,
      verifyClient({ req }, answer) {
        const allowed = originAllowed(req, origins);
        foreign = allowed ? undefined : req;
        answer(allowed, 403);
      },
      handleProtocols: (offered) => protocols.find((protocol) => offered.has(protocol)) ?? false,
    });

    const upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
      const served = sockets.shouldHandle(request);
      if (!served && server.listenerCount('upgrade') > 1) return;
      sockets.handleUpgrade(request, stream, head, (socket) => {
        const link = socketLink(socket, {
          side: 'server',
          carries: isText,
          onSend: () => oneWrite(stream),
          onEnd() {
            links.delete(link);
            stream.uncork();
          },
        });
        links.add(link);
        subscriber.next(link);
      });
      if (!stream.writableEnded) return;
      refused?.next(refusedRequest(request, request === foreign ? 'origin' : served ? 'malformed' : 'path'));
    };
    const fail = (error: Error) => subscriber.error(error);
    const tellAddress = () => listening?.next(server.address() as AddressInfo);

    server.on('upgrade', upgrade).on('error', fail).on('listening', tellAddress);
    if (server.listening) tellAddress();
    if (!config.server) server.listen(config.port, config.host);

    return () => {
      server.off('upgrade', upgrade).off('error', fail).off('listening', tellAddress);
      for (const link of links) link.close(goingAway);
      if (config.server) return;
      server.close();
      server.closeAllConnections();
    };
  });
}
