import { expect } from 'chai';
import { run } from '../../lib/testing/run.js';
import { attributesAfter } from '../../lib/rtm/attributes.js';
import { scriptedHub, watched } from '../support/scriptedHub.js';
import { virtualChat } from '../support/virtualChat.js';

/** A hub that grants everything; `kept` is what it keeps of the user. */
function scene() {
  const hub = scriptedHub();
  const kept = new Map<string, string>();
  hub.onFrame = (frame) => {
    switch (frame.t) {
      case 'setAttributes':
        if (frame.mode === 'replace') kept.clear();
        for (const [key, value] of frame.attributes) kept.set(key, value);
        return { t: 'done', id: frame.id };
      case 'deleteAttributes':
        for (const key of frame.keys) kept.delete(key);
        return { t: 'done', id: frame.id };
      case 'attributesOf':
        return { t: 'done', id: frame.id, result: { attributes: [...kept] } };
      case 'channelAttributesOf':
        return {
          t: 'done',
          id: frame.id,
          result: { attributes: [{ key: 'topic', value: 'tea', lastUpdateUserId: 'bob', lastUpdateTs: 7 }] },
        };
      case 'setChannelAttributes':
      case 'deleteChannelAttributes':
      case 'enter':
        return { t: 'done', id: frame.id, ...(frame.t === 'enter' && { result: { seq: 0, count: 1 } }) };
      default:
        return null;
    }
  };
  const watch = watched(hub);
  watch.client.login();
  return { hub, kept, ...watch };
}

describe('attributes', () => {
  it('RTM-14: set replaces, update changes some, delete removes some, clear all; get reads', () =>
    run(() => {
      const { client, kept, results, track } = scene();
      const { attributes } = client;
      const states: string[] = [];
      for (const change of [
        () => attributes.set({ mood: 'glad', place: 'here' }),
        () => attributes.update({ mood: 'sad' }),
        () => attributes.delete(['place']),
        () => attributes.clear(),
      ]) {
        track('change', change());
        states.push(JSON.stringify([...kept]));
      }
      expect(results).to.deep.equal(Array<string>(4).fill('change: undefined'));
      expect(states).to.deep.equal([
        '[["mood","glad"],["place","here"]]',
        '[["mood","sad"],["place","here"]]',
        '[["mood","sad"]]',
        '[]',
      ]);
    }));

  it('RTM-14: get reads one’s own, and those of another user', () =>
    run(() => {
      const { client, hub, kept, results, track } = scene();
      kept.set('mood', 'glad').set('__proto__', 'harmless');
      track('own', client.attributes.get());
      track('other', client.attributes.get('bob'));
      expect(hub.heard('attributesOf').map(({ user }) => user)).to.deep.equal(['ada', 'bob']);
      expect(results[0]).to.equal('own: {"mood":"glad","__proto__":"harmless"}');
    }));

  it('RTM-8, RTM-9: a session that is fresh is given one’s attributes again, a resumed one is not', () =>
    run(({ advance }) => {
      const { client, hub, kept } = scene();
      client.attributes.set({ mood: 'glad' });
      client.attributes.update({ place: 'here' });
      hub.dials[0]?.end();
      advance(1_000);
      expect(hub.heard('setAttributes')).to.have.length(2);
      kept.clear();
      hub.session = 'fresh';
      hub.dials[1]?.end();
      advance(1_000);
      expect([...kept]).to.deep.equal([
        ['mood', 'glad'],
        ['place', 'here'],
      ]);
    }));

  it('RTM-9: attributes are given again where the yes that said fresh may have been lost', () =>
    run(({ advance }) => {
      const { client, hub, kept } = scene();
      client.attributes.set({ mood: 'glad' });
      kept.clear();
      const answer = hub.onLogin;
      hub.onLogin = () => null;
      hub.dials[0]?.end();
      advance(1_000);
      hub.onLogin = answer;
      hub.dials[1]?.end();
      advance(3_000);
      expect([...kept]).to.deep.equal([['mood', 'glad']]);
    }));

  it('RTM-9: attributes that are given again on a link that ends before the answer are given on the next one too', () =>
    run(({ advance }) => {
      const { client, hub, kept } = scene();
      client.attributes.set({ mood: 'glad' });
      kept.clear();
      const answer = hub.onFrame;
      hub.onFrame = () => null;
      hub.session = 'fresh';
      hub.dials[0]?.end();
      advance(1_000);
      expect(hub.heard('setAttributes')).to.have.length(2);
      hub.onFrame = answer;
      hub.session = 'resumed';
      hub.dials[1]?.end();
      advance(1_000);
      expect([...kept]).to.deep.equal([['mood', 'glad']]);
      hub.dials[2]?.end();
      advance(1_000);
      expect(hub.heard('setAttributes')).to.have.length(3);
    }));

  it('RTM-9, RTM-14: a change that is under way comes after what is given again', () =>
    run(({ advance }) => {
      const { client, hub, kept } = scene();
      client.attributes.set({ mood: 'glad', place: 'here' });
      hub.network = 'down';
      hub.dials[0]?.end();
      advance(31_000);
      client.attributes.update({ mood: 'sad' });
      kept.clear();
      hub.session = 'fresh';
      hub.network = 'up';
      client.reconnect();
      expect([...kept]).to.deep.equal([
        ['mood', 'sad'],
        ['place', 'here'],
      ]);
    }));

  it('RTM-14, HUB-3: a login that takes over takes up what the other instance has left, and keeps it as its own', () =>
    run(({ advance }) => {
      const chat = virtualChat();
      const phone = chat.user('ada', { site: 'phone' });
      const laptop = chat.user('ada', { site: 'laptop' });
      const bob = chat.user('bob');
      for (const { client } of [phone, bob]) client.login();
      phone.client.attributes.set({ mood: 'glad', place: 'here' });
      advance(5_000);
      laptop.client.login();
      laptop.client.attributes.update({ mood: 'sad' });
      advance(1_000);
      const read = () => {
        bob.results.length = 0;
        bob.track('ada', bob.client.attributes.get('ada'));
        advance(1_000);
        return bob.results;
      };
      expect(read()).to.deep.equal(['ada: {"mood":"sad","place":"here"}']);
      chat.network.site('laptop').stall();
      advance(40_000);
      expect(read()).to.deep.equal(['ada: {}']);
      chat.network.site('laptop').cut();
      chat.network.site('laptop').heal();
      advance(15_000);
      expect(read()).to.deep.equal(['ada: {"mood":"sad","place":"here"}']);
    }));

  it('RTM-9, HUB-3: who takes over by itself, after a restart, says its own again: the later login has the word', () =>
    run(() => {
      for (const own of [{ mood: 'glad' }, {}]) {
        const { client, hub, kept } = scene();
        client.attributes.set(own);
        kept.set('mood', 'sad').set('place', 'there');
        [hub.epoch, hub.session] = ['e2', 'takeover'];
        client.reconnect();
        expect(Object.fromEntries(kept)).to.deep.equal(own);
      }
    }));

  it('RTM-14: what another instance has left is asked for until it is known, and never wiped', () =>
    run(() => {
      const hub = scriptedHub();
      const yes = hub.onLogin;
      hub.onLogin = (login) => ({ ...yes(login)!, session: 'takeover' }) as ReturnType<typeof yes>;
      const { client } = watched(hub);
      client.login();
      expect(hub.heard('attributesOf').map(({ user }) => user)).to.deep.equal(['ada']);
      hub.onLogin = yes;
      client.reconnect();
      expect(hub.heard('attributesOf')).to.have.length(2);
      hub.onFrame = (frame) =>
        frame.t === 'attributesOf' ? { t: 'done', id: frame.id, result: { attributes: [['mood', 'glad']] } } : null;
      client.reconnect();
      expect(hub.heard('setAttributes')).to.deep.equal([]);
      hub.session = 'fresh';
      client.reconnect();
      expect(hub.heard('attributesOf')).to.have.length(3);
      expect(hub.heard('setAttributes').map(({ attributes }) => attributes)).to.deep.equal([[['mood', 'glad']]]);
    }));

  it('RTM-14: a logout forgets them', () =>
    run(() => {
      const { client, hub } = scene();
      client.attributes.set({ mood: 'glad' });
      client.logout();
      hub.session = 'fresh';
      client.login();
      expect(hub.heard('setAttributes')).to.have.length(1);
    }));

  it('RTM-14, RTM-15: what the hub refuses is a RequestError, and is not given again', () =>
    run(({ advance }) => {
      const { client, hub, results, track } = scene();
      const grant = hub.onFrame;
      hub.onFrame = (frame) =>
        frame.t === 'setAttributes' ? { t: 'denied', id: frame.id, reason: 'TOO_LARGE', message: '16 KB' } : null;
      track('set', client.attributes.set({ mood: 'x'.repeat(9_000) }));
      expect(results).to.deep.equal(['set: RequestError too-large']);
      hub.onFrame = grant;
      hub.session = 'fresh';
      hub.dials[0]?.end();
      advance(1_000);
      expect(hub.heard('setAttributes')).to.have.length(1);
    }));

  it('RTM-15, HUB-7: attributes over what a hub takes as a frame are refused here, and the link lives', () =>
    run(() => {
      const { client, hub, results, track } = scene();
      track('set', client.attributes.set({ mood: 'x'.repeat(65_536) }));
      expect(results).to.deep.equal(['set: RequestError too-large']);
      expect(hub.heard('setAttributes')).to.deep.equal([]);
    }));

  it('RTM-14: a channel’s attributes are read with who changed them last, and when', () =>
    run(() => {
      const { client, results, track } = scene();
      track('get', client.channel('lobby').attributes.get());
      expect(results).to.deep.equal(['get: [{"key":"topic","value":"tea","lastUpdateUserId":"bob","lastUpdateTs":7}]']);
    }));

  it('RTM-14: a channel’s attributes are set, updated, deleted and cleared, with notification on request', () =>
    run(() => {
      const { client, hub } = scene();
      const { attributes } = client.channel('lobby');
      attributes.set({ topic: 'tea' });
      attributes.update({ topic: 'milk' }, { notify: true });
      attributes.delete(['topic'], { notify: true });
      attributes.clear();
      expect(hub.heard('setChannelAttributes').map(({ mode, notify }) => [mode, notify])).to.deep.equal([
        ['replace', false],
        ['update', true],
        ['replace', false],
      ]);
      expect(hub.heard('deleteChannelAttributes').map(({ keys, notify }) => [keys, notify])).to.deep.equal([
        [['topic'], true],
      ]);
    }));

  it('RTM-14: a notification reaches the channel’s changes$, and no other channel’s', () =>
    run(() => {
      const { client, hub } = scene();
      const seen: string[] = [];
      for (const id of ['lobby', 'other']) {
        const channel = client.channel(id);
        channel.join();
        channel.attributes.changes$.subscribe((all) => seen.push(`${id} ${JSON.stringify(all)}`));
      }
      hub.say({ t: 'channelAttributes', channel: 'lobby', attributes: [] });
      expect(seen).to.deep.equal(['lobby []']);
    }));

  it('RTM-14: a notification from a channel that this client is not in yet, as another instance was, is not told', () =>
    run(() => {
      const { client, hub } = scene();
      const answer = hub.onFrame;
      hub.onFrame = () => null;
      const lobby = client.channel('lobby');
      const seen: number[] = [];
      lobby.attributes.changes$.subscribe((all) => seen.push(all.length));
      lobby.join();
      const changed = () => hub.say({ t: 'channelAttributes', channel: 'lobby', attributes: [] });
      changed();
      expect(seen).to.deep.equal([]);
      const [asked] = hub.heard('enter');
      hub.say({ t: 'done', id: asked!.id, result: { seq: 0, count: 1 } });
      hub.onFrame = answer;
      changed();
      expect(seen).to.deep.equal([0]);
    }));

  it('RTM-14: what a confirmed change makes of the attributes', () => {
    const before = new Map([['a', '1']]);
    const after = (frame: Parameters<typeof attributesAfter>[1]) => [...attributesAfter(before, frame)];
    expect(after({ t: 'setAttributes', mode: 'update', attributes: [['b', '2']] })).to.deep.equal([
      ['a', '1'],
      ['b', '2'],
    ]);
    expect(after({ t: 'setAttributes', mode: 'replace', attributes: [['b', '2']] })).to.deep.equal([['b', '2']]);
    expect(after({ t: 'deleteAttributes', keys: ['a', 'c'] })).to.deep.equal([]);
    expect(after({ t: 'query', users: ['a'] })).to.deep.equal([['a', '1']]);
  });
});
