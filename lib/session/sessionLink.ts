import { catchError, map, throwError } from 'rxjs';
import { answering } from '../link/answering.js';
import type { Link } from '../link/link.js';
import { LinkError } from '../link/linkError.js';
import { relayed } from '../link/relayed.js';
import type { Clock } from '../liveness/clock.js';
import { closeCode } from '../protocol/closeCode.js';
import { encode } from '../protocol/codec.js';
import { isProtocolError } from '../protocol/protocolError.js';

/** A client's frame that was encoded already. */
export interface PreparedFrame {
  readonly t: 'prepared';
  readonly text: string;
}

/** What every profile's hub says, among other things. */
type HubFrame = { readonly t: string; readonly silentFor?: number | undefined };

/** The longest beat that a client asks for, in ms (SPEC NET-8). */
export const longestBeat = 1_000;
/** A hub that beats at the pace asked for says `unheard` after so many beats without a word of ours. */
const unheardAfter = 4;

/**
 * A link as a session sees it: frames instead of text, beats answered every `beat` ms. What the hub may not say, which
 * `read` tells by a `ProtocolError`, ends the link with the protocol's code.
 *
 * A late `unheard` is heard as a beat: it tells of a broken uplink only when we have spoken in the silence that the hub
 * complains of, and have heard the hub meanwhile. After a sleep, or a stall of both directions, it tells nothing.
 */
export function sessionLink<F extends HubFrame>(
  link: Link,
  read: (text: string) => F,
  beat: number,
  clock: Clock,
): Link<F | PreparedFrame | { readonly t: 'beat' }> {
  type Frame = F | PreparedFrame | { readonly t: 'beat' };
  const frames$ = link.frames$.pipe(
    map(read),
    catchError((error: unknown) => {
      if (!isProtocolError(error)) return throwError(() => error);
      const code = closeCode[error.close];
      link.close(code, error.message);
      return throwError(() => new LinkError({ code, reason: error.message, cause: error }));
    }),
  );
  const frames = relayed<Frame>(link, frames$, (frame) => link.send(isPrepared(frame) ? frame.text : encode(frame)));
  const answered = answering<Frame>(frames, { t: 'beat' }, beat, clock);
  const isStale = (frame: Frame) => {
    if (frame.t !== 'unheard') return false;
    const silentFor = (frame as HubFrame).silentFor ?? unheardAfter * beat;
    return !answered.spoke(silentFor, beat) || !answered.heard(silentFor, beat);
  };
  return relayed(
    answered,
    answered.frames$.pipe(map((frame) => (isStale(frame) ? { t: 'beat' } : frame))),
    answered.send,
  );
}

const isPrepared = (frame: { readonly t: string }): frame is PreparedFrame => frame.t === 'prepared';
