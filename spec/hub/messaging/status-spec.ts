import { expect } from 'chai';
import { secretOf, type Peer } from '../stage.js';
import { heard, users } from './users.js';

const told = (peer: Peer) => heard(peer, 'status').map(({ user, status, at }) => [user, status, at]);
const many = (n: number) => Array.from({ length: n }, (_, i) => `u${i}`);

describe('status', () => {
  it('RTM-13: a watch is answered with the status of each user', () => {
    const { user, asks, until } = users();
    const [ann, cid] = [user('ann'), user('cid')];
    user('bob');
    until(5_999);
    ann.says({ t: 'beat' });
    cid.says({ t: 'beat' });
    until(6_000);
    expect(asks(ann, { t: 'watch', id: 1, users: ['ann', 'bob', 'cid', 'dan'] })).to.deep.equal({
      statuses: [
        ['ann', 'online'],
        ['bob', 'unreachable'],
        ['cid', 'online'],
        ['dan', 'offline'],
      ],
    });
  });

  it('RTM-13: unreachable at 6 000 ms of silence, not at 5 999; offline at 30 000, not at 29 999; then online', () => {
    const { user, asks, beatsOf, until } = users();
    const ann = user('ann');
    beatsOf(ann, 60_000);
    const bob = user('bob');
    asks(ann, { t: 'watch', id: 1, users: ['bob'] });
    until(5_999);
    expect(told(ann)).to.deep.equal([]);
    until(6_000);
    expect(told(ann)).to.deep.equal([['bob', 'unreachable', 6_000]]);
    until(7_000);
    bob.says({ t: 'beat' });
    expect(told(ann).at(-1)).to.deep.equal(['bob', 'online', 7_000]);
    until(36_999);
    expect(told(ann).at(-1)).to.deep.equal(['bob', 'unreachable', 13_000]);
    until(37_000);
    expect(told(ann).at(-1)).to.deep.equal(['bob', 'offline', 37_000]);
    user('bob', { generation: 1 });
    expect(told(ann).at(-1)).to.deep.equal(['bob', 'online', 37_000]);
    expect(told(ann)).to.have.length(5);
  });

  it('RTM-7: an outage of less than 6 000 ms is not seen by who watches', () => {
    const { user, asks, beatsOf, until } = users();
    const ann = user('ann');
    beatsOf(ann, 60_000);
    const bob = user('bob');
    asks(ann, { t: 'watch', id: 1, users: ['bob'] });
    bob.cut();
    until(5_999);
    user('bob', { generation: 1 });
    until(11_998);
    expect(told(ann)).to.deep.equal([]);
  });

  it('RTM-13: offline at once at a logout; a takeover is not seen', () => {
    const { user, asks } = users();
    const ann = user('ann');
    user('bob');
    asks(ann, { t: 'watch', id: 1, users: ['bob'] });
    const laptop = user('bob', { secret: secretOf('f') });
    expect(told(ann)).to.deep.equal([]);
    laptop.says({ t: 'logout' });
    expect(told(ann)).to.deep.equal([['bob', 'offline', 0]]);
  });

  it('RTM-13: who does not watch any more hears nothing; watching twice tells once', () => {
    const { user, asks } = users();
    const ann = user('ann');
    asks(ann, { t: 'watch', id: 1, users: ['bob', 'cid'] });
    asks(ann, { t: 'watch', id: 2, users: ['bob'] });
    expect(asks(ann, { t: 'unwatch', id: 3, users: ['cid'] })).to.equal('done');
    user('bob');
    user('cid');
    expect(told(ann)).to.deep.equal([['bob', 'online', 0]]);
  });

  it('RTM-13: a login begins without a watch: the client says again whom it watches', () => {
    const { user, asks, until } = users();
    user('ann');
    const ann = user('ann', { generation: 1 });
    until(1_000);
    expect(asks(ann, { t: 'watch', id: 1, users: ['bob'] })).to.deep.equal({ statuses: [['bob', 'offline']] });
    const resumed = user('ann', { generation: 1 });
    const bob = user('bob');
    expect([ann, resumed].map(told)).to.deep.equal([[], []]);
    asks(resumed, { t: 'watch', id: 1, users: ['bob'] });
    until(2_000);
    const laptop = user('ann', { secret: secretOf('f') });
    bob.says({ t: 'logout' });
    expect([ann, resumed, laptop].map(told)).to.deep.equal([[], [], []]);
  });

  it('RTM-13: 512 users are watched, the 513th is too many and nothing changes; 256 are asked for at once', () => {
    const { user, asks } = users();
    const ann = user('ann');
    expect(asks(ann, { t: 'watch', id: 1, users: many(512) })).to.be.an('object');
    expect(asks(ann, { t: 'watch', id: 2, users: ['u0', 'bob'] })).to.equal('TOO_MANY');
    user('bob');
    expect(told(ann)).to.deep.equal([]);
    expect(asks(ann, { t: 'watch', id: 3, users: ['u0', 'u511'] })).to.be.an('object');
    expect(asks(ann, { t: 'query', id: 4, users: many(256) })).to.be.an('object');
    expect(asks(ann, { t: 'query', id: 5, users: many(257) })).to.equal('TOO_MANY');
    expect(asks(ann, { t: 'query', id: 6, users: ['bob', 'nobody'] })).to.deep.equal({
      statuses: [
        ['bob', 'online'],
        ['nobody', 'offline'],
      ],
    });
  });

  it('RTM-15: a name that is none is refused', () => {
    const { user, asks } = users();
    const ann = user('ann');
    for (const [n, t] of (['watch', 'unwatch', 'query'] as const).entries()) {
      expect(asks(ann, { t, id: n, users: ['fine', ''] })).to.equal('INVALID_ARGUMENT');
    }
  });
});
