/** How much a hub takes from a client, and holds for it (SPEC HUB-7, NET-9). */
export interface HubLimits {
  /** Sessions in one channel; one more is refused with TOO_MANY_BROADCASTERS. Default 1 000. */
  readonly members: number;
  /** Bytes of a frame of an accepted link. Default 65 536. */
  readonly frame: number;
  /** Bytes of a frame of a link that has not been accepted. Default 4 096. */
  readonly hello: number;
  /** Bytes of a user id or channel name, which has at least one. Default 64. */
  readonly id: number;
  /** Bytes that a link may have under way; the rest is held. Default 262 144. */
  readonly handed: number;
  /** Bytes held for a link; with one more it is closed with `tooSlow`. Default 1 048 576. */
  readonly held: number;
  /** Role changes and renewals that may wait for their answer on a link. Default 16. */
  readonly requests: number;
}

export const defaultLimits: HubLimits = {
  members: 1_000,
  frame: 65_536,
  hello: 4_096,
  id: 64,
  handed: 262_144,
  held: 1_048_576,
  requests: 16,
};

/**
 * The defaults with `given` in their place.
 *
 * @throws TypeError for a name that is no limit, RangeError that names the limit and its value when it is not a
 * whole number above 0.
 */
export function checkedLimits(given: Partial<HubLimits> = {}): HubLimits {
  const limits = { ...defaultLimits, ...given };
  for (const [name, value] of Object.entries(limits)) {
    if (!Object.hasOwn(defaultLimits, name)) throw new TypeError(`limits.${name} is not known`);
    if (!(Number.isSafeInteger(value) && value > 0)) {
      throw new RangeError(`limits.${name} must be a whole number above 0, got ${String(value)}`);
    }
  }
  return limits;
}
