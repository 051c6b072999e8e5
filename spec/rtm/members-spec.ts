import { expect } from 'chai';
import { heardOfMembers, type Members } from '../../lib/rtm/members.js';

const inside = (...users: string[]): Members => ({ members: new Set(users), listed: true });
const news = (before: Members, word: Parameters<typeof heardOfMembers>[1]) => {
  const { joined, left, now } = heardOfMembers(before, word, 'ada');
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
    expect(news({ members: new Set(['ada']), listed: false }, list)).to.deep.equal({
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

  it('RTM-6: one is no news oneself', () => {
    expect(news(inside('bob'), { t: 'memberJoined', user: 'ada' }).joined).to.deep.equal([]);
    expect(news(inside('ada'), { t: 'members', users: ['bob'] })).to.deep.include({ joined: ['bob'], left: [] });
  });
});
