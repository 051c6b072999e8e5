import { rtcTable } from '../../../lib/rtc/index.js';
import { rtmTable } from '../../../lib/rtm/rtmTable.js';
import type { Watch } from '../invariants.js';
import type { Invariant } from '../trace.js';

const rows = {
  rtc: new Set(rtcTable.flatMap(({ from, to, reason }) => from.map((state) => `${state} ${to} ${reason}`))),
  rtm: new Set(rtmTable.flatMap(({ from, to, reason }) => from.map((state) => `${state} ${to} ${reason}`))),
};

/** Every change is a row of the profile's table, and begins where the one before ended (RTC-1, RTM-1). */
export function transitions({ fault }: Watch): Invariant {
  const states = new Map<string, string>();
  return {
    see(entry) {
      if ((entry.kind !== 'rtc' && entry.kind !== 'rtm') || entry.event.type !== 'change') return;
      const { client, kind, at } = entry;
      const { state, previous, reason, at: told } = entry.event.change;
      if (!rows[kind].has(`${previous} ${state} ${reason}`)) fault(`${client}: ${previous} -> ${state} ${reason}`);
      if (previous !== (states.get(client) ?? 'disconnected')) fault(`${client}: was not ${previous}`);
      if (told !== at) fault(`${client}: a change of ${told} was told at ${at}`);
      states.set(client, state);
    },
  };
}
