import { expect } from 'chai';
import { connectionStates, connectionTable } from '../../lib/connection/connectionTable.js';
import { rowFor } from '../../lib/connection/table.js';
import { rtcTable } from '../../lib/rtc/rtcTable.js';

describe('connectionTable', () => {
  /** Every change there is: from, word, to, reason. */
  const changes = `
    disconnected open connecting CONNECTING
    connecting accepted connected JOIN_SUCCESS
    connecting gaveUp failed JOIN_FAILED
    connecting rejected failed REJECTED_BY_SERVER
    connecting close disconnected LEAVE_CHANNEL
    connected silent reconnecting INTERRUPTED
    connected rejected failed REJECTED_BY_SERVER
    connected close disconnected LEAVE_CHANNEL
    reconnecting accepted connected JOIN_SUCCESS
    reconnecting spoke connected JOIN_SUCCESS
    reconnecting gaveUp failed JOIN_FAILED
    reconnecting rejected failed REJECTED_BY_SERVER
    reconnecting close disconnected LEAVE_CHANNEL
    failed close disconnected LEAVE_CHANNEL`
    .trim()
    .split(/\n\s*/);
  const words = ['open', 'close', 'rejected', 'accepted', 'spoke', 'silent', 'gaveUp'] as const;

  it('CON-1: holds these changes and no others', () => {
    const found = connectionStates.flatMap((state) =>
      words.flatMap((word) => {
        const row = rowFor(connectionTable, { state, reason: null }, word);
        return row ? [`${state} ${word} ${row.to} ${row.reason}`] : [];
      }),
    );
    expect(found).to.have.members(changes);
  });

  it('CON-1: they are those of the channel profile, with open and close for join and leave', () => {
    const inChannels = { open: 'join', close: 'leave', rejected: 'REJECTED_BY_SERVER' } as const;
    for (const { from, on, to, reason } of connectionTable) {
      for (const state of from) {
        const word = on in inChannels ? inChannels[on as keyof typeof inChannels] : (on as 'accepted');
        const row = rowFor(rtcTable, { state, reason: 'INTERRUPTED' }, word);
        expect([row?.to, row?.reason], `${state} ${on}`).to.deep.equal([to, reason]);
      }
    }
  });
});
