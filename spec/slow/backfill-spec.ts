import { expect } from 'chai';
import { filter, firstValueFrom, interval, lastValueFrom, take, tap, timeout, timer } from 'rxjs';
import { WebSocket } from 'ws';
import { closeCodes } from '../../lib/protocol/closeCodes.js';
import { ledger } from '../delivery/ledger.js';
import { instant } from '../support/eventLog.js';
import { rtmUser, type RtmUser } from '../support/rtmUser.js';
import { house, type House } from '../support/stage.js';

/** Messages of this and a few bytes more fill 16 MiB when there are 524. */
const filler = 'x'.repeat(31_970);
const inMailbox = 524;

/** Looks every 50 ms, for at most 60 s. */
const until = (condition: () => boolean): Promise<unknown> =>
  firstValueFrom(interval(50).pipe(filter(condition), timeout(60_000)));

describe('slow links and idle ones, on real sockets', function () {
  this.timeout(90_000);
  let hub: House;
  let users: RtmUser[] = [];
  const user = async (...given: Parameters<typeof rtmUser>): Promise<RtmUser> => {
    const one = await rtmUser(...given);
    users.push(one);
    return one;
  };

  beforeEach(async () => {
    hub = await house({ limits: { messages: 10_000 } });
  });
  afterEach(async () => {
    await Promise.all(users.map((one) => one.close()));
    users = [];
    hub.close();
  });

  it('RTM-10 NET-9: a full mailbox of 16 MiB arrives over a slow link, then live messages; one more was refused as full', async () => {
    const [ann, bob] = [await user(hub.port, 'ann'), await user(hub.port, 'bob')];
    const notes = ledger();
    const reports: unknown[] = [];
    const states: string[] = [];
    const live: boolean[] = [];
    notes.reads('bob', bob.client);
    await bob.proxy.admit('refused');
    bob.proxy.cut('rst');
    for (let n = 0; n <= inMailbox; n++) notes.sends('ann', ann.client, 'bob', 'user', filler);
    await until(() => notes.count(null) === 0 && bob.client.state === 'reconnecting');
    expect([notes.count('accepted'), notes.count('refused')]).to.deep.equal([inMailbox, 1]);

    bob.client.changes$.subscribe(({ state }) => states.push(state));
    bob.client.continuity$.subscribe(({ channel, continuity, replayed, missed }) =>
      reports.push([channel, continuity, replayed, missed]),
    );
    bob.client.messages$.subscribe(({ backfilled }) => live.push(!backfilled));
    bob.proxy.bandwidth(1_000_000);
    await bob.proxy.admit('served');
    bob.client.reconnect();
    await firstValueFrom(timer(10_000));
    for (let n = 0; n < 20; n++) notes.sends('ann', ann.client, 'bob');
    await until(() => notes.count(null) === 0 && reports.length > 0);

    expect(states).to.deep.equal(['connected']);
    expect(reports).to.deep.equal([[null, 'complete', inMailbox, 0]]);
    expect(live.indexOf(true)).to.equal(inMailbox);
    expect(live.lastIndexOf(false)).to.equal(inMailbox - 1);
    expect(notes.faults()).to.deep.equal([]);
    expect(hub.log.told).not.to.include('closed tooSlow');
  });

  it('NET-9 HUB-7: a slow reader is cut off, and another member of its channel is not slowed', async () => {
    const [ann, bob, slow] = [await user(hub.port, 'ann'), await user(hub.port, 'bob'), await user(hub.port, 'slow')];
    for (const { client } of users) await firstValueFrom(client.channel('room').join(), { defaultValue: undefined });
    const notes = ledger();
    const delays: number[] = [];
    const sentAt: number[] = [];
    notes.reads('bob', bob.client, ['room']);
    bob.client.channel('room').messages$.subscribe(() => delays.push(instant() - sentAt[delays.length]!));
    slow.proxy.bandwidth(50_000);
    const sending = interval(10).pipe(
      take(500),
      tap(() => {
        sentAt.push(instant());
        notes.sends('ann', ann.client, 'room', 'channel', filler);
      }),
    );
    await lastValueFrom(sending);
    await hub.log.until('closed tooSlow');
    await until(() => notes.count(null) === 0 && delays.length === 500);
    expect(notes.faults()).to.deep.equal([]);
    expect(hub.log.told.filter((what) => what.startsWith('closed'))).to.deep.equal(['closed tooSlow']);
    expect(delays.sort((a, b) => a - b)[475]).to.be.below(1_000);
  });

  it('HUB-1: 200 links that never log in are closed at 6 s', async () => {
    const began = instant();
    const closings = await Promise.all(
      Array.from(
        { length: 200 },
        () =>
          new Promise<{ code: number; opened: number; closed: number }>((resolve, reject) => {
            const socket = new WebSocket(`ws://127.0.0.1:${hub.port}`, 'lifeline.1');
            let opened = began;
            socket.on('open', () => (opened = instant()));
            socket.on('error', reject);
            socket.on('close', (code) => resolve({ code, opened, closed: instant() }));
          }),
      ),
    );
    expect(new Set(closings.map(({ code }) => code))).to.deep.equal(new Set([closeCodes.notAccepted.code]));
    for (const { opened, closed } of closings) expect(closed - opened).to.be.within(5_900, 9_000);
  });
});
