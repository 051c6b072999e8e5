import type { Link } from '../link/link.js';
import { LinkError } from '../link/linkError.js';
import { closeArguments, type Side } from '../link/closeArguments.js';
import { inbox } from '../link/inbox.js';
import { mustBe } from '../link/mustBe.js';
import { type CloseFacts, socketFailure } from './socketFailure.js';

/** What a WebSocket can carry. */
export type Payload = string | ArrayBuffer | Blob;

/** What the WebSocket of a browser and that of `ws` have in common, and `terminate`, which only the latter has. */
export interface WebSocketLike {
  /** Where it is in its life: 1 is open. */
  readonly readyState: number;
  /** Bytes not yet taken by the network. */
  readonly bufferedAmount: number;
  /** As what binary frames arrive. */
  binaryType: string;
  /** It is open. */
  onopen: ((event: never) => void) | null;
  /** A frame has come. */
  onmessage: ((event: never) => void) | null;
  /** It has failed; `onclose` follows. */
  onerror: ((event: never) => void) | null;
  /** It has ended. */
  onclose: ((event: never) => void) | null;
  /** Hands over a frame. */
  send(data: string | ArrayBuffer | Blob): void;
  /** Says goodbye, and waits for the other side. */
  close(code?: number, reason?: string): void;
  /** Ends it at once. */
  terminate?(): void;
}

/** What a link over a socket is told besides the socket. */
export interface SocketLinkConfig<F> {
  readonly side: Side;
  /** Whether a link of this kind carries `data`; what it doesn't carry ends it with 1003. */
  readonly carries: (data: unknown) => data is F;
  /** What it carries, in words. Default `'text'`. */
  readonly kind?: string;
  /** Called before a frame is sent. */
  readonly onSend?: () => void;
  /** Called once, after `frames$` was told: with the error, or without one when this side closed the link. */
  readonly onEnd: (error?: LinkError) => void;
}

const OPEN = 1;
const destroyAfter = 500;
/** What RFC 6455 has for data of a kind that is not taken. */
const unsupported = { code: 1003, reason: 'a frame must be text' };

/** Whether a WebSocket message is text. */
export const isText = (data: unknown): data is string => typeof data === 'string';

/**
 * A WebSocket, of either side, as a {@link Link}; also while it still dials (SPEC NET, NET-10).
 *
 * Uses the standard API alone, and `terminate` where there is one: a closed link's socket is then gone after 500 ms
 * at the latest, and so is the one timer that may outlive `close`.
 */
export function socketLink<F extends Payload>(
  socket: WebSocketLike,
  { side, carries, kind = 'text', onSend, onEnd }: SocketLinkConfig<F>,
): Link<F> {
  const { frames$, ...received } = inbox<F>();
  let live = true;
  let cause: unknown;
  let destroying: ReturnType<typeof setTimeout> | undefined;

  const end = (error?: LinkError) => {
    live = false;
    if (error) received.error(error);
    else received.complete();
    onEnd(error);
  };
  const destroySoon = () => {
    if (socket.terminate) destroying ??= setTimeout(() => socket.terminate?.(), destroyAfter);
  };
  const hangUp = (code?: number, reason = '') => {
    socket.close(...closeArguments(code, reason, side));
    destroySoon();
  };

  socket.onmessage = ({ data }: { data: unknown }) => {
    if (!live) return;
    if (carries(data)) return received.next(data);
    hangUp(unsupported.code, unsupported.reason);
    end(new LinkError(unsupported));
  };
  socket.onerror = ({ error }: { error?: unknown }) => {
    cause = error;
    destroySoon();
  };
  socket.onclose = (close: CloseFacts) => {
    clearTimeout(destroying);
    if (live) end(socketFailure(cause, close));
  };

  return new SocketLink(
    socket,
    frames$,
    (frame) => {
      if (!live || socket.readyState !== OPEN) return;
      mustBe(carries(frame), 'send: frame', kind, frame);
      onSend?.();
      socket.send(frame);
    },
    (code, reason) => {
      if (!live) return;
      hangUp(code, reason);
      end();
    },
  );
}

/** A class for its getter's sake: with one of its own, each link would be a dictionary, 0.4 KiB of an idle session. */
class SocketLink<F extends Payload> implements Link<F> {
  constructor(
    private readonly socket: WebSocketLike,
    readonly frames$: Link<F>['frames$'],
    readonly send: Link<F>['send'],
    readonly close: Link<F>['close'],
  ) {}

  get buffered(): number {
    return this.socket.bufferedAmount;
  }
}
