/** How many requests a hub lets wait for their answer on one link (SPEC HUB-7). */
export const atOnce = 16;

/** What is to be asked of the hub, or was asked and not yet answered; what has no answer is asked again on a new link. */
export interface Requests<R> {
  /** The highest id given out; none is given twice. */
  readonly last: number;
  /** By id, in the order of asking. */
  readonly open: ReadonlyMap<number, R>;
  /** Up to which id they were said on the present link. */
  readonly said: number;
  /** How many were said on the present link and not answered there. */
  readonly underWay: number;
}

export const noRequests: Requests<never> = { last: 0, open: new Map<number, never>(), said: 0, underWay: 0 };

/** One more; its id is the new `last`. */
export function asked<R>(requests: Requests<R>, request: R): Requests<R> {
  const last = requests.last + 1;
  return { ...requests, last, open: new Map([...requests.open, [last, request]]) };
}

/** The hub has answered one. */
export function answered<R>(requests: Requests<R>, id: number): Requests<R> {
  return { ...dropped(requests, id), underWay: Math.max(0, requests.underWay - 1) };
}

/** Without one whose answer nobody waits for any more. */
export function dropped<R>(requests: Requests<R>, id: number): Requests<R> {
  const open = new Map(requests.open);
  open.delete(id);
  return { ...requests, open };
}

/** On a new link: `wanted` are asked, under new ids, and nothing else. */
export function again<R>({ last, open }: Requests<R>, wanted: readonly R[] = [...open.values()]): Requests<R> {
  const renumbered = wanted.map((request, index): [number, R] => [last + 1 + index, request]);
  return { last: last + wanted.length, open: new Map(renumbered), said: last, underWay: 0 };
}

/** Those that may be said now, in order. */
export function sayable<R>(requests: Requests<R>): {
  readonly due: readonly [number, R][];
  readonly rest: Requests<R>;
} {
  const due = [...requests.open].filter(([id]) => id > requests.said).slice(0, atOnce - requests.underWay);
  const said = due.at(-1)?.[0] ?? requests.said;
  return { due, rest: { ...requests, said, underWay: requests.underWay + due.length } };
}
