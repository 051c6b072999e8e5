import { expect } from 'chai';
import { rowFor } from '../../lib/connection/table.js';
import { rtmReasons, rtmStates, rtmTable, type RtmState } from '../../lib/rtm/rtmTable.js';

/** The specification's table (SPEC RTM-1), written out a second time: from(the word that led there) word -> to reason. */
const specified = [
  'disconnected login -> connecting LOGIN 1',
  'connecting accepted -> connected LOGIN_SUCCESS 2',
  ...['refused', 'BANNED_BY_SERVER', 'REMOTE_LOGIN'].map((no) => `connecting ${no} -> disconnected LOGIN_FAILURE 3`),
  'connecting gaveUp -> disconnected LOGIN_TIMEOUT 4',
  'connected silent -> reconnecting INTERRUPTED 5',
  'connected unheard -> reconnecting INTERRUPTED 5',
  'reconnecting(silent) accepted -> connected LOGIN_SUCCESS 2',
  'reconnecting(unheard) accepted -> connected LOGIN_SUCCESS 2',
  'reconnecting(silent) spoke -> connected LOGIN_SUCCESS 2',
  'reconnecting(unheard) heard -> connected LOGIN_SUCCESS 2',
  ...['connected', 'reconnecting(silent)', 'reconnecting(unheard)'].flatMap((from) => [
    `${from} REMOTE_LOGIN -> aborted REMOTE_LOGIN 8`,
    `${from} BANNED_BY_SERVER -> aborted BANNED_BY_SERVER 7`,
  ]),
  ...['connecting', 'connected', 'reconnecting(silent)', 'reconnecting(unheard)', 'aborted'].map(
    (from) => `${from} logout -> disconnected LOGOUT 6`,
  ),
];

describe('rtmTable', () => {
  it('RTM-1: has every row of the specification and no other', () => {
    const words = [...new Set(rtmTable.map(({ on }) => on))];
    const places = (Object.keys(rtmStates) as RtmState[]).flatMap((state): { state: RtmState; by: string | null }[] =>
      state === 'reconnecting' ? ['silent', 'unheard'].map((by) => ({ state, by })) : [{ state, by: null }],
    );
    const found = places.flatMap(({ state, by }) =>
      words.flatMap((word) => {
        const row = rowFor(rtmTable, { state, reason: null, by }, word);
        return row
          ? [`${state}${by ? `(${by})` : ''} ${word} -> ${row.to} ${row.reason} ${rtmReasons[row.reason]}`]
          : [];
      }),
    );
    expect(found.sort()).to.deep.equal([...specified].sort());
  });
});
