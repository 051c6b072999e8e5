import { expect } from 'chai';
import { run } from '../../lib/testing/run.js';
import type { MessagingClientFrame } from '../../lib/protocol/messagingClientFrame.js';
import type { MessagingHubFrame } from '../../lib/protocol/messagingFrames.js';
import { other, scriptedHub, watched, type ScriptedHub } from '../support/scriptedHub.js';

const own = 'a'.repeat(32);

const channelMessage = (seq: number, backfilled = false, number = seq): MessagingHubFrame => ({
  t: 'channelMessage',
  channel: 'lobby',
  seq,
  message: `${other}.${number}`,
  from: 'bob',
  payload: seq,
  sentAt: 1,
  backfilled,
});
const lobbyDone = (seq: number, replayed: number, missed: number | null): MessagingHubFrame => ({
  t: 'continuity',
  channel: 'lobby',
  continuity: missed === 0 ? 'complete' : 'gap',
  replayed,
  missed,
  seq,
});

/** A hub that answers what is asked about channels; `users` are in each. */
function scene({ users = ['ada'], seq = 0 }: { users?: string[]; seq?: number } = {}) {
  const hub = scriptedHub();
  const present = { users, seq };
  hub.onFrame = (frame: MessagingClientFrame) => {
    switch (frame.t) {
      case 'enter':
        return { t: 'done', id: frame.id, result: { seq: present.seq, count: present.users.length } };
      case 'members':
        return { t: 'done', id: frame.id, result: { users: present.users } };
      case 'exit':
        return { t: 'done', id: frame.id };
      default:
        return null;
    }
  };
  const watch = watched(hub, { ids: () => own });
  watch.client.login();
  watch.log.length = 0;
  return { hub, present, lobby: watch.client.channel('lobby'), ...watch };
}

function outage(hub: ScriptedHub, advance: (ms: number) => void, ms = 6_000): void {
  hub.network = 'down';
  hub.dials.at(-1)?.end();
  advance(ms);
}

function back({ hub, client }: Pick<ReturnType<typeof scene>, 'hub' | 'client'>): void {
  hub.network = 'up';
  client.reconnect();
}

describe('a channel', () => {
  it('RTM-6: join asks, and tells the count at once, then the members', () =>
    run(() => {
      const { lobby, log, results, track } = scene({ users: ['ada', 'bob'] });
      const counts: number[] = [];
      const members: unknown[] = [];
      lobby.memberCount$.subscribe((count) => counts.push(count));
      lobby.members$.subscribe((list) => members.push(list));
      track('join', lobby.join());
      expect(results).to.deep.equal(['join: undefined']);
      expect(log).to.deep.equal(['lobby: count 2', 'lobby: members ada bob']);
      expect(counts).to.deep.equal([2]);
      expect(members).to.deep.equal([[], ['ada', 'bob']]);
    }));

  it('RTM-6: a join that is refused is a RequestError, and can be tried again', () =>
    run(() => {
      const { hub, lobby, results, track } = scene();
      const answer = hub.onFrame;
      hub.onFrame = (frame) =>
        frame.t === 'enter' ? { t: 'denied', id: frame.id, reason: 'TOO_MANY', message: 'over 20' } : null;
      track('join', lobby.join());
      hub.onFrame = answer;
      track('again', lobby.join());
      expect(results).to.deep.equal(['join: RequestError too-many', 'again: undefined']);
    }));

  it('RTM-6: a second join is a StateError; a leave when outside is nothing', () =>
    run(() => {
      const { hub, lobby, results, track } = scene();
      track('leave', lobby.leave());
      lobby.join();
      track('join', lobby.join());
      expect(results).to.deep.equal(['leave: undefined', 'join: StateError join() is not possible while joined']);
      expect(hub.heard('exit')).to.deep.equal([]);
    }));

  it('RTM-6: a join without an answer is over at 10 000 ms, not at 9 999, and the hub is told that it is', () =>
    run(({ advance }) => {
      const { hub, lobby, results, track } = scene();
      hub.onFrame = () => null;
      track('join', lobby.join());
      advance(9_999);
      expect(results).to.deep.equal([]);
      advance(1);
      expect(results).to.deep.equal(['join: RequestError timeout']);
      expect(hub.heard('exit').map(({ channel }) => channel)).to.deep.equal(['lobby']);
    }));

  it('RTM-6: a leave before the join’s answer ends the join', () =>
    run(() => {
      const { hub, lobby, results, track } = scene();
      hub.onFrame = () => null;
      track('join', lobby.join());
      track('leave', lobby.leave());
      expect(results).to.deep.equal(['join: RequestError ended']);
      const [exit] = hub.heard('exit');
      hub.say({ t: 'denied', id: exit!.id, reason: 'NOT_A_MEMBER', message: '' });
      expect(results.slice(1)).to.deep.equal(['leave: undefined']);
    }));

  it('RTM-6: messages of others come, those of other channels and after a leave do not', () =>
    run(() => {
      const { client, hub, lobby, log } = scene({ seq: 7 });
      const elsewhere: unknown[] = [];
      client.channel('elsewhere').messages$.subscribe((message) => elsewhere.push(message));
      lobby.join();
      log.length = 0;
      const heard: unknown[] = [];
      lobby.messages$.subscribe(({ payload }) => heard.push(payload));
      hub.say(channelMessage(8));
      hub.say(channelMessage(8));
      lobby.leave();
      hub.say(channelMessage(9));
      expect(heard).to.deep.equal([8]);
      expect(log).to.deep.equal(['lobby: message bob 8', 'lobby: members ']);
      expect(elsewhere).to.deep.equal([]);
    }));

  it('RTM-6: send publishes with the position that is accounted for; the receipt says that it is in the channel', () =>
    run(() => {
      const { hub, lobby, results, track } = scene({ seq: 4 });
      lobby.join();
      hub.say(channelMessage(5));
      track('send', lobby.send('hi'));
      expect(hub.heard('publish')).to.deep.equal([
        { t: 'publish', message: `${own}.1`, channel: 'lobby', payload: 'hi', seen: 5 },
      ]);
      hub.say({ t: 'receipt', message: `${own}.1`, outcome: 'received' });
      expect(results).to.deep.equal([`send: {"outcome":"received","id":"${own}.1"}`]);
    }));

  it('RTM-6: a send from outside is not-a-member', () =>
    run(() => {
      const { hub, lobby, results, track } = scene();
      track('send', lobby.send('hi'));
      expect(results).to.deep.equal(['send: SendError not-a-member']);
      expect(hub.heard('publish')).to.deep.equal([]);
    }));

  it('RTM-6: memberJoined and memberLeft are told of others, once each', () =>
    run(() => {
      const { hub, lobby, log } = scene();
      lobby.join();
      log.length = 0;
      for (const user of ['bob', 'bob', 'ada']) hub.say({ t: 'memberJoined', channel: 'lobby', user });
      for (const user of ['bob', 'bob']) hub.say({ t: 'memberLeft', channel: 'lobby', user });
      expect(log).to.deep.equal([
        'lobby: memberJoined bob',
        'lobby: members ada bob',
        'lobby: memberLeft bob',
        'lobby: members ada',
      ]);
    }));

  it('RTM-6: who comes before the list is there is told, and not again with the list', () =>
    run(() => {
      const { hub, lobby, log } = scene();
      const answer = hub.onFrame;
      hub.onFrame = (frame) => (frame.t === 'enter' ? answer(frame) : null);
      lobby.join();
      hub.say({ t: 'memberJoined', channel: 'lobby', user: 'bob' });
      const [asked] = hub.heard('members');
      hub.say({ t: 'done', id: asked!.id, result: { users: ['ada', 'bob', 'cid'] } });
      expect(log).to.deep.equal([
        'lobby: count 1',
        'lobby: memberJoined bob',
        'lobby: members ada bob',
        'lobby: members ada bob cid',
        'lobby: count 3',
      ]);
    }));

  it('RTM-6: a count that is not who we know of makes the client ask for the list, up to 512', () =>
    run(() => {
      const { hub, present, lobby, log } = scene();
      lobby.join();
      log.length = 0;
      present.users = ['ada', 'bob'];
      hub.say({ t: 'memberCount', channel: 'lobby', count: 2 });
      expect(log).to.deep.equal(['lobby: count 2', 'lobby: memberJoined bob', 'lobby: members ada bob']);
      hub.say({ t: 'memberCount', channel: 'lobby', count: 513 });
      expect(hub.heard('members')).to.have.length(2);
      expect(log.at(-1)).to.equal('lobby: count 513');
    }));

  it('RTM-9: the login of a reconnect names the channels with their positions; the application does nothing', () =>
    run(({ advance }) => {
      const it = scene({ seq: 4 });
      it.lobby.join();
      it.hub.say(channelMessage(5));
      outage(it.hub, advance, 60_000);
      it.hub.session = 'fresh';
      back(it);
      expect(it.hub.heard('login').at(-1)?.channels).to.deep.equal([['lobby', 5]]);
      expect(it.hub.heard('enter')).to.have.length(1);
    }));

  it('RTM-9: a join that has no answer is named without a position, and asked again', () =>
    run(({ advance }) => {
      const { hub, lobby, results, track } = scene();
      const answer = hub.onFrame;
      hub.onFrame = () => null;
      track('join', lobby.join());
      hub.onFrame = answer;
      hub.dials[0]?.end();
      advance(500);
      expect(hub.heard('login').at(-1)?.channels).to.deep.equal([['lobby', null]]);
      expect(results).to.deep.equal(['join: undefined']);
    }));

  it('RTM-11, RTM-12, RTM-16: change, back-fill, report, live; each once', () =>
    run(({ advance }) => {
      const it = scene();
      const { hub, log, lobby } = it;
      const reports: unknown[] = [];
      lobby.continuity$.subscribe(({ continuity, replayed, missed }) => reports.push({ continuity, replayed, missed }));
      lobby.join();
      hub.say(channelMessage(1));
      log.length = 0;
      outage(hub, advance);
      back(it);
      for (const seq of [40, 41]) hub.say(channelMessage(seq, true));
      hub.say(lobbyDone(41, 2, 38));
      hub.say(channelMessage(42));
      expect(log).to.deep.equal([
        '4000 reconnecting INTERRUPTED',
        '6000 connected LOGIN_SUCCESS',
        'lobby: message bob 40 backfilled',
        'lobby: message bob 41 backfilled',
        'continuity lobby gap replayed 2 missed 38',
        'lobby: message bob 42',
      ]);
      expect(reports).to.deep.equal([{ continuity: 'gap', replayed: 2, missed: 38 }]);
      hub.dials.at(-1)?.end();
      advance(500);
      expect(hub.heard('login').at(-1)?.channels).to.deep.equal([['lobby', 42]]);
    }));

  it('RTM-12: a gap whose report was lost with its link is reported by the next one, and asked for until then', () =>
    run(({ advance }) => {
      const it = scene();
      const { hub, log, lobby } = it;
      lobby.join();
      hub.say(channelMessage(1));
      outage(hub, advance);
      back(it);
      log.length = 0;
      hub.say(channelMessage(40, true));
      lobby.send('still behind').subscribe({ error: () => {} });
      expect(hub.heard('publish').at(-1)?.seen).to.equal(1);
      hub.dials.at(-1)?.end();
      advance(500);
      expect(hub.heard('login').at(-1)?.channels).to.deep.equal([['lobby', 1]]);
      hub.say(channelMessage(40, true));
      hub.say(channelMessage(41, true));
      hub.say(lobbyDone(41, 2, 38));
      expect(log).to.deep.equal([
        'lobby: message bob 40 backfilled',
        'lobby: message bob 41 backfilled',
        'continuity lobby gap replayed 1 missed 38',
      ]);
    }));

  it('RTM-12: a position goes to the hub only as far as the login under way asks from', () =>
    run(({ advance }) => {
      const { hub, lobby } = scene();
      lobby.join();
      hub.say(channelMessage(1));
      hub.onLogin = () => null;
      hub.voice = 'mute';
      advance(4_000);
      hub.say(channelMessage(2), 0);
      lobby.send('late').subscribe({ error: () => {} });
      expect(hub.heard('publish').at(-1)?.seen).to.equal(1);
    }));

  it('RTM-12: each channel has its report, and the inbox, after a return on the old link too', () =>
    run(({ advance }) => {
      const { client, hub, log, lobby } = scene();
      lobby.join();
      client.channel('other').join();
      hub.voice = 'mute';
      hub.network = 'down';
      advance(4_500);
      log.length = 0;
      hub.say({ t: 'beat' }, 0);
      expect(log.slice(1)).to.deep.equal(
        ['lobby', 'other', 'inbox'].map((name) => `continuity ${name} complete replayed 0 missed 0`),
      );
    }));

  it('RTM-7: who came and went while this client was away is told on return, and who stayed is not', () =>
    run(({ advance }) => {
      const it = scene({ users: ['ada', 'bob', 'cid'] });
      it.lobby.join();
      outage(it.hub, advance);
      it.log.length = 0;
      it.present.users = ['ada', 'bob', 'dan'];
      back(it);
      expect(it.log.slice(1)).to.deep.equal([
        'lobby: memberLeft cid',
        'lobby: memberJoined dan',
        'lobby: members ada bob dan',
      ]);
    }));

  it('RTM-6: a channel that was entered on the old link after a login had gone out is logged in for again', () =>
    run(({ advance }) => {
      const { hub, lobby } = scene();
      advance(6_000);
      const answer = hub.onFrame;
      const grant = hub.onLogin;
      hub.onFrame = () => null;
      lobby.join();
      hub.onLogin = () => null;
      hub.voice = 'mute';
      advance(4_000);
      const [asked] = hub.heard('enter');
      hub.say({ t: 'done', id: asked!.id, result: { seq: 9, count: 1 } }, 0);
      hub.onFrame = answer;
      hub.onLogin = grant;
      hub.say({ t: 'loggedIn', generation: 1, beat: 1_000, epoch: 'e1', session: 'resumed' });
      advance(0);
      expect(hub.heard('login').map(({ channels }) => channels)).to.deep.equal([[], [['lobby', null]], [['lobby', 9]]]);
    }));

  it('RTM-6: a channel that was left after a login had gone out is left again', () =>
    run(({ advance }) => {
      const { hub, lobby } = scene();
      lobby.join();
      hub.onLogin = () => null;
      hub.voice = 'mute';
      advance(4_000);
      hub.onFrame = () => null;
      lobby.leave();
      const [asked] = hub.heard('exit');
      hub.say({ t: 'done', id: asked!.id }, 0);
      hub.say({ t: 'loggedIn', generation: 1, beat: 1_000, epoch: 'e1', session: 'resumed' });
      expect(hub.heard('exit').map(({ channel }) => channel)).to.deep.equal(['lobby', 'lobby']);
    }));

  it('RTM-6: a channel that was left while the first login was under way is left again: another instance may be in it', () =>
    run(({ advance }) => {
      const hub = scriptedHub();
      const { client, track, results } = watched(hub);
      const lobby = client.channel('lobby');
      hub.network = 'down';
      hub.onLogin = () => null;
      client.login();
      track('join', lobby.join());
      hub.network = 'up';
      advance(5_000);
      expect(hub.heard('login').map(({ channels }) => channels)).to.deep.equal([[['lobby', null]]]);
      lobby.leave();
      hub.say({ t: 'loggedIn', generation: 1, beat: 1_000, epoch: 'e1', session: 'takeover' });
      expect(results).to.deep.equal(['join: RequestError ended']);
      expect(hub.heard('exit').map(({ channel }) => channel)).to.deep.equal(['lobby']);
      client.dispose();
    }));

  it('RTM-6: a logout leaves all channels, and nobody is listed any more', () =>
    run(() => {
      const { client, lobby, log } = scene({ users: ['ada', 'bob'] });
      lobby.join();
      client.logout();
      expect(log.at(-1)).to.equal('lobby: members ');
      client.login();
      const counts: number[] = [];
      lobby.memberCount$.subscribe((count) => counts.push(count));
      expect(counts).to.deep.equal([]);
    }));
});
