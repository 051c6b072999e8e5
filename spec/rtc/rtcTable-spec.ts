import { expect } from 'chai';
import { rowFor } from '../../lib/connection/table.js';
import { rtcReasons, rtcStates, rtcTable, type RtcReason, type RtcState } from '../../lib/rtc/rtcTable.js';

/** The specification's table (SPEC RTC-1), written out a second time: from, reason there, word -> to, reason. */
const specified = [
  'disconnected join -> connecting CONNECTING 0',
  'connecting accepted -> connected JOIN_SUCCESS 1',
  'connected silent -> reconnecting INTERRUPTED 2',
  'connected unheard -> reconnecting KEEP_ALIVE_TIMEOUT 14',
  'connected SETTING_PROXY_SERVER -> reconnecting SETTING_PROXY_SERVER 11',
  'connected CLIENT_IP_ADDRESS_CHANGED -> reconnecting CLIENT_IP_ADDRESS_CHANGED 13',
  'reconnecting(INTERRUPTED) accepted -> connected JOIN_SUCCESS 1',
  'reconnecting(SETTING_PROXY_SERVER) accepted -> connected JOIN_SUCCESS 1',
  'reconnecting(CLIENT_IP_ADDRESS_CHANGED) accepted -> connected JOIN_SUCCESS 1',
  'reconnecting(KEEP_ALIVE_TIMEOUT) accepted -> connected JOIN_SUCCESS 1',
  'reconnecting(INTERRUPTED) spoke -> connected JOIN_SUCCESS 1',
  'reconnecting(SETTING_PROXY_SERVER) spoke -> connected JOIN_SUCCESS 1',
  'reconnecting(CLIENT_IP_ADDRESS_CHANGED) spoke -> connected JOIN_SUCCESS 1',
  'reconnecting(KEEP_ALIVE_TIMEOUT) heard -> connected JOIN_SUCCESS 1',
  ...['connecting', 'reconnecting(*)'].map((from) => `${from} gaveUp -> failed JOIN_FAILED 4`),
  ...['connecting', 'connected', 'reconnecting(*)'].flatMap((from) => [
    `${from} BANNED_BY_SERVER -> failed BANNED_BY_SERVER 3`,
    `${from} INVALID_APP_ID -> failed INVALID_APP_ID 6`,
    `${from} INVALID_CHANNEL_NAME -> failed INVALID_CHANNEL_NAME 7`,
    `${from} REJECTED_BY_SERVER -> failed REJECTED_BY_SERVER 10`,
    `${from} SAME_UID_LOGIN -> failed SAME_UID_LOGIN 19`,
    `${from} TOO_MANY_BROADCASTERS -> failed TOO_MANY_BROADCASTERS 20`,
    `${from} TOKEN_EXPIRED -> failed TOKEN_EXPIRED 9`,
  ]),
  ...['connecting', 'reconnecting(*)'].map((from) => `${from} INVALID_TOKEN -> disconnected INVALID_TOKEN 8`),
  ...['connecting', 'connected', 'reconnecting(*)', 'failed'].map(
    (from) => `${from} leave -> disconnected LEAVE_CHANNEL 5`,
  ),
].flatMap((line) =>
  line.includes('(*)') ? reconnectings().map((reason) => line.replace('(*)', `(${reason})`)) : [line],
);

function reconnectings(): RtcReason[] {
  return ['INTERRUPTED', 'SETTING_PROXY_SERVER', 'CLIENT_IP_ADDRESS_CHANGED', 'KEEP_ALIVE_TIMEOUT'];
}

describe('rtcTable', () => {
  it('RTC-1: has every row of the specification and no other', () => {
    const words = [...new Set(rtcTable.map(({ on }) => on))];
    const places = (Object.keys(rtcStates) as RtcState[]).flatMap(
      (state): { state: RtcState; reason: RtcReason | null }[] =>
        state === 'reconnecting' ? reconnectings().map((reason) => ({ state, reason })) : [{ state, reason: null }],
    );
    const found = places.flatMap(({ state, reason }) =>
      words.flatMap((word) => {
        const row = rowFor(rtcTable, { state, reason }, word);
        const from = reason ? `${state}(${reason})` : state;
        return row ? [`${from} ${word} -> ${row.to} ${row.reason} ${rtcReasons[row.reason]}`] : [];
      }),
    );
    expect(found.sort()).to.deep.equal([...specified].sort());
  });
});
