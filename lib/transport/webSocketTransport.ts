/**
 * WebSockets for clients, in browsers and in Node: {@link webSocketTransport}.
 *
 * @module rx-lifeline/websocket
 */

import { catchError, defer, first, from, Observable, type ObservableInput, of, switchMap, throwError } from 'rxjs';
import type { Transport } from '../link/link.js';
import { isLinkError } from '../link/linkError.js';
import { mustBe } from '../link/mustBe.js';
import { oneOf } from '../link/oneOf.js';
import { checkedNames } from '../liveness/checkedNames.js';
import { checkedAddress } from './checkedAddress.js';
import { isStrings } from './isStrings.js';
import { oneWrite, type Corkable } from './oneWrite.js';
import { isText, socketLink, type WebSocketLike } from './socketLink.js';
import { socketFailure } from './socketFailure.js';

export type { WebSocketLike } from './socketLink.js';

/** What a binary frame is, by the socket's `binaryType`. */
export interface BinaryFrames {
  /** In browsers and in Node. */
  readonly arraybuffer: ArrayBuffer;
  /** In browsers, and in Node with its own WebSocket. */
  readonly blob: Blob;
}

/** An address to dial, `ws:` or `wss:`. */
export type Address = string | URL;

/** A WebSocket class: the browser's, Node's (22 and later), or that of `ws`. */
export type WebSocketConstructor = new (url: string, protocols?: string | string[]) => WebSocketLike;

/** What {@link webSocketTransport} is told. */
export interface WebSocketTransportConfig<B extends keyof BinaryFrames = never> {
  /** Where to dial; a function is asked afresh before each dial. No tokens here: addresses end up in logs. */
  readonly url: Address | (() => Address | ObservableInput<Address>);
  /** Sub-protocols to offer, the best first; default none. A server that takes none of them is a failed dial. */
  readonly protocols?: string | string[];
  /** Default: the platform's own. Node before 22 has none, and only the one of `ws` can destroy the socket of a mute peer. */
  readonly WebSocket?: WebSocketConstructor;
  /** Allows binary frames, and says as what they arrive. Default: text only, a binary frame ends the link with 1003. */
  readonly binaryType?: B;
}

const isAddress = (given: unknown): given is Address =>
  typeof given === 'string' || (typeof given === 'object' && given !== null && 'href' in given);

/** A buffer, a view of one, or a blob; of whatever realm. */
const isBinary = (data: unknown) =>
  typeof data === 'object' && data !== null && ('byteLength' in data || 'arrayBuffer' in data);

const isOffer = (given: unknown) => given === undefined || typeof given === 'string' || isStrings(given);

/** The WebSocket of `ws` tells its stream; that of a browser has none, and no `on`. */
interface Upgrading {
  on?(event: 'upgrade', listener: (response: { readonly socket: Corkable }) => void): void;
}

const ask = (url: WebSocketTransportConfig['url']) => {
  const given = typeof url === 'function' ? url() : url;
  return isAddress(given) ? of(given) : from(given);
};

/**
 * Links over WebSockets, in browsers and in Node (SPEC NET-1).
 *
 * Each subscription asks for the address, dials, emits the one link when it is open, and stays until that ends:
 * complete when this side closed it, a `LinkError` for every other end. A dial that fails (an invalid or rejected
 * address included) is a `LinkError` too, code 1006, with what the platform says of it as `cause`; browsers say
 * nothing. Unsubscribing hangs up, also while dialling. It sets no deadline: the caller does (NET-11).
 *
 * ```ts
 * import { webSocketTransport } from 'rx-lifeline/websocket';
 * import { WebSocket } from 'ws';
 *
 * const dialled = webSocketTransport({ url: 'ws://127.0.0.1:8080', WebSocket }).subscribe({
 *   next: (link) => link.send('hello'),
 *   error: (error) => console.log(error.message), // 'link ended: 1006 ...' where nobody listens
 * });
 * setTimeout(() => dialled.unsubscribe(), 200); // hangs up
 * ```
 *
 * @throws TypeError that names the option and the value, also when there is no WebSocket to dial with.
 */
export function webSocketTransport<B extends keyof BinaryFrames = never>(
  config: WebSocketTransportConfig<B>,
): Transport<string | BinaryFrames[B]> {
  checkedNames(config, ['url', 'protocols', 'WebSocket', 'binaryType'], 'webSocketTransport: config');
  const { url, protocols, WebSocket = globalThis.WebSocket, binaryType } = config;
  const isUrl = typeof url === 'function' || (isAddress(url) && url !== '');
  mustBe(isUrl, 'webSocketTransport: url', 'an address or a function', url);
  if (typeof url !== 'function') checkedAddress(String(url), 'webSocketTransport: url');
  mustBe(isOffer(protocols), 'webSocketTransport: protocols', 'a string or strings', protocols);
  mustBe(typeof WebSocket === 'function', 'webSocketTransport: WebSocket', "a class, e.g. that of 'ws'", WebSocket);
  if (binaryType !== undefined) oneOf(binaryType, ['arraybuffer', 'blob'], 'webSocketTransport: binaryType');
  const carries = (data: unknown): data is string | BinaryFrames[B] =>
    isText(data) || (binaryType !== undefined && isBinary(data));

  const dial = (address: Address): Transport<string | BinaryFrames[B]> =>
    new Observable((subscriber) => {
      const socket = new WebSocket(String(address), protocols);
      if (binaryType) socket.binaryType = binaryType;
      let stream: Corkable | undefined;
      (socket as Upgrading).on?.('upgrade', (response) => (stream = response.socket));
      const link = socketLink(socket, {
        side: 'client',
        carries,
        ...(binaryType && { kind: 'text or bytes' }),
        onSend: () => stream && oneWrite(stream),
        onEnd(error) {
          stream?.uncork();
          if (error) subscriber.error(error);
          else subscriber.complete();
        },
      });
      socket.onopen = () => subscriber.next(link);
      return () => link.close(1000);
    });

  return defer(() => ask(url)).pipe(
    first(),
    switchMap(dial),
    catchError((error: unknown) => throwError(() => (isLinkError(error) ? error : socketFailure(error)))),
  );
}
