import { expect } from 'chai';
import { emptyRoster, heardOfPeers, newsOfPeers, type Roster, type RosterFrame } from '../../lib/rtc/roster.js';

const after = (...frames: RosterFrame[]): Roster => frames.reduce(heardOfPeers, emptyRoster);
const joined = (peers: string[], departed: [string, 'quit' | 'dropped'][] = []): RosterFrame => ({
  t: 'joined',
  peers,
  departed,
});

describe('roster', () => {
  it('RTC-3: announces those who are there already', () => {
    const [news] = newsOfPeers(after(joined(['ben', 'cleo'])));
    expect(news).to.deep.equal([
      { type: 'peerJoined', uid: 'ben' },
      { type: 'peerJoined', uid: 'cleo' },
    ]);
  });

  it('RTC-6: is silent about who went and came back, or came and went, in between', () => {
    const [, told] = newsOfPeers(after(joined(['ben'])));
    const between: RosterFrame[] = [
      { t: 'peerLeft', uid: 'ben', reason: 'quit' },
      { t: 'peerJoined', uid: 'ben' },
      { t: 'peerJoined', uid: 'cleo' },
      { t: 'peerLeft', uid: 'cleo', reason: 'dropped' },
    ];
    expect(newsOfPeers(between.reduce(heardOfPeers, told))[0]).to.deep.equal([]);
  });

  it('RTC-6: gives the reason that the hub remembers, and dropped where it does not', () => {
    const [, told] = newsOfPeers(after(joined(['ben', 'cleo', 'dora'])));
    expect(newsOfPeers(heardOfPeers(told, joined(['dora'], [['ben', 'quit']])))[0]).to.deep.equal([
      { type: 'peerOffline', uid: 'ben', reason: 'quit' },
      { type: 'peerOffline', uid: 'cleo', reason: 'dropped' },
    ]);
  });

  it('takes __proto__ for the id that it is', () => {
    expect(newsOfPeers(after(joined(['__proto__'])))[0]).to.deep.equal([{ type: 'peerJoined', uid: '__proto__' }]);
  });
});
