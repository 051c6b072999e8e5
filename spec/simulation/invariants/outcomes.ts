import { doneBy, isOnTime } from '../clients.js';
import type { Entry } from '../entry.js';
import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

const within = 10_000;
/** These are answered when the state they are about is left, however long that takes. */
const patient = ['join', 'login', 'peerStatus', 'renewToken', 'setRole'];

/** Whether a join or login was called while there was one already. */
const isRefusedForItsState = ({ told: { error } }: Extract<Entry, { kind: 'answer' }>): boolean =>
  error?.reason === 'ALREADY_LOGGED_IN' || (error?.name === 'StateError' && error.state !== 'disposed');

/** Every command has one answer; a message within 10 s, at which nobody knows; one too many at once (RTM-2, RTM-5). */
export function outcomes({ clients, fault }: Watch): Invariant {
  const open = new Map<string, Extract<Entry, { kind: 'command' }>>();
  return {
    see(entry) {
      if (entry.kind === 'command' && entry.answers) open.set(`${entry.client} ${entry.number}`, entry);
      if (entry.kind !== 'answer') return;
      const key = `${entry.client} ${entry.number}`;
      const asked = open.get(key);
      open.delete(key);
      if (asked && entry.at > asked.at && isRefusedForItsState(entry)) {
        fault(`${key}: ${asked.word} is refused as one too many ${entry.at - asked.at} ms after its call`);
      }
      if (asked?.word !== 'send') return;
      const lasted = entry.at - asked.at;
      const reason = entry.told.error?.reason;
      if (reason === 'timeout' && !isOnTime(clients.of(entry.client), asked.at + within, entry.at))
        fault(`${key}: timed out after ${lasted} ms`);
      const { state, changes } = clients.of(entry.client);
      if (reason === 'ended' && !(changes > 0 && ['disconnected', 'aborted'].includes(state))) {
        fault(`${key}: ended, while ${state}`);
      }
      if (!entry.told.error && entry.told.value === undefined) fault(`${key}: neither a receipt nor an error`);
    },
    before(at) {
      for (const [key, { at: asked, word, client }] of open) {
        if (at <= asked + within) return;
        if (patient.includes(word) || at <= doneBy(clients.of(client), asked + within)) continue;
        fault(`${key}: ${word} has no answer after ${at - asked} ms`);
        open.delete(key);
      }
    },
    end() {
      for (const [key, { word }] of open) fault(`${key}: ${word} was never answered`);
    },
  };
}
