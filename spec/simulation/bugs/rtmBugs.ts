import type { Bug } from './bug.js';

/** In messaging clients. */
export const rtmBugs: readonly Bug[] = [
  {
    name: 'a receiver tells what is sent again',
    file: 'rtm/inbox.ts',
    find: 'if (seq <= inbox.position || number <=',
    replace: 'if (seq < inbox.position || number <',
    clause: 'RTM-16',
  },
  {
    name: 'a message waits for another second before nobody knows',
    file: 'rtm/asking.ts',
    find: 'answerWithin = 10_000',
    replace: 'answerWithin = 11_000',
    clause: 'RTM-5',
  },
  {
    name: 'members that left during an outage are still listed',
    file: 'rtm/members.ts',
    find: "if (word.t === 'members') return new Set(word.users);",
    replace: "if (word.t === 'members') return new Set([...before, ...word.users]);",
    clause: 'RTM-9',
  },
  {
    name: 'a status that changed during an outage is not told',
    file: 'rtm/loggedIn.ts',
    find: '  watchAgain(turn);\n',
    replace: '',
    clause: 'RTM-13',
  },
  {
    name: 'an aborted client dials again',
    file: 'rtm/rtmProfile.ts',
    find: "dialling: ['connecting', 'connected', 'reconnecting'],",
    replace: "dialling: ['connecting', 'connected', 'reconnecting', 'aborted'],",
    clause: 'RTM-2',
  },
  {
    name: 'a message that has no receipt is not sent again',
    file: 'rtm/loggedIn.ts',
    find: '  sendAgain(turn);\n',
    replace: '',
    clause: 'RTM-5',
  },
  {
    name: 'a message that is sent again has a new id',
    file: 'rtm/sending.ts',
    find: 'of turn.machine.outbox.waiting) turn.frames.push(frameOf(turn, id, letter));',
    replace: 'of turn.machine.outbox.waiting) turn.frames.push(frameOf(turn, `${id}0`, letter));',
    clause: 'RTM-5',
  },
  {
    name: 'a login names a position in a channel that is one too far',
    file: 'rtm/rtmEvents.ts',
    find: "phase === 'in' ? base : null",
    replace: "phase === 'in' ? base + 1 : null",
    clause: 'RTM-11',
  },
  {
    name: 'what a live link brings while it is back-filled moves the position',
    file: 'rtm/inbox.ts',
    find: 'return inbox.filling ? arrived :',
    replace: 'return false ? arrived :',
    clause: 'RTM-12',
  },
  {
    name: 'what was reported missing is asked for again',
    file: 'rtm/inbox.ts',
    find: 'base: seq,\n      position: Math.max(',
    replace: 'position: Math.max(',
    clause: 'RTM-12',
  },
  {
    name: 'a user’s attributes are not said again to a hub that has forgotten them',
    file: 'rtm/loggedIn.ts',
    find: 'returned && isFresh && attributes.size > 0',
    replace: 'attributes.size < 0',
    clause: 'RTM-9',
  },
];
