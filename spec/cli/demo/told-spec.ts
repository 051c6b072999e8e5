import { expect } from 'chai';
import { told } from '../../../lib/cli/demo/told.js';
import type { RtcEvent } from '../../../lib/rtc/rtcEvent.js';

describe('told', () => {
  const at = 1;
  const cases: readonly (readonly [RtcEvent, string | undefined])[] = [
    [
      {
        type: 'change',
        change: { state: 'reconnecting', previous: 'connected', reason: 'INTERRUPTED', at, silentFor: 4_000 },
      },
      'reconnecting INTERRUPTED',
    ],
    [{ type: 'rejoined', elapsed: 20, at }, 'rejoined'],
    [{ type: 'lost', silentFor: 10_000, at }, 'lost'],
    [{ type: 'peerJoined', uid: 'ben', at }, 'peerJoined ben'],
    [{ type: 'peerOffline', uid: 'ben', reason: 'dropped', at }, 'peerOffline ben dropped'],
    [{ type: 'attempt', attempt: { type: 'dialling', attempt: 1, at } }, undefined],
    [{ type: 'peers', peers: ['ben'] }, undefined],
  ];
  for (const [event, words] of cases) {
    it(`says of ${event.type}: ${words ?? 'nothing'}`, () => expect(told(event)).to.equal(words));
  }
});
