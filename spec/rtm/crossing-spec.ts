import { expect } from 'chai';
import { run } from '../../lib/testing/run.js';
import { virtualChat } from '../support/virtualChat.js';

describe('a login that is on its way', () => {
  /** Ada's second login takes 2 s to the hub, while her first link is as fast as ever. */
  const scene = (advance: (ms: number) => void) => {
    const { network, user } = virtualChat();
    const [ada, ben] = [user('ada').client, user('ben').client];
    const seen: string[] = [];
    const hall = ben.channel('hall');
    hall.memberJoined$.subscribe(({ userId }) => seen.push(`${userId} joined`));
    hall.memberLeft$.subscribe(({ userId }) => seen.push(`${userId} left`));
    ben.login();
    hall.join();
    ada.login();
    advance(6_000);
    const crossing = (act: () => void) => {
      ada.reconnect();
      advance(19);
      network.site('ada').latency(2_000);
      advance(1);
      network.site('ada').latency(20);
      act();
      advance(500);
    };
    return { ada, ben, seen, crossing };
  };

  it('RTM-7: takes nobody out of a channel that was joined meanwhile, and reports none of their own as missed', () =>
    run(({ advance }) => {
      const { ada, ben, seen, crossing } = scene(advance);
      const hall = ada.channel('hall');
      const heard: unknown[] = [];
      hall.messages$.subscribe(({ payload }) => heard.push(payload));
      hall.continuity$.subscribe(({ continuity, missed }) => heard.push([continuity, missed]));
      crossing(() => hall.join());
      hall.send('from ada');
      ben.channel('hall').send('from ben');
      advance(10_000);
      expect(seen).to.deep.equal(['ada joined']);
      expect(heard).to.deep.equal(['from ben']);
    }));

  it('RTM-7: takes nobody into a channel that was left meanwhile', () =>
    run(({ advance }) => {
      const { ada, seen, crossing } = scene(advance);
      const hall = ada.channel('hall');
      hall.join();
      advance(100);
      crossing(() => hall.leave());
      advance(10_000);
      expect(seen).to.deep.equal(['ada joined', 'ada left']);
    }));
});
