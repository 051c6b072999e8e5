import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

const greetings = ['joined', 'rejoined', 'loggedIn'];

/**
 * The first connection is told with the time since the call, a return with the time since the last data, each once and
 * right after its change (RTC-2, RTC-8).
 */
export function returns({ clients, fault }: Watch): Invariant {
  /** What is to be told next, by client. */
  const due = new Map<string, { readonly type: string; readonly elapsed: number }>();
  return {
    see(entry) {
      if (entry.kind !== 'rtc' && entry.kind !== 'rtm') return;
      const { client: name, at, event, kind } = entry;
      const { beganAt, heardBefore } = clients.of(name);
      if (event.type === 'change' && event.change.state === 'connected') {
        const isFirst = event.change.previous === 'connecting';
        if (isFirst) due.set(name, { type: kind === 'rtc' ? 'joined' : 'loggedIn', elapsed: at - beganAt });
        else if (kind === 'rtc') due.set(name, { type: 'rejoined', elapsed: at - heardBefore });
      }
      if (!greetings.includes(event.type)) return;
      const wanted = due.get(name);
      due.delete(name);
      const { elapsed } = event as { readonly elapsed: number };
      if (wanted?.type !== event.type || wanted.elapsed !== elapsed) {
        fault(`${name}: ${event.type} after ${elapsed} ms, not ${wanted?.type} after ${wanted?.elapsed} ms`);
      }
    },
    before() {
      for (const [name, { type }] of due) fault(`${name}: connected, and not told '${type}'`);
      due.clear();
    },
  };
}
