/** A mistake that somebody could make in lib, and the clause that it breaks. The simulation must find it. */
export interface Bug {
  readonly name: string;
  /** In lib. */
  readonly file: string;
  /** Is there exactly once. */
  readonly find: string;
  readonly replace: string;
  readonly clause: string;
}

/** Bugs to be planted into the source as it is loaded: lib knows nothing of them. */
export const bugs: readonly Bug[] = [
  {
    name: 'a verdict does not wait for what is due in the same instant',
    file: 'liveness/deadline.ts',
    find: 'found !== null && watched.judge(found, floor) ? found : null;',
    replace: 'watched.judge(clock(), floor) ? found : null;',
    clause: 'LIV-4',
  },
  {
    name: 'a silence is judged a millisecond late',
    file: 'rtc/rtcEvents.ts',
    find: 'silences: { interrupted, lost,',
    replace: 'silences: { interrupted: interrupted + 1, lost,',
    clause: 'RTC-4',
  },
  {
    name: 'an accepted link does not end the old one',
    file: 'link/redial.ts',
    find: 'return redial !== null && (redial.link?.id === id || redial.attempt?.id === id);',
    replace: 'return redial !== null && id >= (redial.link?.id ?? 0) - 1;',
    clause: 'NET-4',
  },
  {
    name: 'a link that was silent for 10 s is kept',
    file: 'connection/step.ts',
    find: 'if (redial?.link) idle(turn, redial.link);',
    replace: '',
    clause: 'NET-4',
  },
  {
    name: 'lost is told in the first outage only',
    file: 'connection/step.ts',
    find: "outageSince: null, lost: 'armed' } : { heardAt }",
    replace: 'outageSince: null } : { heardAt }',
    clause: 'RTC-5',
  },
  {
    name: 'the patience of reconnecting begins with the join',
    file: 'connection/turning.ts',
    find: 'outageSince: machine.outageSince ?? moment.now',
    replace: 'outageSince: machine.outageSince ?? machine.heardAt',
    clause: 'RTC-7',
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
    name: 'a dropped member stays in the room',
    file: 'hub/rooms.ts',
    find: 'if (!room || member?.session !== session) return;',
    replace: "if (!room || member?.session !== session || reason === 'dropped') return;",
    clause: 'RTC-6',
  },
  {
    name: 'the hub counts the silence of a session from its acceptance on the present link',
    file: 'hub/conversation.ts',
    find: 'heard(session);\n    const work =',
    replace: "if (frame && (frame as { t?: string }).t !== 'ping') heard(session);\n    const work =",
    clause: 'HUB-1',
  },
  {
    name: 'a session that is resumed keeps its old link too',
    file: 'hub/admission.ts',
    find: "claimed.oldLine?.end('replaced', 'the session goes on on a newer link');",
    replace: '',
    clause: 'NET-4',
  },
  {
    name: 'who was taken over keeps its link',
    file: 'hub/admission.ts',
    find: "claimed.old?.line?.end('removed', word(takenOver.reason), no('removed', takenOver));",
    replace: '',
    clause: 'HUB-3',
  },
  {
    name: 'a takeover does not raise the generation',
    file: 'hub/memory/claims.ts',
    find: 'generation || Math.min(known + 1,',
    replace: 'generation || Math.min(known || 1,',
    clause: 'HUB-3',
  },
  {
    name: 'who was kicked comes back by itself',
    file: 'hub/memory/claims.ts',
    find: 'return past?.removed?.secret === secret ? past.removed : undefined;',
    replace: 'return undefined;',
    clause: 'HUB-5',
  },
  {
    name: 'a message that is sent again is a new one',
    file: 'hub/memory/decisions.ts',
    find: 'if (known) return',
    replace: 'if (known && now() === known.at) return',
    clause: 'RTM-5',
  },
  {
    name: 'a receiver tells what is sent again',
    file: 'rtm/inbox.ts',
    find: 'if (seq <= inbox.position || number <=',
    replace: 'if (seq < inbox.position || number <',
    clause: 'RTM-16',
  },
  {
    name: 'one’s own messages are counted as missing',
    file: 'hub/memory/channel.ts',
    find: 'seq - from - (own?.after(from) ?? 0) - messages.length',
    replace: 'seq - from - messages.length',
    clause: 'RTM-12',
  },
  {
    name: 'a message waits for another second before nobody knows',
    file: 'rtm/asking.ts',
    find: 'answerWithin = 10_000',
    replace: 'answerWithin = 11_000',
    clause: 'RTM-5',
  },
  {
    name: 'a receipt says received before the receiver has acknowledged',
    file: 'hub/messaging/messages.ts',
    find: "if (is === 'acknowledged') tellReceived(sent);",
    replace: "if (is === 'acknowledged' || (is === 'waiting' && linked)) tellReceived(sent);",
    clause: 'RTM-5',
  },
  {
    name: 'a user that is away for 30 s stays in its channels',
    file: 'hub/memory/sessionOperations.ts',
    find: "if (channels.exit(key, channel, forget ? 'nothing' : 'position')) {",
    replace: "if (forget && channels.exit(key, channel, 'nothing')) {",
    clause: 'RTM-8',
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
