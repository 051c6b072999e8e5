import { expect } from 'chai';
import { lastValueFrom, type Observable } from 'rxjs';
import type { Positions } from '../../lib/hub/arrival.js';
import type { Engine, EngineEvent, EngineSettings, Fence } from '../../lib/hub/engine.js';
import { defaultLimits, type HubLimits } from '../../lib/hub/limits.js';

/** An engine on a stage, with a time that the suite moves. */
export interface EngineStage {
  readonly engine: Engine;
  /** What is due then has happened. */
  until(at: number): Promise<void> | void;
}
export type OpenStage = (settings: Pick<EngineSettings, 'limits' | 'ids'>) => Promise<EngineStage> | EngineStage;

const [mine, theirs] = ['a'.repeat(32), 'b'.repeat(32)];
const nowhere: Positions = { inbox: 0, channels: [] };

/** What every engine does (SPEC HUB-6): run it for each. */
export function engineContract(name: string, openStage: OpenStage): void {
  describe(`the engine ${name}`, () => {
    async function open(limits: Partial<HubLimits> = {}) {
      let draws = 0;
      const ids = (): string => `epoch ${++draws}`;
      const { engine, until } = await openStage({ limits: { ...defaultLimits, ...limits }, ids });
      const events: EngineEvent[] = [];
      engine.events$.subscribe((event) => events.push(event));
      /** The one answer; `stale` when there was none. */
      const answer = <T>(operation: Observable<T>): Promise<T | 'stale'> =>
        lastValueFrom(operation, { defaultValue: 'stale' as const });
      const claim = (key: string, secret = mine, generation = 0, takeover: 'kick-old' | 'reject-new' = 'kick-old') =>
        answer(engine.claim({ key, secret, generation, takeover }));
      const granted = async (...request: Parameters<typeof claim>): Promise<Fence> => {
        const claimed = await claim(...request);
        if (typeof claimed === 'string' || !('fence' in claimed)) throw new Error('not granted');
        return claimed.fence;
      };
      const user = async (key: string, positions: Partial<Positions> = {}): Promise<Fence> => {
        const fence = await granted(key);
        await answer(engine.arrive(fence, { ...nowhere, ...positions }));
        return fence;
      };
      const post = (from: Fence, to: string, message: string) =>
        answer(engine.post(from, { to, message, payload: `"${message}"` }));
      const publish = (from: Fence, channel: string, message: string, seen = 0) =>
        answer(engine.publish(from, { channel, message, payload: `"${message}"`, seen }));
      const letters = async (fence: Fence, after = 0, bytes = 1e9) => {
        const found = await answer(engine.letters(fence, after, bytes));
        return typeof found === 'string' ? found : found.map(({ seq, message }) => `${seq} ${message}`);
      };
      const backfill = async (fence: Fence, channel: string, position: number) => {
        const positions = { epoch: 'epoch 1', inbox: 0, channels: [[channel, position] as const] };
        const arrival = await answer(engine.arrive(fence, positions));
        if (arrival === 'stale') return arrival;
        const { messages, missed } = arrival.channels[0]!.backfill!;
        return { messages: messages.map(({ message }) => message), missed };
      };
      const told = (type: EngineEvent['type']) => events.filter((event) => event.type === type);
      return { engine, until, events, told, answer, claim, granted, user, post, publish, letters, backfill };
    }

    it('HUB-6: an operation is done at the subscription, each time, and not before', async () => {
      const { engine, answer, granted } = await open();
      const claim = engine.claim({ key: 'ann', secret: mine, generation: 0, takeover: 'kick-old' });
      expect(await answer(engine.statuses(['ann']))).to.deep.equal([['ann', 'offline']]);
      expect(await answer(claim)).to.deep.include({ outcome: 'fresh' });
      expect(await answer(claim)).to.deep.include({ outcome: 'resumed' });
      expect((await granted('ann')).generation).to.equal(1);
    });

    it('HUB-2: the same secret resumes, in its generation', async () => {
      const { claim, granted } = await open();
      const first = await granted('ann');
      const again = await claim('ann', mine, 7);
      expect(again).to.have.property('outcome', 'resumed');
      expect(again).to.have.nested.property('fence.generation', 1);
      expect(again).to.have.nested.property('fence.turn').that.is.above(first.turn);
    });

    it('HUB-3: each takeover raises the generation; an automatic return is refused while a higher or equal one lives', async () => {
      const { claim } = await open();
      await claim('ann');
      expect(await claim('ann', theirs)).to.deep.include({ outcome: 'takeover' });
      for (const generation of [1, 2]) {
        expect(await claim('ann', mine, generation)).to.deep.include({ outcome: 'refused', reason: 'SAME_UID_LOGIN' });
      }
      expect(await claim('ann', mine, 3)).to.have.nested.property('fence.generation', 3);
    });

    it('HUB-3: an ended session goes on in its generation, and is refused when a higher one was there', async () => {
      const { engine, answer, claim, granted } = await open();
      await granted('ann');
      await answer(engine.release(await granted('ann', theirs), { forget: true }));
      expect(await claim('ann', mine, 1)).to.deep.include({ outcome: 'refused', reason: 'SAME_UID_LOGIN' });
      expect(await claim('ann', theirs, 2)).to.have.nested.property('fence.generation', 2);
    });

    it('HUB-3: who names the highest generation locks nobody out', async () => {
      const { claim } = await open();
      const highest = Number.MAX_SAFE_INTEGER;
      expect(await claim('ann', mine, highest)).to.have.nested.property('fence.generation', highest);
      expect(await claim('ann', theirs, 0)).to.deep.include({ outcome: 'takeover' });
      expect(await claim('ann', theirs, highest)).to.have.property('outcome', 'resumed');
      expect(await claim('ann', mine, highest)).to.deep.include({ outcome: 'refused', reason: 'SAME_UID_LOGIN' });
      const next = await claim('ann', mine, 0);
      expect(next).to.have.nested.property('fence.generation').that.satisfies(Number.isSafeInteger);
    });

    it("HUB-3: 'reject-new' refuses while the session is heard", async () => {
      const { engine, answer, claim, granted } = await open();
      const fence = await granted('ann');
      expect(await claim('ann', theirs, 0, 'reject-new')).to.deep.include({
        outcome: 'refused',
        message: 'user id in use',
      });
      await answer(engine.judge(fence, 'unheard'));
      expect(await claim('ann', theirs, 0, 'reject-new')).to.deep.include({ outcome: 'takeover' });
    });

    it('HUB-5: a removal is told to its instance when it returns by itself, and to nobody else', async () => {
      const { engine, answer, claim, granted } = await open();
      const removal = { reason: 'BANNED_BY_SERVER', message: 'kicked' } as const;
      await answer(engine.release(await granted('ann'), { forget: false, removal }));
      expect(await claim('ann', mine, 1)).to.deep.include({ outcome: 'refused', ...removal });
      expect(await claim('ann', mine, 0)).to.have.property('outcome', 'fresh');
    });

    it('HUB-3: whoever holds an older fence writes nothing: not after a resume, a takeover, an end', async () => {
      const { engine, answer, granted, user, post, letters } = await open();
      const bob = await user('bob');
      const old = await user('ann');
      const newer = await granted('ann');
      const newest = await granted('ann', theirs);
      for (const fence of [old, newer, { ...newest, turn: newest.turn + 1 }]) {
        expect(await post(fence, 'bob', 'late')).to.equal('stale');
        expect(await letters(fence)).to.equal('stale');
        const writes: Observable<unknown>[] = [
          engine.judge(fence, 'idle'),
          engine.detach(fence),
          engine.release(fence, { forget: true }),
          engine.arrive(fence, nowhere),
          engine.acknowledge(fence, 9),
          engine.enter(fence, 'room', 1),
          engine.exit(fence, 'room', 1),
          engine.publish(fence, { channel: 'room', message: 'm', payload: '1', seen: 0 }),
          engine.setAttributes(fence, { mode: 'update', entries: [['a', 'b']] }),
          engine.setChannelAttributes(fence, 'room', { mode: 'update', entries: [], notify: true }),
        ];
        for (const write of writes) expect(await answer(write)).to.equal('stale');
      }
      expect(await letters(bob)).to.deep.equal([]);
      expect(await answer(engine.statuses(['ann']))).to.deep.equal([['ann', 'online']]);
      expect(await answer(engine.attributes('ann'))).to.deep.equal([]);
    });

    it('HUB-6: who wakes is told after the answer, in the order of what happened', async () => {
      const { engine, events, answer, user } = await open();
      const ann = await user('ann');
      const order: string[] = [];
      engine.events$.subscribe(({ type }) => order.push(type));
      await answer(engine.enter(ann, 'room', 1));
      order.push('answered');
      await answer(engine.exit(ann, 'room', 1));
      expect(order.filter((word) => word !== 'answered')).to.deep.equal(['entered', 'exited']);
      expect(events.at(-1)).to.deep.equal({ type: 'exited', channel: 'room', key: 'ann', count: 0 });
    });

    it('RTM-13: statuses follow what hubs found out, and wake when they change', async () => {
      const { engine, answer, granted, told } = await open();
      const fence = await granted('ann');
      const seen: unknown[] = [];
      for (const status of ['alive', 'unheard', 'unreachable', 'idle', 'alive'] as const) {
        await answer(engine.judge(fence, status));
        seen.push((await answer(engine.statuses(['ann'])))[0]?.[1]);
      }
      expect(seen).to.deep.equal(['online', 'online', 'unreachable', 'unreachable', 'online']);
      await answer(engine.release(fence, { forget: false }));
      expect(await answer(engine.statuses(['ann', 'x']))).to.deep.equal([
        ['ann', 'offline'],
        ['x', 'offline'],
      ]);
      expect(told('status')).to.have.length(4);
    });

    it('RTM-5: a letter is numbered, once for each id, and read by position', async () => {
      const { user, post, letters } = await open();
      const [ann, bob] = [await user('ann'), await user('bob')];
      expect(await post(ann, 'bob', 'one')).to.deep.include({ outcome: 'posted', seq: 1, is: 'new', linked: true });
      expect(await post(ann, 'bob', 'one')).to.deep.include({ outcome: 'posted', seq: 1, is: 'waiting' });
      await post(ann, 'bob', 'two');
      expect(await letters(bob)).to.deep.equal(['1 one', '2 two']);
      expect(await letters(bob, 1)).to.deep.equal(['2 two']);
      expect(await letters(bob, 0, 1)).to.deep.equal(['1 one']);
    });

    it('RTM-5: of two senders the same id is two letters', async () => {
      const { user, post, letters } = await open();
      const [ann, bob, cid] = [await user('ann'), await user('bob'), await user('cid')];
      await post(ann, 'cid', 'one');
      await post(bob, 'cid', 'one');
      expect(await letters(cid)).to.deep.equal(['1 one', '2 one']);
    });

    it('RTM-5: what is acknowledged is gone, up to its number, and a resend learns it', async () => {
      const { engine, answer, user, post, letters, told } = await open();
      const [ann, bob] = [await user('ann'), await user('bob')];
      for (const message of ['one', 'two', 'three']) await post(ann, 'bob', message);
      await answer(engine.acknowledge(bob, 2));
      expect(await letters(bob)).to.deep.equal(['3 three']);
      expect(await post(ann, 'bob', 'one')).to.deep.include({ is: 'acknowledged' });
      expect(await post(ann, 'bob', 'three')).to.deep.include({ is: 'waiting' });
      expect(told('acknowledged').at(-1)).to.deep.equal({ type: 'acknowledged', key: 'bob', seq: 2 });
    });

    it('RTM-5: what was acknowledged before the mailbox was forgotten has arrived, also when it is sent again', async () => {
      const { engine, answer, user, post } = await open();
      const [ann, bob] = [await user('ann'), await user('bob')];
      await post(ann, 'bob', 'one');
      await post(ann, 'bob', 'two');
      await answer(engine.acknowledge(bob, 1));
      await answer(engine.release(bob, { forget: true }));
      expect(await post(ann, 'bob', 'one')).to.deep.include({ is: 'acknowledged' });
      expect(await post(ann, 'bob', 'two')).to.deep.include({ outcome: 'refused', reason: 'UNREACHABLE' });
    });

    it('RTM-5: unreachable without a mailbox; a refusal stays one', async () => {
      const { user, post } = await open();
      const ann = await user('ann');
      expect(await post(ann, 'bob', 'one')).to.deep.include({ outcome: 'refused', reason: 'UNREACHABLE' });
      await user('bob');
      expect(await post(ann, 'bob', 'one')).to.deep.include({ outcome: 'refused', reason: 'UNREACHABLE' });
      expect(await post(ann, 'bob', 'two')).to.deep.include({ outcome: 'posted' });
    });

    it('RTM-10: a mailbox outlives its session, but is gone when it is forgotten, with what resends hear', async () => {
      const { engine, answer, user, post, letters, told } = await open();
      const [ann, bob] = [await user('ann'), await user('bob')];
      await post(ann, 'bob', 'one');
      await answer(engine.release(bob, { forget: false }));
      await post(ann, 'bob', 'two');
      const again = await user('bob');
      expect(await letters(again)).to.deep.equal(['1 one', '2 two']);
      await answer(engine.release(again, { forget: true }));
      expect(told('emptied')).to.deep.equal([{ type: 'emptied', key: 'bob' }]);
      expect(await post(ann, 'bob', 'two')).to.deep.include({ reason: 'UNREACHABLE' });
      expect(await letters(await user('bob'))).to.deep.equal([]);
    });

    it('RTM-10: a mailbox has room for so many letters, and so many bytes', async () => {
      const few = await open({ mailbox: 2 });
      const [ann] = [await few.user('ann'), await few.user('bob')];
      for (const message of ['one', 'two'])
        expect(await few.post(ann, 'bob', message)).to.have.property('outcome', 'posted');
      expect(await few.post(ann, 'bob', 'three')).to.deep.include({ reason: 'FULL' });
      const small = await open({ mailboxBytes: 10 });
      const [cid] = [await small.user('cid'), await small.user('dan')];
      for (const message of ['one', 'two'])
        expect(await small.post(cid, 'dan', message)).to.have.property('outcome', 'posted');
      expect(await small.post(cid, 'dan', 'x')).to.deep.include({ reason: 'FULL' });
    });

    it('RTM-15: so many messages within 3 s, letters and others alike; a resend is none', async () => {
      const { engine, answer, user, post, publish, until } = await open({ messages: 2 });
      const ann = await user('ann');
      await answer(engine.enter(ann, 'room', 1));
      await post(ann, 'ann', 'one');
      await publish(ann, 'room', 'two');
      await post(ann, 'ann', 'one');
      expect(await publish(ann, 'room', 'three')).to.deep.include({ reason: 'TOO_OFTEN' });
      await until(3_000);
      expect(await publish(ann, 'room', 'four')).to.deep.include({ outcome: 'published', seq: 2 });
    });

    it('RTM-6: entries and exits are told once each, with the count after them', async () => {
      const { engine, answer, user, told } = await open();
      const [ann, bob] = [await user('ann'), await user('bob')];
      expect(await answer(engine.enter(ann, 'room', 1))).to.deep.equal({ outcome: 'entered', seq: 0, count: 1 });
      await answer(engine.enter(ann, 'room', 1));
      await answer(engine.enter(bob, 'room', 1));
      expect(await answer(engine.members('room'))).to.have.members(['ann', 'bob']);
      await answer(engine.exit(ann, 'room', 1));
      await answer(engine.exit(ann, 'room', 1));
      await answer(engine.release(bob, { forget: false }));
      expect([...told('entered'), ...told('exited')]).to.deep.equal([
        { type: 'entered', channel: 'room', key: 'ann', count: 1 },
        { type: 'entered', channel: 'room', key: 'bob', count: 2 },
        { type: 'exited', channel: 'room', key: 'ann', count: 1 },
        { type: 'exited', channel: 'room', key: 'bob', count: 0 },
      ]);
    });

    it('RTM-15: a user is in so many channels', async () => {
      const { engine, answer, user } = await open({ channels: 1 });
      const ann = await user('ann');
      await answer(engine.enter(ann, 'one', 1));
      expect(await answer(engine.enter(ann, 'two', 1))).to.deep.include({ outcome: 'refused', reason: 'TOO_MANY' });
      expect(await answer(engine.enter(ann, 'one', 1))).to.deep.include({ outcome: 'entered' });
    });

    it('RTM-15: who is over that, since what it entered after a login had gone out stands, enters no more', async () => {
      const { engine, answer, user } = await open({ channels: 1 });
      const ann = await user('ann');
      await answer(engine.enter(ann, 'one', 8));
      await answer(engine.arrive(ann, { inbox: 0, channels: [['two', 0]], requests: 7 }));
      expect(await answer(engine.enter(ann, 'three', 9))).to.deep.include({ outcome: 'refused', reason: 'TOO_MANY' });
    });

    it('RTM-6: only members publish; a message is there once for each id', async () => {
      const { engine, answer, user, publish } = await open();
      const ann = await user('ann');
      expect(await publish(ann, 'room', 'one')).to.deep.include({ reason: 'NOT_A_MEMBER' });
      await answer(engine.enter(ann, 'room', 1));
      expect(await publish(ann, 'room', 'two')).to.deep.equal({ outcome: 'published', seq: 1 });
      expect(await publish(ann, 'room', 'two')).to.deep.equal({ outcome: 'published', seq: 1 });
      const found = await answer(engine.published('room', 0));
      expect(found).to.deep.equal([{ seq: 1, message: 'two', payload: '"two"', from: 'ann', sentAt: 0 }]);
      expect(await answer(engine.published('room', 1))).to.deep.equal([]);
    });

    it('RTM-11: a back-fill has the newest 32 of others, not older than 30 s, and counts the rest exactly', async () => {
      const { engine, answer, user, publish, backfill, until } = await open({ messages: 1_000 });
      const [ann, bob] = [await user('ann'), await user('bob')];
      for (const fence of [ann, bob]) await answer(engine.enter(fence, 'room', 1));
      for (let n = 1; n <= 40; n++) await publish(ann, 'room', `a${n}`);
      for (let n = 1; n <= 100; n++) await publish(bob, 'room', `b${n}`);
      const newest = Array.from({ length: 32 }, (_, n) => `a${n + 9}`);
      expect(await backfill(bob, 'room', 0)).to.deep.equal({ messages: newest, missed: 8 });
      await until(30_000);
      expect(await backfill(bob, 'room', 0)).to.deep.equal({ messages: newest, missed: 8 });
      await until(30_001);
      expect(await backfill(bob, 'room', 0)).to.deep.equal({ messages: [], missed: 40 });
      expect(await backfill(bob, 'room', 40)).to.deep.equal({ messages: [], missed: 0 });
    });

    it('RTM-12: a position outlives the grace, not a leave: then it counts from the entry', async () => {
      const { engine, answer, user, publish, backfill } = await open();
      const [ann, bob] = [await user('ann'), await user('bob')];
      for (const fence of [ann, bob]) await answer(engine.enter(fence, 'room', 1));
      await publish(bob, 'room', 'own');
      await answer(engine.release(bob, { forget: false }));
      await publish(ann, 'room', 'one');
      const again = await user('bob', { epoch: 'epoch 1', channels: [['room', 0]] });
      expect(await backfill(again, 'room', 0)).to.deep.equal({ messages: ['one'], missed: 0 });
      await answer(engine.exit(again, 'room', 1));
      await publish(ann, 'room', 'two');
      expect(await answer(engine.enter(again, 'room', 1))).to.deep.include({ seq: 3 });
    });

    it('RTM-12: an arrival names its memory; positions of another one are worth nothing', async () => {
      const { engine, answer, user, granted, post, publish } = await open();
      const ann = await user('ann');
      await answer(engine.enter(ann, 'room', 1));
      await publish(ann, 'room', 'one');
      await user('bob');
      await post(ann, 'bob', 'letter');
      const bob = await granted('bob');
      const arrival = await answer(engine.arrive(bob, { epoch: 'other', inbox: 9, channels: [['room', 9]] }));
      expect(arrival).to.deep.include({ epoch: 'epoch 1', inbox: { after: 0, head: 1, missed: null } });
      expect(arrival).to.have.nested.property('channels[0].backfill.missed', null);
      expect(arrival).to.have.nested.property('channels[0].backfill.messages.length', 1);
    });

    it('RTM-16: an arrival is in the channels that it names, and in no others', async () => {
      const { engine, answer, user, told } = await open();
      const ann = await user('ann');
      for (const channel of ['one', 'two', 'three']) await answer(engine.enter(ann, channel, 1));
      const arrival = await answer(
        engine.arrive(ann, {
          epoch: 'epoch 1',
          inbox: 0,
          channels: [
            ['one', 0],
            ['two', null],
            ['four', null],
            ['five', 0],
          ],
        }),
      );
      expect(arrival).to.have.property('channels').with.length(3);
      expect(arrival).to.have.nested.property('channels[1]').that.deep.equals({ channel: 'two', seq: 0, count: 1 });
      expect(told('exited')).to.deep.equal([{ type: 'exited', channel: 'three', key: 'ann', count: 0 }]);
      expect(told('entered').at(-1)).to.deep.include({ channel: 'five' });
    });

    it('RTM-7, RTM-16: what was entered or left after a login had gone out stays so when that login arrives late', async () => {
      const { engine, answer, user, publish, backfill, told } = await open();
      const ann = await user('ann');
      await answer(engine.enter(ann, 'old', 7));
      await answer(engine.enter(ann, 'left', 7));
      await answer(engine.enter(ann, 'new', 8));
      await answer(engine.exit(ann, 'left', 9));
      await publish(ann, 'new', 'her own');
      const seen = told('exited').length;
      const late = { epoch: 'epoch 1', inbox: 0, channels: [['left', 0]], requests: 7 } as const;
      expect(await answer(engine.arrive(ann, late)))
        .to.have.property('channels')
        .that.deep.equals([]);
      expect(told('exited').slice(seen)).to.deep.equal([{ type: 'exited', channel: 'old', key: 'ann', count: 0 }]);
      expect(told('entered').map((event) => 'channel' in event && event.channel)).to.deep.equal(['old', 'left', 'new']);
      expect(await backfill(ann, 'new', 0)).to.deep.equal({ messages: [], missed: 0 });
    });

    it('HUB-3, RTM-16: the requests of the instance that was before say nothing about the login of another one', async () => {
      const { engine, answer, user, granted, told } = await open();
      const ann = await user('ann');
      await answer(engine.enter(ann, 'room', 8));
      await answer(engine.exit(ann, 'hall', 9));
      const other = await granted('ann', theirs);
      const login = { inbox: 0, channels: [['hall', 0]], requests: 0 } as const;
      const arrival = await answer(engine.arrive(other, login));
      expect(arrival).to.have.nested.property('channels[0].channel', 'hall');
      expect(told('exited')).to.deep.equal([{ type: 'exited', channel: 'room', key: 'ann', count: 0 }]);
    });

    it('RTM-14: attributes are set, updated and deleted in one step, or refused and left alone', async () => {
      const { engine, answer, user } = await open({ attributes: 2, attribute: 4, userAttributes: 8 });
      const ann = await user('ann');
      const change = (mode: 'replace' | 'update' | 'delete', ...entries: [string, string][]) =>
        answer(engine.setAttributes(ann, { mode, entries }));
      expect(await change('update', ['a', '1'], ['b', '2'])).to.deep.equal({ outcome: 'set' });
      expect(await change('update', ['c', '3'])).to.deep.include({ reason: 'TOO_MANY' });
      expect(await change('update', ['a', '12345'])).to.deep.include({ reason: 'TOO_LARGE' });
      expect(await change('update', ['a', '1234'], ['b', '123'])).to.deep.include({ reason: 'TOO_LARGE' });
      expect(await answer(engine.attributes('ann'))).to.deep.equal([
        ['a', '1'],
        ['b', '2'],
      ]);
      await change('delete', ['a', '']);
      await change('replace', ['c', '3']);
      expect(await answer(engine.attributes('ann'))).to.deep.equal([['c', '3']]);
      await answer(engine.release(ann, { forget: false }));
      expect(await answer(engine.attributes('ann'))).to.deep.equal([]);
    });

    it('RTM-14: attributes of a channel name who set them and when, and wake when asked to', async () => {
      const { engine, answer, user, told } = await open();
      const ann = await user('ann');
      const set = (notify: boolean) =>
        answer(engine.setChannelAttributes(ann, 'room', { mode: 'update', entries: [['a', '1']], notify }));
      expect(await set(true)).to.deep.include({ reason: 'NOT_A_MEMBER' });
      await answer(engine.enter(ann, 'room', 1));
      await set(false);
      expect(told('attributes')).to.deep.equal([]);
      await set(true);
      expect(told('attributes')).to.deep.equal([{ type: 'attributes', channel: 'room' }]);
      expect(await answer(engine.channelAttributes('room'))).to.deep.equal([
        { key: 'a', value: '1', lastUpdateUserId: 'ann', lastUpdateTs: 0 },
      ]);
    });

    it('HUB-6: what was emitted is plain data that nobody changes afterwards', async () => {
      const { engine, answer, user, post, publish } = await open();
      const [ann, bob] = [await user('ann'), await user('bob')];
      await answer(engine.enter(ann, 'room', 1));
      await post(ann, 'bob', 'one');
      const reads = [engine.letters(bob, 0, 1e9), engine.published('room', 0), engine.members('room')];
      const before = await Promise.all(reads.map((read: Observable<unknown>) => answer(read)));
      const copies = structuredClone(before);
      await publish(ann, 'room', 'two');
      await answer(engine.enter(bob, 'room', 1));
      await answer(engine.acknowledge(bob, 1));
      expect(before).to.deep.equal(copies);
    });
  });
}
