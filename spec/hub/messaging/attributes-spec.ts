import { expect } from 'chai';
import { epoch, secretOf, type Peer } from '../stage.js';
import { heard, users } from './users.js';

type Pairs = [string, string][];
const set = (id: number, attributes: Pairs, mode: 'replace' | 'update' = 'update') =>
  ({ t: 'setAttributes', id, attributes, mode }) as const;
interface RoomOptions {
  readonly notify?: boolean;
  readonly mode?: 'replace' | 'update';
}
const setRoom = (id: number, attributes: Pairs, { notify = false, mode = 'update' }: RoomOptions = {}) =>
  ({ t: 'setChannelAttributes', id, channel: 'room', attributes, mode, notify }) as const;
const of = (id: number, user: string) => ({ t: 'attributesOf', id, user }) as const;
const ofRoom = (id: number) => ({ t: 'channelAttributesOf', id, channel: 'room' }) as const;
const told = (peer: Peer) => heard(peer, 'channelAttributes').map(({ attributes }) => attributes.map(({ key }) => key));
const pairs = (n: number): Pairs => Array.from({ length: n }, (_, i) => [`k${i}`, 'v']);

describe('attributes', () => {
  it('RTM-14: a user sets, updates, deletes and clears its own; others read them', () => {
    const { user, asks } = users();
    const [ann, bob] = [user('ann'), user('bob')];
    expect(
      asks(
        ann,
        set(1, [
          ['a', '1'],
          ['b', '2'],
        ]),
      ),
    ).to.equal('done');
    asks(
      ann,
      set(2, [
        ['b', '3'],
        ['__proto__', 'x'],
      ]),
    );
    expect(asks(bob, of(3, 'ann'))).to.deep.equal({
      attributes: [
        ['a', '1'],
        ['b', '3'],
        ['__proto__', 'x'],
      ],
    });
    expect(asks(ann, { t: 'deleteAttributes', id: 4, keys: ['a', 'none'] })).to.equal('done');
    asks(ann, set(5, [['c', '4']], 'replace'));
    expect(asks(bob, of(6, 'ann'))).to.deep.equal({ attributes: [['c', '4']] });
    asks(ann, set(7, [], 'replace'));
    expect(asks(bob, of(8, 'ann'))).to.deep.equal({ attributes: [] });
    expect(asks(bob, of(9, 'nobody'))).to.deep.equal({ attributes: [] });
  });

  it('RTM-8: user attributes are dropped at 30 000 ms, not at 29 999, and by a logout', () => {
    const { user, asks, beatsOf, until } = users();
    const [ann, bob] = [user('ann'), user('bob')];
    beatsOf(bob, 60_000);
    asks(ann, set(1, [['a', '1']]));
    until(29_999);
    expect(asks(bob, of(1, 'ann'))).to.deep.equal({ attributes: [['a', '1']] });
    until(30_000);
    expect(asks(bob, of(2, 'ann'))).to.deep.equal({ attributes: [] });
    const again = user('ann', { generation: 1, epoch });
    asks(again, set(1, [['a', '2']]));
    again.says({ t: 'logout' });
    expect(asks(bob, of(3, 'ann'))).to.deep.equal({ attributes: [] });
  });

  it('RTM-7: user attributes outlive a resume and a takeover', () => {
    const { user, asks } = users();
    const ann = user('ann');
    asks(ann, set(1, [['a', '1']]));
    const again = user('ann', { secret: secretOf('f') });
    expect(asks(again, of(1, 'ann'))).to.deep.equal({ attributes: [['a', '1']] });
  });

  for (const [what, wrong, reason] of [
    ['33 keys', pairs(33), 'TOO_MANY'],
    ['a value of 8 193 bytes', [['a', 'x'.repeat(8_193)]], 'TOO_LARGE'],
    [
      '16 385 bytes in all',
      [
        ['a', 'x'.repeat(8_192)],
        ['b', 'x'.repeat(8_191)],
      ],
      'TOO_LARGE',
    ],
    ['an empty key', [['', 'x']], 'INVALID_ARGUMENT'],
    ['a key of 65 bytes', [['x'.repeat(65), 'x']], 'INVALID_ARGUMENT'],
  ] as [string, Pairs, string][]) {
    it(`RTM-14: ${what} are refused with ${reason}, and nothing changes`, () => {
      const { user, asks } = users();
      const ann = user('ann');
      asks(ann, set(1, [['z', '']]));
      expect(asks(ann, set(2, wrong, 'replace'))).to.equal(reason);
      expect(asks(ann, of(3, 'ann'))).to.deep.equal({ attributes: [['z', '']] });
    });
  }

  it('RTM-14: 32 keys, a value of 8 192 bytes and 16 384 bytes in all are fine', () => {
    const { user, asks } = users();
    const ann = user('ann');
    expect(asks(ann, set(1, pairs(32)))).to.equal('done');
    expect(
      asks(
        ann,
        set(
          2,
          [
            ['a', 'x'.repeat(8_192)],
            ['b', 'x'.repeat(8_190)],
          ],
          'replace',
        ),
      ),
    ).to.equal('done');
    expect(asks(ann, set(3, [['c', 'x']]))).to.equal('TOO_LARGE');
  });

  it('RTM-14: channel attributes say who set them last and when; members are told on request', () => {
    const { user, asks, until } = users();
    const [ann, bob] = [user('ann'), user('bob')];
    for (const one of [ann, bob]) asks(one, { t: 'enter', id: 0, channel: 'room' });
    until(1_000);
    expect(asks(ann, setRoom(1, [['topic', 'tea']], { notify: true }))).to.equal('done');
    asks(bob, setRoom(2, [['mood', 'good']]));
    const mood = { key: 'mood', value: 'good', lastUpdateUserId: 'bob', lastUpdateTs: 1_000 };
    const topic = { key: 'topic', value: 'tea', lastUpdateUserId: 'ann', lastUpdateTs: 1_000 };
    expect(asks(user('cid'), ofRoom(3))).to.deep.equal({ attributes: [topic, mood] });
    expect([ann, bob].map(told)).to.deep.equal([[['topic']], [['topic']]]);
    asks(bob, { t: 'deleteChannelAttributes', id: 4, channel: 'room', keys: ['topic'], notify: true });
    expect([ann, bob].map((peer) => told(peer).at(-1))).to.deep.equal([['mood'], ['mood']]);
    asks(bob, setRoom(5, [], { mode: 'replace' }));
    expect(asks(ann, ofRoom(6))).to.deep.equal({ attributes: [] });
  });

  it('RTM-14: only members change the attributes of a channel, of 32 768 bytes in all', () => {
    const { user, asks } = users();
    const ann = user('ann');
    expect(asks(ann, setRoom(1, [['a', '1']]))).to.equal('NOT_A_MEMBER');
    asks(ann, { t: 'enter', id: 0, channel: 'room' });
    const large = ['a', 'b', 'c', 'd'].map((key): [string, string] => [key, 'x'.repeat(8_191)]);
    expect(asks(ann, setRoom(2, large))).to.equal('done');
    expect(asks(ann, setRoom(3, [['e', '']]))).to.equal('TOO_LARGE');
    expect(told(ann)).to.deep.equal([]);
  });

  it('RTM-14: channel attributes go with the last member that leaves, not with one in its outage', () => {
    const { user, asks, until } = users();
    const ann = user('ann');
    asks(ann, { t: 'enter', id: 0, channel: 'room' });
    asks(ann, setRoom(1, [['a', '1']]));
    until(40_000);
    const again = user('ann', { generation: 1, epoch, channels: [['room', 0]] });
    expect(asks(again, ofRoom(2))).to.have.nested.property('attributes.length', 1);
    asks(again, { t: 'exit', id: 3, channel: 'room' });
    expect(asks(again, ofRoom(4))).to.deep.equal({ attributes: [] });
  });
});
