/** How many messages a hub takes within how many ms (SPEC RTM-15). */
export interface Limit {
  readonly messages: number;
  readonly within: number;
}

/**
 * What went out, as the hub may count it: a message counts until `within` ms after it is known to have arrived, so that
 * neither latency nor jitter can make more of them at the hub. Kept in place, as the outbox is.
 */
export interface Pace {
  readonly limit: Limit;
  /** The messages that went out, oldest first; those before `first` count no more. */
  readonly numbers: number[];
  /** By when the first so many of them had arrived, by the monotonic clock. */
  readonly arrivals: number[];
  first: number;
  /** The last message that had to wait. Beyond it the application is paced by nobody but itself. */
  waited: number;
  /** Up to which message the hub was asked whether all has arrived; `null`: it has answered. */
  asked: number | null;
}

/** On a new link, whose hub says `limit`: what waits there, up to message `last`, has yet to go out or goes out again. */
export function paceOn(limit: Limit | undefined, before: Pace | null, last: number): Pace | null {
  if (!limit) return null;
  const { numbers, arrivals, first } = before ?? { numbers: [], arrivals: [], first: 0 };
  return {
    limit,
    numbers: numbers.slice(first, arrivals.length),
    arrivals: arrivals.slice(first),
    first: 0,
    waited: last,
    asked: null,
  };
}

/**
 * Message `number` goes out; `false`: it has to wait, since the hub might refuse it for what waited before, or may have
 * received nothing for so long that it would refuse what comes then.
 */
export function takes(pace: Pace, number: number, now: number): boolean {
  const { limit, numbers, waited } = pace;
  forget(pace, now);
  const isCatchingUp = Math.min(number, numbers[pace.first] ?? number) <= waited;
  const counted = isCatchingUp ? numbers.length - pace.first : underWay(pace);
  if (counted >= limit.messages) {
    pace.waited = number;
    return false;
  }
  numbers.push(number);
  return true;
}

/** The hub has answered message `number` at `now`: so it has read all before it, too. */
export function arrived({ numbers, arrivals }: Pace, number: number, now: number): void {
  while ((numbers[arrivals.length] ?? Infinity) <= number) arrivals.push(now);
}

/**
 * Whether the hub is to be asked if all has arrived: a receipt may take its time, when the receiver does, while the link
 * is well.
 */
export function asks(pace: Pace): boolean {
  if (pace.asked !== null || underWay(pace) < pace.limit.messages / 2) return false;
  pace.asked = pace.numbers.at(-1)!;
  return true;
}

/** All has arrived that had gone out when the hub was asked. */
export function hasAnswered(pace: Pace, now: number): void {
  if (pace.asked !== null) arrived(pace, pace.asked, now);
  pace.asked = null;
}

const underWay = ({ numbers, arrivals }: Pace): number => numbers.length - arrivals.length;

/** When there is room again, as far as is known. */
export function nextRoom({ limit, numbers, arrivals, first }: Pace): number {
  if (numbers.length - first < limit.messages) return Infinity;
  return (arrivals[first] ?? Infinity) + limit.within;
}

function forget(pace: Pace, now: number): void {
  const { limit, numbers, arrivals } = pace;
  while (now - (arrivals[pace.first] ?? now) >= limit.within) pace.first++;
  // Moved rarely, as in the hub's rate.
  if (pace.first <= numbers.length / 2) return;
  numbers.splice(0, pace.first);
  arrivals.splice(0, pace.first);
  pace.first = 0;
}
