import { expect } from 'chai';
import { emptyRoster, heardOfPeers, newsOfPeers, type Roster, type RosterFrame } from '../../lib/rtc/roster.js';

const after = (...frames: RosterFrame[]): Roster => frames.reduce(heardOfPeers, emptyRoster);
const joined = (peers: string[], departed: [string, 'quit' | 'dropped'][] = [], settling?: number): RosterFrame => ({
  t: 'joined',
  peers,
  departed,
  settling,
});

describe('roster', () => {
  it('RTC-3: announces those who are there already', () => {
    const [news] = newsOfPeers(after(joined(['ben', 'cleo'])), true);
    expect(news).to.deep.equal([
      { type: 'peerJoined', uid: 'ben' },
      { type: 'peerJoined', uid: 'cleo' },
    ]);
  });

  it('RTC-6: is silent about who went and came back, or came and went, in between', () => {
    const [, told] = newsOfPeers(after(joined(['ben'])), true);
    const between: RosterFrame[] = [
      { t: 'peerLeft', uid: 'ben', reason: 'quit' },
      { t: 'peerJoined', uid: 'ben' },
      { t: 'peerJoined', uid: 'cleo' },
      { t: 'peerLeft', uid: 'cleo', reason: 'dropped' },
    ];
    expect(newsOfPeers(between.reduce(heardOfPeers, told), true)[0]).to.deep.equal([]);
  });

  it('RTC-6: gives the reason that the hub remembers, and dropped where it does not', () => {
    const [, told] = newsOfPeers(after(joined(['ben', 'cleo', 'dora'])), true);
    expect(newsOfPeers(heardOfPeers(told, joined(['dora'], [['ben', 'quit']])), true)[0]).to.deep.equal([
      { type: 'peerOffline', uid: 'ben', reason: 'quit' },
      { type: 'peerOffline', uid: 'cleo', reason: 'dropped' },
    ]);
  });

  it('RTC-6: a departure that was heard of from another hub is none while this one is settling: who left may be back since', () => {
    const [, told] = newsOfPeers(after(joined(['ben'])), true);
    const left = heardOfPeers(told, { t: 'peerLeft', uid: 'ben', reason: 'quit' });
    const back = heardOfPeers(left, joined([], [], 20_000));
    expect(newsOfPeers(back, false)[0]).to.deep.equal([]);
    expect(newsOfPeers(back, true)[0]).to.deep.equal([{ type: 'peerOffline', uid: 'ben', reason: 'dropped' }]);
    expect(newsOfPeers(heardOfPeers(left, joined([])), false)[0]).to.deep.equal([
      { type: 'peerOffline', uid: 'ben', reason: 'quit' },
    ]);
  });

  it('RTC-6: while the hub is settling, only a departure with a reason is one; who stays away is told when it has settled', () => {
    const [, told] = newsOfPeers(after(joined(['ben', 'cleo'])), true);
    const [early, waiting] = newsOfPeers(heardOfPeers(told, joined([], [['ben', 'quit']])), false);
    expect(early).to.deep.equal([{ type: 'peerOffline', uid: 'ben', reason: 'quit' }]);
    const [late] = newsOfPeers(waiting, true);
    expect(late).to.deep.equal([{ type: 'peerOffline', uid: 'cleo', reason: 'dropped' }]);
    const [back] = newsOfPeers(heardOfPeers(waiting, { t: 'peerJoined', uid: 'cleo' }), false);
    expect(back).to.deep.equal([]);
  });

  it('takes __proto__ for the id that it is', () => {
    expect(newsOfPeers(after(joined(['__proto__'])), true)[0]).to.deep.equal([
      { type: 'peerJoined', uid: '__proto__' },
    ]);
  });
});
