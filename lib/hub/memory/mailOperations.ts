import { refused, type Engine, type Posted } from '../engine.js';
import type { Mailbox } from './mailbox.js';
import type { Kept, Store } from './store.js';

const loggedOut = refused('UNREACHABLE', 'the user has not logged in since the hub started, or has logged out');

/** Letters from user to user (SPEC RTM-5, RTM-10). */
export function mailOperations(store: Store): Pick<Engine, 'post' | 'letters' | 'acknowledge'> {
  const { scheduler, limits, claims, mailboxes, wake, fenced, now } = store;
  let looking: Iterator<Mailbox> = mailboxes.values();

  /** Each letter pays for a look into one more mailbox: what is too old goes, also when its user never comes back. */
  const expireOne = (): void => {
    const next = looking.next();
    if (next.done) looking = mailboxes.values();
    else next.value.expire();
  };

  const stateOf = (to: string, { mailbox, seq, at }: Kept, again: boolean): Posted => {
    const isAcknowledged = seq <= mailbox.acknowledged;
    if (!isAcknowledged && mailboxes.get(to) !== mailbox) return loggedOut;
    const waiting = again ? 'waiting' : 'new';
    return {
      outcome: 'posted',
      seq,
      is: isAcknowledged ? 'acknowledged' : waiting,
      keptFor: at + limits.mailboxAge - now(),
      linked: claims.find(to)?.linked ?? false,
    };
  };

  return {
    post: (fence, { message, payload, to }) =>
      fenced(fence, ({ own }) => {
        const { decision, again } = own.letters.on(message, () => {
          if (!own.rate.take()) return refused('TOO_OFTEN', `over ${limits.messages} messages within 3 s`);
          expireOne();
          const mailbox = mailboxes.get(to);
          if (!mailbox) return loggedOut;
          const letter = mailbox.add({ message, payload, from: fence.key, sentAt: scheduler.now() });
          if (!letter) return refused('FULL', 'the mailbox of the user is full');
          wake.note({ type: 'posted', key: to });
          return { outcome: 'kept', mailbox, seq: letter.seq, at: now() };
        });
        return decision.outcome === 'kept' ? stateOf(to, decision, again) : decision;
      }),
    letters: (fence, after, bytes) => fenced(fence, () => mailboxes.get(fence.key)?.after(after, bytes) ?? []),
    acknowledge: (fence, seq) =>
      fenced(fence, () => {
        mailboxes.get(fence.key)?.acknowledge(seq);
        wake.note({ type: 'acknowledged', key: fence.key, seq });
        return true;
      }),
  };
}
