import { tap } from 'rxjs';
import type { Link } from '../../link/link.js';

/** The same link; `heard` is told of each frame that it delivers, before anybody else. */
export function overheard<F>(link: Link<F>, heard: () => void): Link<F> {
  return {
    frames$: link.frames$.pipe(tap(heard)),
    get buffered() {
      return link.buffered;
    },
    send: link.send,
    close: link.close,
  };
}
