import { firstValueFrom, ReplaySubject, type Subscription } from 'rxjs';
import type { Link, Transport } from '../../lib/link/link.js';
import type { LinkError } from '../../lib/link/linkError.js';

/** How a stream ended: with which error, or complete. */
export type End = LinkError | 'complete';

export interface Probe<F> {
  /** The link, once it is open; never settles when there is none. */
  readonly link: Promise<Link<F>>;
  readonly end: Promise<End>;
  readonly subscription: Subscription;
}

/** Subscribes to a transport and tells what becomes of it. */
export function probe<F = string>(transport: Transport<F>): Probe<F> {
  const link = new ReplaySubject<Link<F>>(1);
  const end = new ReplaySubject<End>(1);
  const subscription = transport.subscribe({
    next: (opened) => link.next(opened),
    error: (error: LinkError) => end.next(error),
    complete: () => end.next('complete'),
  });
  return { link: firstValueFrom(link), end: firstValueFrom(end), subscription };
}

/** Reads a link's frames to their end. */
export function read<F>(link: Link<F>): { readonly frames: F[]; readonly end: Promise<End> } {
  const frames: F[] = [];
  const end = new ReplaySubject<End>(1);
  link.frames$.subscribe({
    next: (frame) => frames.push(frame),
    error: (error: LinkError) => end.next(error),
    complete: () => end.next('complete'),
  });
  return { frames, end: firstValueFrom(end) };
}
