import { expect } from 'chai';
import { EMPTY, catchError, mergeMap, tap } from 'rxjs';
import { refusalReasons } from '../../lib/protocol/channelFrames.js';
import { createRtcChannel } from '../../lib/rtc/createRtcChannel.js';
import { run } from '../../lib/testing/run.js';
import { virtualNetwork } from '../../lib/testing/virtualNetwork.js';

/** What becomes of a channel whose hub answers a join with these frames. */
function refused(...answers: object[]) {
  return run(({ advance }) => {
    const network = virtualNetwork();
    const talks$ = network.links$.pipe(
      tap((link) => answers.forEach((answer) => link.send(JSON.stringify(answer)))),
      mergeMap((link) => link.frames$.pipe(catchError(() => EMPTY))),
    );
    talks$.subscribe();
    const channel = createRtcChannel({ transport: network.transport(), channel: 'lobby', uid: 'ada' });
    const changes: string[] = [];
    channel.changes$.subscribe(({ state, reason }) => changes.push(`${state} ${reason}`));
    channel.join().subscribe({ error: () => {} });
    advance(60_000);
    channel.dispose();
    return changes.slice(1);
  });
}

const joined = { t: 'joined', generation: 1, beat: 1_000, peers: [], departed: [] };

describe('a refusal of a channel', () => {
  for (const t of ['refused', 'removed']) {
    const before = t === 'refused' ? [] : [joined];
    for (const reason of ['OF_A_NEWER_HUB', 'constructor', 'leave', 'silent', 'SETTING_PROXY_SERVER']) {
      it(`RTC-1: ${t} with ${reason}, which this side does not know as one, is REJECTED_BY_SERVER`, () => {
        const changes = refused(...before, { t, reason, message: 'no' });
        expect(changes.find((change) => !change.startsWith('connected'))).to.equal('failed REJECTED_BY_SERVER');
      });
    }

    it(`RTC-1: ${t} with a reason of the profile is that reason`, () => {
      for (const reason of refusalReasons.filter((each) => each !== 'INVALID_TOKEN')) {
        expect(refused(...before, { t, reason, message: 'no' })).to.include(`failed ${reason}`);
      }
    });
  }
});
