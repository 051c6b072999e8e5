import { Observable, ReplaySubject } from 'rxjs';
import type { Link, Transport } from '../../lib/link/link.js';
import { LinkError } from '../../lib/link/linkError.js';

/** One dial of a hand-made transport, as the other side sees it. */
export interface Dial<F = string> {
  readonly link: Link<F>;
  readonly sent: F[];
  /** `dialling`, `open`, `ended` by the other side, or `closed` by the client. */
  state: 'dialling' | 'open' | 'ended' | 'closed';
  open(): this;
  refuse(): void;
  say(frame: F): void;
  end(code?: number): void;
}

/** A transport whose other side is worked by hand; each dial is opened at once unless `manual`, or `open` says no. */
export function handTransport<F = string>({
  manual = false,
  open = () => !manual,
  answer,
}: { manual?: boolean; open?: () => boolean; answer?: (frame: F, dial: Dial<F>) => void } = {}): {
  transport: Transport<F>;
  dials: Dial<F>[];
  last(): Dial<F>;
} {
  const dials: Dial<F>[] = [];
  const transport: Transport<F> = new Observable((subscriber) => {
    const frames$ = new ReplaySubject<F>();
    const sent: F[] = [];
    const fail = (error: LinkError) => {
      frames$.error(error);
      subscriber.error(error);
    };
    const dial: Dial<F> = {
      sent,
      state: 'dialling',
      link: {
        frames$,
        buffered: 0,
        send(frame) {
          if (dial.state !== 'open') return;
          sent.push(frame);
          answer?.(frame, dial);
        },
        close() {
          if (dial.state === 'closed' || dial.state === 'ended') return;
          dial.state = 'closed';
          frames$.complete();
          subscriber.complete();
        },
      },
      open() {
        dial.state = 'open';
        subscriber.next(dial.link);
        return dial;
      },
      refuse() {
        dial.state = 'ended';
        fail(new LinkError({ code: 1006, reason: 'refused' }));
      },
      say(frame) {
        if (dial.state === 'open') frames$.next(frame);
      },
      end(code = 1006) {
        if (dial.state !== 'open') return;
        dial.state = 'ended';
        fail(new LinkError({ code, reason: 'gone' }));
      },
    };
    dials.push(dial);
    subscriber.add(() => dial.link.close());
    if (open()) dial.open();
  });
  return { transport, dials, last: () => dials[dials.length - 1]! };
}
