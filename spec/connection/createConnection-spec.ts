import { expect } from 'chai';
import { answers, changesOf, heartbeat, play } from './scene.js';

describe('createConnection', () => {
  describe('thresholds, under stock TestScheduler.run', () => {
    const opening = ['0 connecting CONNECTING', '100 connected JOIN_SUCCESS'];

    it('CON-1: says INTERRUPTED at 4 000 ms of silence, not at 3 999', () => {
      const scene = { heartbeat, at: { 100: ({ last }: any) => last().say('hello') } };
      expect(changesOf(play({ ...scene, until: 4_099 }).log)).to.deep.equal([
        ...opening,
        '4099 disconnected LEAVE_CHANNEL',
      ]);
      expect(changesOf(play({ ...scene, until: 4_101 }).log)).to.deep.equal([
        ...opening,
        '4100 reconnecting INTERRUPTED',
        '4101 disconnected LEAVE_CHANNEL',
      ]);
    });
  });
});
