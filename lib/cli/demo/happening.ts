/** A user of the first act: the channel. */
export type ChannelUser = 'ada' | 'ben' | 'cyd';

/** A user of the second act: the chat. */
export type ChatUser = 'dan' | 'eve';

/** A user of the demo. */
export type User = ChannelUser | ChatUser;

/** Who something happens to: a user, or the network itself. */
export type Who = User | 'net';

/** An instant from which others are counted: a call, a frame that arrives, an event. The latest of its kind counts. */
export type Mark =
  | `${ChannelUser} joins`
  | `${ChatUser} logs in`
  | `${User} hears`
  | `hub hears ${User}`
  | `T4 of ${ChannelUser}`
  | 'heal'
  | 'ada heard'
  | 'dan says'
  | 'heal of eve'
  | 'channel ends'
  | 'chat ends';

/** The instants known so far, in ms of the monotonic clock. */
export type Marks = Readonly<Partial<Record<Mark, number>>>;

/** Something that one of them was told, with the instants known at that moment. */
export interface Happening {
  readonly who: Who;
  /** In the words of the specification, e.g. `reconnecting INTERRUPTED`. */
  readonly what: string;
  /** In ms of the monotonic clock. */
  readonly at: number;
  readonly marks: Marks;
  /** The duration that the event itself reports, in ms: judged in place of a measured one. */
  readonly elapsed?: number;
}
