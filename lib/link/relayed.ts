import type { Observable } from 'rxjs';
import type { Link } from './link.js';

/** `link` with other frames: what it receives and how it sends; the rest is its own. */
export function relayed<F>(
  link: Pick<Link<never>, 'buffered' | 'close'>,
  frames$: Observable<F>,
  send: (frame: F) => void,
): Link<F> {
  return {
    frames$,
    get buffered() {
      return link.buffered;
    },
    send,
    close: (code, reason) => link.close(code, reason),
  };
}
