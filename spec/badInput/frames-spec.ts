import { expect } from 'chai';
import { SignJWT, UnsecuredJWT } from 'jose';
import { jwtAuthenticator } from '../../lib/hub/jwtAuthenticator.js';
import { real } from '../support/scale.js';
import { stage, type Stage } from '../support/stage.js';
import type { Player } from '../support/cast.js';
import { frames, type Wire } from './frames.js';
import { intrude } from './intruder.js';

const key = 'the secret of the stage, 32 bytes or more';
const sign = (user: string, ms = 60_000, secret = key): Promise<string> =>
  new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setExpirationTime((Date.now() + ms) / 1_000)
    .sign(new TextEncoder().encode(secret));

/** A hub with two members in the channel that the intruder goes for. */
interface Scene extends Stage {
  readonly ann: Player;
  readonly bob: Player;
}

describe('bad frames on a real socket', function () {
  this.timeout(10_000);
  const scenes: Record<'open' | 'guarded', Scene | undefined> = { open: undefined, guarded: undefined };
  const tokens = new Map<string, string>();
  const strays: unknown[] = [];
  const stray = (error: unknown) => void strays.push(error);

  before(async () => {
    process.on('unhandledRejection', stray).on('uncaughtExceptionMonitor', stray);
    tokens.set('<good>', await sign('eve'));
    tokens.set('<expired>', await sign('eve', -1_000));
    tokens.set('<forged>', await sign('eve', 60_000, 'the secret of somebody else, of 32 bytes or more'));
    tokens.set('<unsigned>', new UnsecuredJWT().setSubject('eve').encode());
    tokens.set('<other>', await sign('ann'));
    for (const kind of ['open', 'guarded'] as const) {
      const set = await stage({
        scale: { ...real, hub: { accept: 600 } },
        ...(kind === 'guarded' && { authenticate: jwtAuthenticator({ key }) }),
      });
      const bob = await set.joined('bob', { token: await sign('bob') });
      const ann = await set.joined('ann', { token: await sign('ann') });
      await bob.log.until('peerJoined ann');
      scenes[kind] = Object.assign(set, { ann, bob });
    }
  });

  after(() => {
    process.off('unhandledRejection', stray).off('uncaughtExceptionMonitor', stray);
    for (const scene of Object.values(scenes)) scene?.close();
  });

  const filled = (wire: Wire): Wire =>
    typeof wire === 'string' ? wire.replace(/<\w+>/, (name) => tokens.get(name) ?? name) : wire;

  /** Those in the channel have seen nothing, and hear each other. */
  async function expectUndisturbed({ ann, bob }: Scene, name: string): Promise<void> {
    const [annSaw, bobSaw] = [ann.log.told.length, bob.log.told.length];
    expect([ann.channel.send(name), bob.channel.send(name)]).to.deep.equal(['sent', 'sent']);
    await ann.log.until(`message bob ${JSON.stringify(name)}`);
    await bob.log.until(`message ann ${JSON.stringify(name)}`);
    expect([ann.log.told.length - annSaw, bob.log.told.length - bobSaw]).to.deep.equal([1, 1]);
    expect([...ann.log.told, ...bob.log.told].filter((what) => what.startsWith('peer'))).to.deep.equal([
      'peerJoined bob',
      'peerJoined ann',
    ]);
    expect(ann.attempts.told).to.deep.equal(['dialling', 'opened', 'accepted']);
  }

  for (const { name, input, expected, hub: kind = 'open' } of frames) {
    const answer =
      expected === 'welcome'
        ? 'is welcome'
        : expected.refused
          ? `is refused: ${expected.refused}`
          : `is ${expected.code}`;
    it(`HUB-7: ${name} ${answer}, and touches nobody else`, async () => {
      const scene = scenes[kind]!;
      const badFrames = () => Object.values(scene.hub.metrics.badFrames).reduce((sum, count) => sum + count, 0);
      const counted = badFrames();
      const { heard, end } = await intrude(scene.port, input.map(filled));
      if (expected === 'welcome') expect(end).to.equal('open');
      else {
        const { code, reason, refused } = expected;
        expect(end).to.have.property('code', code);
        expect((end as { reason: string }).reason.slice(0, reason.length)).to.equal(reason);
        const words = heard.filter(({ t }) => t === 'refused').map((frame) => frame.reason);
        expect(words).to.deep.equal(refused ? [refused] : []);
        const isFault = !refused && ![1000, 1007, 4003].includes(code);
        expect(badFrames() - counted).to.equal(isFault ? 1 : 0);
      }
      await expectUndisturbed(scene, name);
      expect(scene.hub.metrics.faults).to.equal(0);
      expect(strays).to.deep.equal([]);
      expect(Object.hasOwn(Object.prototype, 'polluted')).to.equal(false);
    });
  }
});
