import type { Link } from '../link/link.js';
import { LinkError } from '../link/linkError.js';
import { closeArguments } from '../link/closeArguments.js';
import { inbox } from '../link/inbox.js';
import { mustBe } from '../link/mustBe.js';

/** What travels: a frame, or the news that the link has ended. */
export type Parcel = { readonly frame: string } | { readonly end: LinkError };

/** The network as one end of a link sees it. */
export interface LinkEndConfig {
  readonly side: 'client' | 'server';
  readonly send: (parcel: Parcel) => void;
  readonly withheld: () => readonly Parcel[];
  /** Called once, after `frames$` was told: with the error, or without one when this side closed the link. */
  readonly onEnd: (error?: LinkError) => void;
}

export interface LinkEnd {
  readonly link: Link;
  readonly live: () => boolean;
  /** What has arrived while it was live. */
  receive(parcel: Parcel): void;
  fail(error: LinkError): void;
}

const bytesOf = (parcel: Parcel) => ('frame' in parcel ? new TextEncoder().encode(parcel.frame).length : 0);

/** One end of a link in memory, to the letter of {@link Link}; close codes go out as a WebSocket would send them. */
export function linkEnd({ side, send, withheld, onEnd }: LinkEndConfig): LinkEnd {
  const { frames$, ...received } = inbox<string>();
  let live = true;

  const end = (error?: LinkError) => {
    if (!live) return;
    live = false;
    if (error) received.error(error);
    else received.complete();
    onEnd(error);
  };

  return {
    live: () => live,
    fail: end,
    receive(parcel) {
      if ('end' in parcel) end(parcel.end);
      else received.next(parcel.frame);
    },
    link: {
      frames$,
      get buffered() {
        return live ? withheld().reduce((sum, parcel) => sum + bytesOf(parcel), 0) : 0;
      },
      send(frame) {
        if (!live) return;
        mustBe(typeof frame === 'string', 'send: frame', 'text', frame);
        send({ frame });
      },
      close(asked, why = '') {
        if (!live) return;
        const [code = 1005, reason = ''] = closeArguments(asked, why, side);
        send({ end: new LinkError({ code, reason, clean: true }) });
        end();
      },
    },
  };
}
