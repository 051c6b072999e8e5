import { expect } from 'chai';
import { filter, firstValueFrom, timeout } from 'rxjs';
import { SignJWT, UnsecuredJWT } from 'jose';
import { WebSocket } from 'ws';
import { jwtAuthenticator } from '../../lib/hub/jwtAuthenticator.js';
import { createRtmClient, type RtmClient, type RtmEvent } from '../../lib/rtm/index.js';
import { webSocketTransport } from '../../lib/transport/webSocketTransport.js';
import { house, type House } from '../support/stage.js';
import type { Wire } from './frames.js';
import { intrude, type Answer } from './intruder.js';
import { messagingFrames, type MessagingAnswer } from './messagingFrames.js';

const key = 'the secret of the stage, 32 bytes or more';
const sign = (user: string, ms = 60_000, secret = key): Promise<string> =>
  new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setExpirationTime((Date.now() + ms) / 1_000)
    .sign(new TextEncoder().encode(secret));

/** Asked last: its answer says that all before it was answered. */
const last = { t: 'query', id: 999, users: [] };

/** A hub with two users in the lobby who watch each other. */
interface Scene extends House {
  readonly ann: RtmClient;
  readonly bob: RtmClient;
  /** What both were told. */
  readonly told: RtmEvent[];
}

async function scene(kind: 'open' | 'guarded'): Promise<Scene> {
  const set = await house(kind === 'guarded' ? { authenticate: jwtAuthenticator({ key }) } : {});
  const user = async (userId: string): Promise<RtmClient> => {
    const transport = webSocketTransport({ url: `ws://127.0.0.1:${set.port}`, protocols: 'lifeline.1', WebSocket });
    const client = createRtmClient({ transport, userId, token: await sign(userId) });
    await firstValueFrom(client.login());
    await firstValueFrom(client.channel('lobby').join(), { defaultValue: undefined });
    return client;
  };
  const ann = await user('ann');
  const bob = await user('bob');
  const told: RtmEvent[] = [];
  for (const [one, other] of [
    [ann, 'bob'],
    [bob, 'ann'],
  ] as const) {
    const watching = one.peerStatus([other]);
    const online = firstValueFrom(watching);
    watching.subscribe();
    await online;
    await firstValueFrom(
      one.channel('lobby').members$.pipe(
        filter(({ length }) => length === 2),
        timeout(5_000),
      ),
    );
    await firstValueFrom(
      one.channel('lobby').memberCount$.pipe(
        filter((count) => count === 2),
        timeout(5_000),
      ),
    );
    one.events$.subscribe((event) => told.push(event));
  }
  return { ...set, ann, bob, told };
}

const inWords = (expected: MessagingAnswer): string => {
  if (expected === 'welcome') return 'is welcome';
  if (typeof expected === 'string') return `is answered: ${expected}`;
  if ('denied' in expected) return `is denied: ${expected.denied}`;
  if ('undelivered' in expected) return `is undelivered: ${expected.undelivered}`;
  return expected.refused ? `is refused: ${expected.refused}` : `is ${expected.code}`;
};

describe('bad frames of messaging on a real socket', function () {
  this.timeout(10_000);
  const scenes: Record<'open' | 'guarded', Scene | undefined> = { open: undefined, guarded: undefined };
  const strays: unknown[] = [];
  const stray = (error: unknown) => void strays.push(error);
  const tokens = new Map<string, string>();

  before(async () => {
    process.on('unhandledRejection', stray).on('uncaughtExceptionMonitor', stray);
    tokens.set('<expired>', await sign('eve', -1_000));
    tokens.set('<forged>', await sign('eve', 60_000, 'the secret of somebody else, of 32 bytes or more'));
    tokens.set('<unsigned>', new UnsecuredJWT().setSubject('eve').encode());
    tokens.set('<other>', await sign('ann'));
    for (const kind of ['open', 'guarded'] as const) scenes[kind] = await scene(kind);
  });

  after(() => {
    process.off('unhandledRejection', stray).off('uncaughtExceptionMonitor', stray);
    for (const set of Object.values(scenes)) {
      set?.ann.dispose();
      set?.bob.dispose();
      set?.close();
    }
  });

  /** Nobody else has seen anything, and the two still hear each other: in turn, so that neither speaks too often. */
  async function expectUndisturbed(
    { ann, bob, told }: Scene,
    turn: 'letter' | 'article',
    payload: string,
  ): Promise<void> {
    expect(told.splice(0)).to.deep.equal([]);
    const [from, sent, messages$] =
      turn === 'letter'
        ? ['ann', () => ann.send('bob', payload), bob.messages$]
        : ['bob', () => bob.channel('lobby').send(payload), ann.channel('lobby').messages$];
    const heard = firstValueFrom(messages$.pipe(timeout(5_000)));
    expect(await firstValueFrom(sent())).to.have.property('outcome', 'received');
    expect(await heard).to.include({ from, payload });
    expect(told.splice(0).map(({ type }) => type)).to.deep.equal([turn === 'letter' ? 'message' : 'channelMessage']);
    expect([ann.state, bob.state]).to.deep.equal(['connected', 'connected']);
  }

  function expectAnswer({ heard, end }: Answer, expected: MessagingAnswer): void {
    if (typeof expected === 'object' && 'code' in expected) {
      const { code, reason, refused } = expected;
      expect(end).to.have.property('code', code);
      expect((end as { reason: string }).reason.slice(0, reason.length)).to.equal(reason);
      const words = heard.filter(({ t }) => t === 'refused').map((frame) => frame.reason);
      expect(words).to.deep.equal(refused ? [refused] : []);
      return;
    }
    expect(end).to.equal('open');
    expect(heard.map(({ t }) => t)).to.include('loggedIn');
    const answers = heard
      .filter(
        ({ t, id }) => ['done', 'denied', 'receipt', 'undelivered', 'refused', 'removed'].includes(t) && id !== last.id,
      )
      .map(({ t, reason }) => (reason === undefined ? t : { [t]: reason }));
    expect(answers.slice(-1)).to.deep.equal(expected === 'welcome' ? [] : [expected]);
    for (const before of answers.slice(0, -1)) expect(before).to.be.oneOf(['done', 'receipt']);
  }

  messagingFrames.forEach(({ name, input, expected, hub: kind = 'open' }, row) => {
    it(`HUB-7 RTM-15: ${name} ${inWords(expected)}, and touches nobody else`, async () => {
      const set = scenes[kind]!;
      const isEnd = typeof expected === 'object' && 'code' in expected;
      const words = new Map([...tokens, ['<user>', kind === 'open' ? `eve${row}` : 'eve']]);
      const filled = (wire: Wire): Wire =>
        typeof wire === 'string' ? wire.replaceAll(/<\w+>/g, (word) => words.get(word) ?? word) : wire;
      const badFrames = () => Object.values(set.hub.metrics.badFrames).reduce((sum, count) => sum + count, 0);
      const counted = badFrames();
      const isUnanswered = isEnd && kind === 'guarded'; // nothing may be said before the answer to the login
      const whole = [...input.map(filled), ...(isUnanswered ? [] : [JSON.stringify(last)])];
      const answer = await intrude(set.port, whole, ({ t, id }) => t === 'done' && id === last.id);
      expectAnswer(answer, expected);
      const isFault = isEnd && !expected.refused && expected.code !== 1000;
      expect(badFrames() - counted).to.equal(isFault ? 1 : 0);
      await expectUndisturbed(set, row % 2 === 0 ? 'letter' : 'article', name);
      expect(set.hub.metrics.faults).to.equal(0);
      expect(strays).to.deep.equal([]);
      expect(Object.hasOwn(Object.prototype, 'polluted')).to.equal(false);
    });
  });
});
