import { catchError, map, throwError, type Observable } from 'rxjs';
import { answering } from '../link/answering.js';
import type { Link } from '../link/link.js';
import { LinkError } from '../link/linkError.js';
import type { Clock } from '../liveness/clock.js';
import { channelHubFrame, type ChannelClientFrame, type ChannelHubFrame } from '../protocol/channelFrames.js';
import { closeCodes } from '../protocol/closeCodes.js';
import { decode, encode } from '../protocol/codec.js';
import { isProtocolError } from '../protocol/protocolError.js';

/** A client's frame that was encoded already. */
export interface PreparedFrame {
  readonly t: 'prepared';
  readonly text: string;
}

/** Both directions of a channel's conversation. */
export type ChannelFrame = ChannelClientFrame | ChannelHubFrame | PreparedFrame;

/** A hub that beats at the pace asked for says `unheard` after so many beats without a word of ours. */
const unheardAfter = 4;

/**
 * A link as a channel sees it: frames instead of text, beats answered every `beat` ms. What the hub may not say ends
 * the link with the protocol's code.
 *
 * A late `unheard` is heard as a beat: when the silence was our own (a sleep, a stall of both directions), we have
 * not spoken in that time either, and it tells nothing about the uplink.
 */
export function channelLink(link: Link, beat: number, clock: Clock): Link<ChannelFrame> {
  const frames: Link<ChannelFrame> = {
    frames$: link.frames$.pipe(
      map((text): ChannelFrame => decode(channelHubFrame, text)),
      catchError((error: unknown) => {
        if (!isProtocolError(error)) return throwError(() => error);
        const { code } = closeCodes[error.close];
        link.close(code, error.message);
        return throwError(() => new LinkError({ code, reason: error.message, cause: error }));
      }),
    ),
    get buffered() {
      return link.buffered;
    },
    send: (frame) => link.send(frame.t === 'prepared' ? frame.text : encode(frame)),
    close: (code, reason) => link.close(code, reason),
  };
  const answered = answering<ChannelFrame>(frames, { t: 'beat' }, beat, clock);
  const frames$: Observable<ChannelFrame> = answered.frames$.pipe(
    map((frame) => (frame.t === 'unheard' && !answered.spoke(unheardAfter * beat, beat) ? { t: 'beat' } : frame)),
  );
  return {
    frames$,
    get buffered() {
      return link.buffered;
    },
    send: answered.send,
    close: answered.close,
  };
}
