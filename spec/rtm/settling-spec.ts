import { expect } from 'chai';
import { run } from '../../lib/testing/run.js';
import { scriptedHub, watched, type Watched } from '../support/scriptedHub.js';
import { virtualChat } from '../support/virtualChat.js';

type Advance = (ms: number) => void;
const grace = 30_000;

/** What is new to a user about others. */
const news = ({ log }: Watched) => log.filter((line) => /member|count|^status/.test(line));

/** Ada, bob and cid in the lobby, each watching the others; nothing of that is noted. */
function lobby(advance: Advance) {
  const chat = virtualChat();
  const [ada, bob, cid] = ['ada', 'bob', 'cid'].map((name) => chat.user(name)) as [Watched, Watched, Watched];
  const all = [ada, bob, cid];
  for (const { client } of all) {
    client.login();
    client.channel('lobby').join();
    client.peerStatus(['ada', 'bob', 'cid']).subscribe();
  }
  advance(10_000);
  const forget = () => all.forEach(({ log }) => (log.length = 0));
  forget();
  /** The hub has been away for 1 s, and begins anew. */
  const restart = () => {
    chat.restart(1_000);
    advance(1_000);
  };
  return { chat, ada, bob, cid, all, forget, restart };
}

describe('a hub that has just started', () => {
  it('RTM-7: a restart is news to nobody: no member, no count, no status', () =>
    run(({ advance }) => {
      const { all, restart } = lobby(advance);
      restart();
      advance(60_000);
      for (const user of all) {
        expect(user.client.state).to.equal('connected');
        expect(news(user)).to.deep.equal([]);
      }
    }));

  it('RTM-7, RTM-8: who does not come back is told when the hub has settled, once, not a moment before', () =>
    run(({ advance }) => {
      const { chat, ada, bob, restart } = lobby(advance);
      chat.network.site('cid').stall();
      restart();
      advance(grace - 1_000);
      expect([news(ada), news(bob)]).to.deep.equal([[], []]);
      let members: readonly string[] = [];
      ada.client.channel('lobby').members$.subscribe((present) => (members = present));
      expect([...members].sort()).to.deep.equal(['ada', 'bob', 'cid']);
      advance(2_000);
      const told = ['lobby: memberLeft cid', 'lobby: members ada bob', 'lobby: count 2', 'status cid offline'];
      for (const user of [ada, bob]) {
        expect(news(user).map((line) => line.replace('bob ada', 'ada bob'))).to.have.members(told);
      }
      advance(60_000);
      expect(news(ada)).to.have.length(told.length);
      chat.network.site('cid').cut();
      chat.network.site('cid').heal();
      advance(60_000);
      expect(news(ada).filter((line) => /memberJoined|status/.test(line))).to.deep.equal([
        'status cid offline',
        'status cid online',
        'lobby: memberJoined cid',
      ]);
    }));

  for (const [how, leave] of [
    ['leaves', ({ bob }) => bob.client.channel('lobby').leave()],
    ['logs out', ({ bob }) => bob.client.logout()],
    ['is kicked', ({ chat }) => chat.hub.kick('bob')],
  ] as readonly (readonly [string, (scene: ReturnType<typeof lobby>) => unknown])[]) {
    it(`RTM-6: who is back and ${how} is told at once, while others are still awaited`, () =>
      run(({ advance }) => {
        const scene = lobby(advance);
        const { chat, ada, restart } = scene;
        chat.network.site('cid').stall();
        restart();
        advance(5_000);
        leave(scene);
        advance(100);
        expect(ada.log).to.include('lobby: memberLeft bob');
        expect(ada.log).to.include('lobby: members ada cid');
        if (how !== 'leaves') expect(ada.log).to.include('status bob offline');
        advance(1_000);
        expect(news(ada).filter((line) => line.includes('count'))).to.deep.equal(['lobby: count 2']);
        expect(ada.log).not.to.include('lobby: memberLeft cid');
      }));
  }

  it('RTM-6: somebody new is told at once, and counts beside those who are awaited', () =>
    run(({ advance }) => {
      const { chat, ada, restart } = lobby(advance);
      chat.network.site('cid').stall();
      restart();
      advance(5_000);
      const dan = chat.user('dan');
      dan.client.login();
      dan.client.channel('lobby').join();
      advance(2_000);
      expect(news(ada)).to.deep.equal(['lobby: memberJoined dan', 'lobby: members ada bob cid dan', 'lobby: count 4']);
    }));

  it('RTM-7: a second restart while the first is settling begins the waiting anew', () =>
    run(({ advance }) => {
      const { chat, ada, restart } = lobby(advance);
      chat.network.site('cid').stall();
      restart();
      advance(20_000);
      chat.network.site('bob').stall();
      restart();
      advance(10_000);
      chat.network.site('bob').cut();
      chat.network.site('bob').heal();
      advance(grace - 11_000);
      expect(news(ada)).to.deep.equal([]);
      advance(2_000);
      expect(news(ada).filter((line) => line.includes('Left'))).to.deep.equal(['lobby: memberLeft cid']);
      expect(ada.log).to.include('status cid offline');
    }));

  it('RTM-7: an outage of one’s own while the hub settles: who was back and has left is told; who was not is awaited', () =>
    run(({ advance }) => {
      const { chat, ada, bob, restart } = lobby(advance);
      chat.network.site('cid').stall();
      restart();
      advance(2_000);
      chat.network.site('ada').stall();
      bob.client.logout();
      advance(12_000);
      chat.network.site('ada').cut();
      chat.network.site('ada').heal();
      advance(5_000);
      expect(news(ada)).to.have.members([
        'lobby: memberLeft bob',
        'lobby: members ada cid',
        'lobby: count 2',
        'status bob offline',
      ]);
      advance(20_000);
      expect(news(ada).slice(4)).to.have.members([
        'lobby: memberLeft cid',
        'lobby: members ada',
        'lobby: count 1',
        'status cid offline',
      ]);
    }));

  it('RTM-8: who is away while the hub settles, and beyond, is told on its return who has not come back', () =>
    run(({ advance }) => {
      const { chat, ada, restart } = lobby(advance);
      chat.network.site('cid').stall();
      restart();
      advance(10_000);
      chat.network.site('ada').stall();
      advance(25_000);
      expect(news(ada)).to.deep.equal([]);
      chat.network.site('ada').cut();
      chat.network.site('ada').heal();
      advance(5_000);
      expect(news(ada)).to.have.members([
        'lobby: memberLeft cid',
        'lobby: members ada bob',
        'lobby: count 2',
        'status cid offline',
      ]);
    }));

  it('HUB-3: a user who comes back on another client that is not in the channel is awaited there, and online at once', () =>
    run(({ advance }) => {
      const { chat, ada, restart } = lobby(advance);
      chat.network.site('cid').stall();
      restart();
      const laptop = chat.user('cid', { site: 'laptop' });
      laptop.client.login();
      advance(grace - 1_000);
      expect(news(ada)).to.deep.equal([]);
      advance(2_000);
      expect(news(ada)).to.deep.equal(['lobby: memberLeft cid', 'lobby: members ada bob', 'lobby: count 2']);
    }));

  it('RTM-12: a hub that does not say that it is settling knows who is there, and so does one that has kept its memory', () =>
    run(() => {
      for (const [epoch, settling] of [
        ['e2', undefined],
        ['e1', 20_000],
      ] as const) {
        const hub = scriptedHub();
        const ada = watched(hub);
        let users = ['ada', 'bob'];
        const yes = hub.onLogin;
        hub.onFrame = (frame) => {
          if (frame.t === 'enter') return { t: 'done', id: frame.id, result: { seq: 0, count: 2 } };
          return frame.t === 'members' ? { t: 'done', id: frame.id, result: { users } } : null;
        };
        ada.client.login();
        ada.client.channel('lobby').join();
        users = ['ada'];
        hub.epoch = epoch;
        hub.onLogin = (login) => ({ ...yes(login)!, ...(settling && { settling }) });
        ada.log.length = 0;
        ada.client.reconnect();
        expect(news(ada)).to.deep.equal(['lobby: memberLeft bob', 'lobby: members ada', 'lobby: count 1']);
      }
    }));

  it('RTM-7: it has settled at the ms that it said, not one before', () =>
    run(({ advance }) => {
      const hub = scriptedHub();
      const ada = watched(hub);
      const yes = hub.onLogin;
      let users = ['ada', 'bob'];
      hub.onFrame = (frame) => {
        if (frame.t === 'enter') return { t: 'done', id: frame.id, result: { seq: 0, count: 2 } };
        if (frame.t === 'members') return { t: 'done', id: frame.id, result: { users } };
        const status = users.includes('bob') ? ('online' as const) : ('offline' as const);
        return frame.t === 'watch' ? { t: 'done', id: frame.id, result: { statuses: [['bob', status]] } } : null;
      };
      ada.client.login();
      ada.client.channel('lobby').join();
      ada.client.peerStatus(['bob']).subscribe();
      users = ['ada'];
      hub.epoch = 'e2';
      hub.onLogin = (login) => ({ ...yes(login)!, settling: 12_345 }) as ReturnType<typeof yes>;
      ada.log.length = 0;
      ada.client.reconnect();
      advance(12_344);
      expect(news(ada)).to.deep.equal([]);
      advance(1);
      expect(news(ada)).to.deep.equal([
        'lobby: memberLeft bob',
        'lobby: members ada',
        'lobby: count 1',
        'status bob offline',
      ]);
    }));

  it('NET-10: a logout while the hub is settling leaves no timer', () =>
    run(({ advance, pending }) => {
      const hub = scriptedHub();
      const { client } = watched(hub);
      const yes = hub.onLogin;
      hub.onLogin = (login) => ({ ...yes(login)!, settling: grace }) as ReturnType<typeof yes>;
      client.login();
      client.dispose();
      advance(1_000);
      expect(pending()).to.equal(0);
    }));
});
