import type { Link } from '../link/link.js';

/** What became of a frame that is never queued: handed to the network, no accepted link, or the link is full. */
export type Sent = 'sent' | 'no-link' | 'full';

/** How many bytes a link may hold for the network, 1 MiB (SPEC NET-9). */
export const fullAt = 1_048_576;

/** Hands `frame` to `link` now or not at all. */
export function sendOn<F>(link: Link<F> | null, frame: F): Sent {
  if (!link) return 'no-link';
  if (link.buffered > fullAt) return 'full';
  link.send(frame);
  return 'sent';
}
