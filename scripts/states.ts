import { connectionTable } from '../lib/connection/connectionTable.js';
import type { Row } from '../lib/connection/table.js';
import { rtcReasons, rtcStates, rtcTable } from '../lib/rtc/rtcTable.js';

/** Where the tables are printed to. */
export const statesFile = 'docs/states.md';

/** What the words of the tables mean; the hub's refusals go by the name of their reason. */
const words: Record<string, string> = {
  open: '`open()`',
  close: '`close()`',
  join: '`join()`',
  leave: '`leave()`',
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

const line = (...cells: string[]) => `| ${cells.join(' | ')} |`;

function tableOf(rows: readonly Row<string, string, string>[]): string {
  const printed = rows.map(({ from, because, on, to, reason }) =>
    line(
      from.join(', ') + (because ? ` (${because.join(', ')})` : ''),
      words[on] ?? 'the hub refuses, or ends the session',
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

## A connection (\`createConnection\`)

${tableOf(connectionTable)}
`;
