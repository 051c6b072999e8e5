import { checkedNames } from '../liveness/checkedNames.js';

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
  /** Requests that may wait for their answer on a link. Default 16. */
  readonly requests: number;
  /** Bytes of a message, as JSON. Default 32 768. */
  readonly message: number;
  /** Messages of a user within 3 s. Default 180. */
  readonly messages: number;
  /** Logins of a user within 1 s. Default 2. */
  readonly logins: number;
  /** Channels that a user enters within 3 s. Default 50. */
  readonly joins: number;
  /** Channels that a user is in. Default 20. */
  readonly channels: number;
  /** Users whose status a user watches. Default 512. */
  readonly watched: number;
  /** Users whose status is asked for at once. Default 256. */
  readonly queried: number;
  /** Messages in a user's mailbox. Default 10 000. */
  readonly mailbox: number;
  /** Bytes of the messages in a user's mailbox. Default 16 777 216. */
  readonly mailboxBytes: number;
  /** How long a message waits in a mailbox, in ms. Default 604 800 000, 7 days. */
  readonly mailboxAge: number;
  /** Bytes of a mailbox on their way to the user, not yet acknowledged. Default 262 144. */
  readonly unacknowledged: number;
  /** Attributes of a user, or of a channel. Default 32. */
  readonly attributes: number;
  /** Bytes of an attribute's value. Default 8 192. */
  readonly attribute: number;
  /** Bytes of all keys and values of a user. Default 16 384. */
  readonly userAttributes: number;
  /** Bytes of all keys and values of a channel. Default 32 768. */
  readonly channelAttributes: number;
}

/** Messages are counted within so many ms (SPEC RTM-15). */
export const messagesWithin = 3_000;

export const defaultLimits: HubLimits = {
  members: 1_000,
  frame: 65_536,
  hello: 4_096,
  id: 64,
  handed: 262_144,
  held: 1_048_576,
  requests: 16,
  message: 32_768,
  messages: 180,
  logins: 2,
  joins: 50,
  channels: 20,
  watched: 512,
  queried: 256,
  mailbox: 10_000,
  mailboxBytes: 16_777_216,
  mailboxAge: 604_800_000,
  unacknowledged: 262_144,
  attributes: 32,
  attribute: 8_192,
  userAttributes: 16_384,
  channelAttributes: 32_768,
};

/**
 * The defaults with `given` in their place.
 *
 * @throws TypeError for a name that is no limit, RangeError that names the limit and its value when it is not a
 * whole number above 0.
 */
export function checkedLimits(given: Partial<HubLimits> = {}, field = 'limits'): HubLimits {
  checkedNames(given, Object.keys(defaultLimits), field);
  const limits = { ...defaultLimits, ...given };
  for (const [name, value] of Object.entries(limits)) {
    if (!(Number.isSafeInteger(value) && value > 0)) {
      throw new RangeError(`${field}.${name} must be a whole number above 0, got ${String(value)}`);
    }
  }
  return limits;
}
