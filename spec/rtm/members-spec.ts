import { expect } from 'chai';
import { awaitingAll, heardOfMembers, type Members } from '../../lib/rtm/members.js';

const inside = (...users: string[]): Members => ({
  members: new Set(users),
  awaited: new Set(),
  listed: true,
});
const news = (before: Members, word: Parameters<typeof heardOfMembers>[1], settled = true) => {
  const { joined, left, now } = heardOfMembers(before, word, 'ada', settled);
  return { joined, left, now: [...now.members] };
};

describe('members', () => {
  it('RTM-6: who joins is news once, and so is who leaves', () => {
    const joined = { t: 'memberJoined', user: 'bob' } as const;
    expect(news(inside('ada'), joined)).to.deep.equal({ joined: ['bob'], left: [], now: ['ada', 'bob'] });
    expect(news(inside('ada', 'bob'), joined)).to.deep.equal({ joined: [], left: [], now: ['ada', 'bob'] });
    const left = { t: 'memberLeft', user: 'bob' } as const;
    expect(news(inside('ada', 'bob'), left)).to.deep.equal({ joined: [], left: ['bob'], now: ['ada'] });
    expect(news(inside('ada'), left)).to.deep.equal({ joined: [], left: [], now: ['ada'] });
  });

  it('RTM-6: the first list is no news; a later one is news by its differences', () => {
    const list = { t: 'members', users: ['ada', 'bob', 'cid'] } as const;
    expect(news({ ...inside('ada'), listed: false }, list)).to.deep.equal({
      joined: [],
      left: [],
      now: ['ada', 'bob', 'cid'],
    });
    expect(news(inside('ada', 'bob', 'dan'), list)).to.deep.equal({
      joined: ['cid'],
      left: ['dan'],
      now: ['ada', 'bob', 'cid'],
    });
  });

  it('RTM-7: who is awaited has not gone until the hub has settled; who was not awaited has', () => {
    const { awaited } = awaitingAll(inside('ada', 'bob'), 'ada');
    const before = { ...inside('ada', 'bob', 'cid'), awaited };
    const list = { t: 'members', users: ['ada'] } as const;
    expect(news(before, list, false)).to.deep.equal({ joined: [], left: ['cid'], now: ['ada', 'bob'] });
    expect(news(before, list, true)).to.deep.equal({ joined: [], left: ['bob', 'cid'], now: ['ada'] });
    const again = heardOfMembers(before, list, 'ada', false).now;
    expect(news(again, list, false)).to.deep.equal({ joined: [], left: [], now: ['ada', 'bob'] });
  });

  it('RTM-6, RTM-7: who is awaited comes back without news, and is awaited no more; who leaves has gone at once', () => {
    const before = awaitingAll(inside('ada', 'bob'), 'ada');
    for (const back of [
      { t: 'memberJoined', user: 'bob' },
      { t: 'members', users: ['ada', 'bob'] },
    ] as const) {
      expect(news(before, back, false)).to.deep.equal({ joined: [], left: [], now: ['ada', 'bob'] });
      const { now } = heardOfMembers(before, back, 'ada', false);
      expect(news(now, { t: 'members', users: ['ada'] }, false).left).to.deep.equal(['bob']);
    }
    expect(news(before, { t: 'memberLeft', user: 'bob' }, false)).to.deep.equal({
      joined: [],
      left: ['bob'],
      now: ['ada'],
    });
  });

  it('RTM-6: one is no news oneself', () => {
    expect(news(inside('bob'), { t: 'memberJoined', user: 'ada' }).joined).to.deep.equal([]);
    expect(news(inside('ada'), { t: 'members', users: ['bob'] })).to.deep.include({ joined: ['bob'], left: [] });
  });
});
