import type { Bug } from './bug.js';

/** In channels and tokens. */
export const rtcBugs: readonly Bug[] = [
  {
    name: 'a silence is judged a millisecond late',
    file: 'rtc/rtcEvents.ts',
    find: 'silences: { interrupted, lost,',
    replace: 'silences: { interrupted: interrupted + 1, lost,',
    clause: 'RTC-4',
  },
  {
    name: 'any frame ends an outage of the uplink',
    file: 'rtc/rtcTable.ts',
    find: "because: ['INTERRUPTED', 'SETTING_PROXY_SERVER', 'CLIENT_IP_ADDRESS_CHANGED'],",
    replace: '',
    clause: 'RTC-1',
  },
  {
    name: 'the elapsed time of a return begins with the change',
    file: 'rtc/rtcStep.ts',
    find: "'joined' : 'rejoined', elapsed: silentFor, at",
    replace: "'joined' : 'rejoined', elapsed: 0, at",
    clause: 'RTC-8',
  },
  {
    name: 'peers are told of while not connected',
    file: 'rtc/rtcStep.ts',
    find: "set({ roster: heardOfPeers(machine.roster, frame) });\n    if (machine.state === 'connected') tellPeers();",
    replace: 'set({ roster: heardOfPeers(machine.roster, frame) });\n    tellPeers();',
    clause: 'RTC-6',
  },
  {
    name: 'a peer that the hub has not met yet is gone',
    file: 'rtc/rtcStep.ts',
    find: 'newsOfPeers(machine.roster, now >= machine.settledAt)',
    replace: 'newsOfPeers(machine.roster, true)',
    clause: 'RTC-6',
  },
  {
    name: 'peers who were there before an outage are announced again',
    file: 'rtc/roster.ts',
    find: '[...present].filter((uid) => !told.has(uid))',
    replace: '[...present]',
    clause: 'RTC-3',
  },
  {
    name: 'tokens that end are told of a second early',
    file: 'session/tokenLife.ts',
    find: 'const expiryNotice = 30_000;',
    replace: 'const expiryNotice = 31_000;',
    clause: 'RTC-9',
  },
  {
    name: 'a leave leaves the token’s timer',
    file: 'rtc/rtcStep.ts',
    find: 'set({ roster: emptyRoster, settledAt: -Infinity, expiresAt: Infinity });',
    replace: 'set({ roster: emptyRoster, settledAt: -Infinity });',
    clause: 'NET-10',
  },
];
