import { connectionTable } from '../lib/connection/connectionTable.js';
import type { Row } from '../lib/connection/table.js';
import { rtcReasons, rtcStates, rtcTable } from '../lib/rtc/rtcTable.js';
import { rtmReasons, rtmStates, rtmTable } from '../lib/rtm/rtmTable.js';

/** Where the tables are printed to. */
export const statesFile = 'docs/states.md';

type Words = Readonly<Record<string, string>>;

/** What the words of the tables mean; the hub's refusals go by the name of their reason. */
const words: Words = {
  open: '`open()`',
  close: '`close()`',
  join: '`join()`',
  leave: '`leave()`',
  login: '`login()`',
  logout: '`logout()`',
  accepted: 'a link is accepted',
  spoke: 'the old link speaks again',
  silent: '`interrupted` of silence (4 s)',
  gaveUp: '`giveUp` in the state (20 min)',
  rejected: 'the handshake fails with `fatal: true`',
  unheard: 'the hub says that it has heard nothing of us for 4 s',
  heard: 'the hub says that it hears us again',
  SETTING_PROXY_SERVER: '`reconnect({ reason })`',
  CLIENT_IP_ADDRESS_CHANGED: '`reconnect({ reason })`',
};

/** What a word means in the messaging profile alone. */
const messagingWords: Words = {
  ...words,
  gaveUp: '`login` since the call (6 s)',
  refused: 'the hub refuses',
  REMOTE_LOGIN: 'the hub says that the user id has logged in elsewhere',
  BANNED_BY_SERVER: 'the hub says that the user is banned',
};

const line = (...cells: string[]) => `| ${cells.join(' | ')} |`;

function tableOf(rows: readonly Row<string, string, string>[], meaning = words): string {
  const printed = rows.map(({ from, because, after, on, to, reason }) =>
    line(
      from.join(', ') +
        (because ? ` (${because.join(', ')})` : '') +
        (after ? ` (because ${after.map((word) => meaning[word]).join(', ')})` : ''),
      meaning[on] ?? 'the hub refuses, or ends the session',
      to,
      reason,
    ),
  );
  return [line('from', 'when', 'to', 'reason'), line('---', '---', '---', '---'), ...printed].join('\n');
}

function numbersOf(numbers: Readonly<Record<string, number>>): string {
  const printed = Object.entries(numbers).map(([name, number]) => line(name, String(number)));
  return [line('name', 'number'), line('---', '---'), ...printed].join('\n');
}

/** docs/states.md, from the tables that the code runs on. */
export const states = (): string => `# States and reasons

Printed by \`npm run states\` from the tables that the code runs on. A row that is not here changes nothing.

## The channel (\`createRtcChannel\`)

${tableOf(rtcTable)}

### States, with the numbers of Agora's SDKs

${numbersOf(rtcStates)}

### Reasons, with the numbers of Agora's SDKs

${numbersOf(rtcReasons)}

## Messaging (\`createRtmClient\`)

${tableOf(rtmTable, messagingWords)}

### States of messaging, with the numbers of Agora's SDK 1.x

${numbersOf(rtmStates)}

### Reasons of messaging, with the numbers of Agora's SDK 1.x

${numbersOf(rtmReasons)}

## A connection (\`createConnection\`)

${tableOf(connectionTable)}
`;
