import type { RedialPolicy } from './backoff.js';

/** How long a link must live after its acceptance before its end counts as the first of a new outage, in ms. */
export const provedAfter = 5_000;
/** The least time between two dials while the environment says `offline`, in ms. */
export const offlineStretch = 30_000;

/**
 * What is known of the links of one connection: make before break as a fold (SPEC NET-3 to NET-7).
 *
 * Which attempts should run and when to dial next is read off this value, never commanded: an attempt whose
 * number is neither `link` nor `attempt` is over, whatever it still says.
 */
export interface Redial {
  /** The highest attempt number given out; none is given twice. */
  readonly count: number;
  /** The accepted link. `suspect`: silent or doubted, so that a new one is dialled beside it. */
  readonly link: { readonly id: number; readonly acceptedAt: number; readonly trust: 'trusted' | 'suspect' } | null;
  /** The attempt under way. `beside`: only because the link is suspect. */
  readonly attempt: { readonly id: number; readonly phase: 'dialling' | 'handshake'; readonly beside: boolean } | null;
  /** When to dial next, by the connection's clock. */
  readonly dialAt: number | null;
  /** Attempts in a row that came to nothing. */
  readonly failures: number;
  readonly outageSince: number;
  readonly failure: unknown;
  readonly dialledAt: number;
  /** No dial by itself before this instant: the hub's `retryAfter`. */
  readonly notBefore: number;
  readonly environment: 'online' | 'offline';
}

/** What can happen to the links of a connection. */
export type RedialEvent =
  | { readonly on: 'opened'; readonly id: number }
  | { readonly on: 'accepted'; readonly id: number }
  | { readonly on: 'ended'; readonly id: number; readonly failure: unknown }
  /** The accepted link is doubted; it was last heard at `heardAt`. */
  | { readonly on: 'suspected'; readonly heardAt: number }
  /** The doubted link has spoken. */
  | { readonly on: 'vindicated' }
  /** Dial now: the application says so, or `dialAt` has come. */
  | { readonly on: 'dial' }
  /** A good moment to dial instead of waiting. */
  | { readonly on: 'hurried' }
  | { readonly on: 'environment'; readonly environment: 'online' | 'offline' }
  | { readonly on: 'retryAfter'; readonly delay: number };

/** The first attempt of a connection that has just been opened, after `count` earlier ones. */
export function startRedial(now: number, count: number): Redial {
  return dial(
    {
      count,
      link: null,
      attempt: null,
      dialAt: null,
      failures: 0,
      outageSince: now,
      failure: null,
      dialledAt: -Infinity,
      notBefore: -Infinity,
      environment: 'online',
    },
    now,
  );
}

/** Whether attempt `id` is still in play. */
export function isLive(redial: Redial | null, id: number): boolean {
  return redial !== null && (redial.link?.id === id || redial.attempt?.id === id);
}

/** The next value of {@link Redial}: pure, so that a table can test it. */
export function redialed(redial: Redial, event: RedialEvent, now: number, policy: RedialPolicy): Redial {
  switch (event.on) {
    case 'opened':
      return redial.attempt?.id === event.id
        ? { ...redial, attempt: { ...redial.attempt, phase: 'handshake' } }
        : redial;
    case 'accepted':
      return redial.attempt?.id === event.id
        ? { ...redial, link: { id: event.id, acceptedAt: now, trust: 'trusted' }, attempt: null, dialAt: null }
        : redial;
    case 'ended':
      return ended(redial, event, now, policy);
    case 'suspected':
      return suspected(redial, event.heardAt, now, policy);
    case 'vindicated':
      return vindicated(redial);
    case 'dial':
      return dial(redial, now);
    case 'hurried':
      return redial.link?.trust === 'trusted' || redial.attempt ? redial : dialIn(0, redial, now);
    case 'environment': {
      const told = { ...redial, environment: event.environment };
      return told.dialAt === null ? told : { ...told, dialAt: earliest(told, told.dialAt) };
    }
    case 'retryAfter':
      return { ...redial, notBefore: now + event.delay };
  }
}

function ended(redial: Redial, { id, failure }: { id: number; failure: unknown }, now: number, policy: RedialPolicy) {
  const { link, attempt } = redial;
  if (link?.id === id) {
    const gone = { ...redial, link: null, failure };
    const rest = link.trust === 'suspect' ? gone : counted(gone, now - link.acceptedAt, now);
    return rest.attempt || rest.dialAt !== null ? rest : plan(rest, now, policy);
  }
  if (attempt?.id === id) {
    const failed = { ...redial, attempt: null, failures: redial.failures + 1, failure };
    return link?.trust === 'trusted' ? failed : plan(failed, now, policy);
  }
  return redial;
}

function suspected(redial: Redial, heardAt: number, now: number, policy: RedialPolicy): Redial {
  const { link } = redial;
  if (link?.trust !== 'trusted') return redial;
  const doubted: Redial = {
    ...counted(redial, heardAt - link.acceptedAt, now),
    link: { ...link, trust: 'suspect' },
  };
  if (doubted.attempt) return doubted;
  return delayOf(doubted, now, policy) === null ? doubted : dialIn(0, doubted, now);
}

function vindicated(redial: Redial): Redial {
  const { link, attempt } = redial;
  if (!link) return redial;
  const needless = attempt?.beside && attempt.phase === 'dialling';
  return { ...redial, link: { ...link, trust: 'trusted' }, attempt: needless ? null : attempt, dialAt: null };
}

/** The count of failures after a link that lived for `aliveFor` ms. */
function counted(redial: Redial, aliveFor: number, now: number): Redial {
  return aliveFor >= provedAfter
    ? { ...redial, failures: 0, outageSince: now }
    : { ...redial, failures: redial.failures + 1 };
}

function plan(redial: Redial, now: number, policy: RedialPolicy): Redial {
  const delay = delayOf(redial, now, policy);
  if (delay === null) return { ...redial, dialAt: null };
  // Only the first redial is made on the spot: attempts that fail on the spot must not hold the loop.
  return redial.failures === 0 ? dialIn(delay, redial, now) : dialAfter(delay, redial, now);
}

function delayOf({ failures, outageSince, failure }: Redial, now: number, policy: RedialPolicy): number | null {
  return policy({ attempt: failures, elapsed: now - outageSince, failure });
}

function dialIn(delay: number, redial: Redial, now: number): Redial {
  return earliest(redial, now + delay) <= now ? dial(redial, now) : dialAfter(delay, redial, now);
}

function dialAfter(delay: number, redial: Redial, now: number): Redial {
  const dialAt = earliest(redial, now + delay);
  return { ...redial, dialAt: dialAt < Infinity ? dialAt : null };
}

function earliest({ notBefore, environment, dialledAt }: Redial, at: number): number {
  return Math.max(at, notBefore, environment === 'offline' ? dialledAt + offlineStretch : at);
}

function dial(redial: Redial, now: number): Redial {
  const id = redial.count + 1;
  const beside = redial.link?.trust === 'suspect';
  return { ...redial, count: id, attempt: { id, phase: 'dialling', beside }, dialAt: null, dialledAt: now };
}
