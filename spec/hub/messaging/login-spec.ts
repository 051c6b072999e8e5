import { expect } from 'chai';
import { Refusal } from '../../../lib/hub/refusal.js';
import { epoch, secretOf } from '../stage.js';
import { heard, users, words } from './users.js';

const foreign = secretOf('f');

describe('login', () => {
  it('RTM-1: a login is answered with generation, beat, epoch, and that the session is fresh', () => {
    const { hub, user } = users();
    const ann = user('ann');
    const pace = { messages: 180, within: 3_000 };
    expect(ann.heard).to.deep.equal([
      { t: 'loggedIn', generation: 1, beat: 1_000, epoch, session: 'fresh', pace, settling: 30_000, at: 0 },
      { t: 'continuity', channel: null, continuity: 'complete', replayed: 0, missed: 0, seq: 0, at: 0 },
    ]);
    expect(hub.sessions).to.deep.equal([{ profile: 'rtm', user: 'ann', generation: 1, status: 'alive', link: 1 }]);
  });

  it('RTM-7: a hub is settling for its grace, in which those it does not know may come back', () => {
    const { user, until } = users();
    const settlingAt = [0, 29_999, 30_000].map((ms) => {
      until(ms);
      return heard(user(`at ${ms}`), 'loggedIn')[0]?.settling;
    });
    expect(settlingAt).to.deep.equal([30_000, 1, undefined]);
    const short = users({ thresholds: { grace: 12_000 } });
    expect(heard(short.user('ann'), 'loggedIn')[0]?.settling).to.equal(12_000);
  });

  it('RTM-15: a login tells the limit of messages', () => {
    const { user } = users({ limits: { messages: 7 } });
    expect(heard(user('ann'), 'loggedIn')[0]?.pace).to.deep.equal({ messages: 7, within: 3_000 });
  });

  it('RTM-4: a login says how long its token is good; expiry ends no session', () => {
    const { hub, user, beatsOf, until } = users({ authenticate: () => [{ expiresIn: 5_000 }] });
    const ann = user('ann', { token: 'short' });
    expect(ann.heard[0]).to.deep.include({ expiresIn: 5_000 });
    beatsOf(ann, 10_000);
    until(10_000);
    expect(ann.closed).to.equal(undefined);
    expect(hub.sessions).to.have.length(1);
  });

  it('RTM-4: another token is taken on a live link, or denied', () => {
    const { user, asks } = users({
      authenticate: ({ token }) => {
        if (token === 'old') throw new Refusal('TOKEN_EXPIRED', 'too old');
        if (token === 'bad') throw new Refusal('INVALID_TOKEN', 'bad');
        return [{ expiresIn: 9_000 }];
      },
    });
    const ann = user('ann', { token: 'good' });
    ann.says({ t: 'renew', id: 1, token: 'better' });
    expect(ann.heard.at(-1)).to.deep.include({ t: 'done', id: 1, expiresIn: 9_000 });
    expect(asks(ann, { t: 'renew', id: 2, token: 'old' })).to.equal('TOKEN_EXPIRED');
    expect(asks(ann, { t: 'renew', id: 3, token: 'bad' })).to.equal('INVALID_TOKEN');
    expect(ann.closed).to.equal(undefined);
  });

  for (const [reason, word] of [
    ['REJECTED_BY_SERVER', 'REJECTED'],
    ['INVALID_APP_ID', 'INVALID_APP_ID'],
    ['INVALID_TOKEN', 'INVALID_TOKEN'],
    ['TOKEN_EXPIRED', 'TOKEN_EXPIRED'],
    ['NOT_AUTHORIZED', 'NOT_AUTHORIZED'],
    ['SAME_UID_LOGIN', 'REMOTE_LOGIN'],
    ['INVALID_CHANNEL_NAME', 'INVALID_ARGUMENT'],
    ['TOO_MANY_BROADCASTERS', 'REJECTED'],
  ] as const) {
    it(`RTM-3: a refusal for ${reason} is ${word} in messaging`, () => {
      const { user } = users({
        authenticate: () => {
          throw new Refusal(reason, 'no');
        },
      });
      const ann = user('ann');
      expect(ann.heard).to.deep.equal([{ t: 'refused', reason: word, message: 'no', at: 0 }]);
      expect(ann.closed).to.deep.equal({ code: 4007, reason: word, at: 0 });
    });
  }

  it('RTM-3: credentials of messaging are told apart from those of a channel', () => {
    const asked: unknown[] = [];
    const { user } = users({
      authenticate: (credentials) => {
        asked.push(credentials);
        return [{}];
      },
    });
    user('ann', { token: 'hers' });
    expect(asked).to.deep.equal([{ profile: 'rtm', user: 'ann', token: 'hers' }]);
  });

  for (const [what, given] of [
    ['a user id of 65 bytes', { user: 'x'.repeat(65) }],
    ['an empty user id', { user: '' }],
    ['a user id with a line break', { user: 'a\nb' }],
    ['a beat of 99 ms', { beat: 99 }],
    ['a channel of 65 bytes', { channels: [['x'.repeat(65), 0]] }],
    ['21 channels', { channels: Array.from({ length: 21 }, (_, n) => [`c${n}`, 0]) }],
    [
      'a channel twice',
      {
        channels: [
          ['a', 0],
          ['a', 1],
        ],
      },
    ],
  ] as const) {
    it(`RTM-15: ${what} is refused with INVALID_ARGUMENT`, () => {
      const { hub, user } = users();
      const eve = user('eve', given as object);
      expect(eve.heard[0]).to.deep.include({ t: 'refused', reason: 'INVALID_ARGUMENT' });
      expect(hub.sessions).to.deep.equal([]);
    });
  }

  it('RTM-15: the third login within 1 000 ms is refused with TOO_OFTEN, at 1 000 ms no more', () => {
    const { user, until } = users();
    user('ann');
    until(300);
    user('ann', { generation: 1 });
    until(999);
    expect(user('ann', { generation: 1 }).heard[0]).to.deep.include({ t: 'refused', reason: 'TOO_OFTEN' });
    expect(words(user('bob'))[0]).to.equal('loggedIn');
    until(1_000);
    expect(words(user('ann', { generation: 1 }))[0]).to.equal('loggedIn');
  });

  it('HUB-2: the same secret resumes, also when its generation was never learned', () => {
    const { user } = users();
    const first = user('ann');
    const second = user('ann');
    expect(second.heard[0]).to.deep.include({ t: 'loggedIn', generation: 1, session: 'resumed' });
    expect(first.closed).to.deep.include({ code: 4006 });
  });

  it('HUB-3: another instance takes over; the old one hears REMOTE_LOGIN and is closed at once', () => {
    const { user } = users();
    const phone = user('ann');
    const laptop = user('ann', { secret: foreign });
    expect(laptop.heard[0]).to.deep.include({ t: 'loggedIn', generation: 2, session: 'takeover' });
    expect(phone.heard.at(-1)).to.deep.include({ t: 'removed', reason: 'REMOTE_LOGIN', at: 0 });
    expect(phone.closed).to.deep.include({ code: 4008, at: 0 });
  });

  it('HUB-3: two clients with kick-old do not fight: who logs in by itself is refused with REMOTE_LOGIN', () => {
    const { user, until } = users();
    const phone = user('ann');
    phone.cut();
    const laptop = user('ann', { secret: foreign });
    until(1_000);
    const again = user('ann', { generation: 1 });
    expect(again.heard[0]).to.deep.include({ t: 'refused', reason: 'REMOTE_LOGIN' });
    expect(laptop.closed).to.equal(undefined);
  });

  it("HUB-3: under 'reject-new' a page that was reloaded gets in after 4 000 ms, at 3 999 it hears REJECTED", () => {
    const { user, until } = users({ takeover: 'reject-new' });
    user('ann').cut();
    until(3_999);
    expect(user('ann', { secret: foreign }).heard[0]).to.deep.include({
      t: 'refused',
      reason: 'REJECTED',
      message: 'user id in use',
    });
    until(4_000);
    expect(user('ann', { secret: foreign }).heard[0]).to.deep.include({ t: 'loggedIn', session: 'takeover' });
  });

  it('HUB-3: what an old link still says, a late logout included, touches nothing of the newer session', () => {
    const { hub, user } = users();
    const phone = user('ann');
    const laptop = user('ann', { secret: foreign });
    phone.says({ t: 'logout' });
    phone.says({ t: 'enter', id: 1, channel: 'room' });
    expect(laptop.closed).to.equal(undefined);
    expect(hub.sessions).to.have.length(1);
    expect(heard(phone, 'done')).to.deep.equal([]);
  });

  it('HUB-5: a user who is banned hears so, and may not come back by itself', () => {
    const { hub, user } = users();
    const ann = user('ann');
    hub.ban('ann');
    expect(ann.heard.at(-1)).to.deep.include({ t: 'removed', reason: 'BANNED_BY_SERVER' });
    expect(user('ann', { generation: 1 }).heard[0]).to.deep.include({ t: 'refused', reason: 'BANNED_BY_SERVER' });
  });

  it('RTM-1: a logout ends the session at once', () => {
    const { hub, user } = users();
    const ann = user('ann');
    ann.says({ t: 'logout' });
    expect(ann.closed).to.deep.include({ code: 1000 });
    expect(hub.sessions).to.deep.equal([]);
  });

  it('NET-5: a login that was on its way when its instance logged out does not bring the user back', () => {
    const { hub, user, until } = users();
    const ann = user('ann');
    ann.says({ t: 'logout' });
    until(1_000);
    expect(user('ann', { generation: 1 }).heard[0]).to.deep.include({ t: 'refused', reason: 'REJECTED' });
    expect(hub.sessions).to.deep.equal([]);
    expect(user('ann').heard[0]).to.deep.include({ t: 'loggedIn', generation: 2, session: 'fresh' });
  });

  it('RTM-2: the first frame decides the profile: a join after a login is none of its frames', () => {
    const { user, hub } = users();
    const ann = user('ann');
    ann.joins();
    expect(ann.closed).to.deep.include({ code: 4001 });
    const again = user('ann', { generation: 1 });
    again.logsIn();
    expect(again.closed).to.deep.include({ code: 4002, reason: 'this link has logged in already' });
    expect(hub.sessions).to.have.length(1);
  });

  it('RTM-2: a user of messaging and a member of a channel with the same id do not touch each other', () => {
    const { hub, user, peer } = users();
    const ann = user('ann');
    const inRoom = peer();
    inRoom.joins();
    inRoom.says({ t: 'leave' });
    expect(ann.closed).to.equal(undefined);
    expect(hub.sessions).to.have.length(1);
  });

  it('HUB-1: unheard says for how long', () => {
    const { user, until } = users();
    const ann = user('ann');
    until(3_999);
    expect(words(ann)).to.deep.equal(['loggedIn', 'continuity']);
    until(4_000);
    expect(ann.heard.at(-1)).to.deep.equal({ t: 'unheard', silentFor: 4_000, at: 4_000 });
  });
});
