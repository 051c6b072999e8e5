/** How long others may still come back from before this hub was there, in ms; nothing when it knows who is there. */
export type Settling = () => { readonly settling?: number };

/** A hub that has just started takes nobody for gone until `settlingFor` ms have passed. */
export function createSettling(now: () => number, settlingFor: number): Settling {
  const settledAt = now() + settlingFor;
  return () => (now() < settledAt ? { settling: settledAt - now() } : {});
}
