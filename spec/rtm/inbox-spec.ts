import { expect } from 'chai';
import * as fc from 'fast-check';
import { filled, filling, openInbox, received, remembered, type Inbox } from '../../lib/rtm/inbox.js';

const instance = (name: string) => name.padStart(32, '0');
const message = (seq: number, number: number, from = 'bob', by = 'b') => ({
  seq,
  from,
  message: `${instance(by)}.${number}`,
});

/** The inbox after what was received. */
const after = (inbox: Inbox, ...arrivals: ReturnType<typeof message>[]) => arrivals.reduce(received, inbox);
const isDelivered = (inbox: Inbox, arrival: ReturnType<typeof message>) =>
  received(inbox, arrival).delivered > inbox.delivered;

describe('inbox', () => {
  it('RTM-16: what has been delivered, by its seq, is a duplicate; what is next is not', () => {
    const inbox = after(openInbox(7), message(8, 1));
    expect(received(inbox, message(7, 2))).to.equal(inbox);
    expect(received(inbox, message(8, 2))).to.equal(inbox);
    expect(received(inbox, message(9, 2))).to.include({ base: 9, delivered: 2 });
  });

  it('RTM-5: a (sender, id) that was seen is dropped, also under another seq', () => {
    const inbox = after(openInbox(0), message(1, 5));
    expect(isDelivered(inbox, message(2, 5))).to.equal(false);
    expect(isDelivered(inbox, message(2, 4))).to.equal(false);
    expect(isDelivered(inbox, message(2, 6))).to.equal(true);
  });

  it('RTM-5: numbers of other senders, and of other instances of the same one, are no duplicates', () => {
    const inbox = after(openInbox(0), message(1, 5));
    expect(isDelivered(inbox, message(2, 5, 'cid'))).to.equal(true);
    expect(isDelivered(inbox, message(2, 5, 'bob', 'c'))).to.equal(true);
  });

  it(`RTM-5: remembers ${remembered} instances, and forgets the one that was heard longest ago`, () => {
    let inbox = openInbox(0);
    let seq = 0;
    const hear = (number: number, by: number) => {
      const before = inbox;
      inbox = received(before, message(++seq, number, 'bob', by.toString(16)));
      return inbox.delivered > before.delivered ? 'delivered' : 'dropped';
    };
    for (let by = 0; by < remembered; by++) hear(1, by);
    hear(2, 0);
    expect(hear(1, 1)).to.equal('dropped');
    hear(1, remembered);
    expect(hear(2, 0)).to.equal('dropped');
    expect(hear(1, 2)).to.equal('dropped');
    expect(hear(1, 1)).to.equal('delivered');
  });

  it('RTM-12: a back-fill that brings all is complete, with as many as came', () => {
    const away = after(openInbox(0), message(1, 1));
    const back = after(filling(away, away, 'kept'), message(2, 2), message(3, 3));
    expect(filled(back, { replayed: 2, missed: 0, seq: 3 })).to.include({ replayed: 2, missed: 0 });
  });

  it('RTM-12: what came on the old link after the login had gone out is neither replayed nor missed', () => {
    const login = after(openInbox(0), message(1, 1));
    const late = after(login, message(2, 2), message(3, 3));
    const back = after(filling(late, login, 'kept'), message(3, 3), message(4, 4));
    const done = filled(back, { replayed: 2, missed: 3, seq: 6 });
    expect(done).to.include({ replayed: 1, missed: 2 });
    expect(done.inbox).to.include({ base: 6, position: 6 });
  });

  it('RTM-12: a back-fill that breaks off is asked for again from where it began, and its gap is told once', () => {
    const away = after(openInbox(0), message(1, 1));
    const broken = after(filling(away, away, 'kept'), message(10, 10), message(11, 11));
    expect(broken.base).to.equal(1);
    const back = after(filling(broken, broken, 'kept'), message(11, 11), message(12, 12));
    expect(filled(back, { replayed: 3, missed: 8, seq: 12 })).to.include({ replayed: 1, missed: 8 });
  });

  it('RTM-12: a message that came under another number too, in a memory that was lost, is not missed', () => {
    const before = after(openInbox(0), message(40, 1));
    const restarted = filled(filling(before, before, 'lost'), { replayed: 0, missed: null, seq: 0 }).inbox;
    const live = after(restarted, message(1, 1));
    expect(live).to.include({ base: 1, position: 1, delivered: 1 });
    const away = after(filling(restarted, restarted, 'kept'), message(1, 1), message(2, 2));
    expect(filled(away, { replayed: 2, missed: 0, seq: 2 })).to.include({ replayed: 1, missed: 0 });
  });

  it('RTM-12: when the hub has lost its memory nobody knows, and positions begin anew', () => {
    const away = after(openInbox(0), message(40, 1));
    const back = filling(away, away, 'lost');
    expect(back.position).to.equal(0);
    const { inbox, missed } = filled(after(back, message(1, 1), message(2, 2)), { replayed: 2, missed: null, seq: 2 });
    expect(missed).to.equal(null);
    expect(inbox).to.include({ base: 2, delivered: 2 });
  });

  /** A hub with a short memory, and a client whose links break at any point. */
  it('RTM-11, RTM-12, RTM-16: delivered + reported missing = posted, each once, in order, whatever breaks when', () => {
    const act = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('post', 'own') },
      { weight: 4, arbitrary: fc.constantFrom('deliver', 'deliver') },
      { weight: 2, arbitrary: fc.constantFrom('login', 'accept', 'cut') },
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80 }), fc.integer({ min: 0, max: 4 }), (acts, memory) => {
        type Post = { readonly seq: number; readonly from: string; readonly message: string };
        type Said = Post | { readonly replayed: number; readonly missed: number; readonly seq: number };
        const posts: Post[] = [];
        const told: number[] = [];
        let reported = 0;
        let seq = 0;
        let inbox = openInbox(0);
        let login: Inbox | null = null;
        let wire: Said[] | null = [];

        const deliver = () => {
          const said = wire?.shift();
          if (!said) return;
          if ('from' in said) {
            const before = inbox;
            inbox = received(before, said);
            if (inbox.delivered > before.delivered) told.push(said.seq);
          } else {
            const end = filled(inbox, said);
            inbox = end.inbox;
            reported += end.missed ?? 0;
          }
        };
        const step = (it: (typeof acts)[number]) => {
          if (it === 'own') seq++;
          if (it === 'post') {
            const post = message(++seq, posts.length + 1);
            posts.push(post);
            wire?.push(post);
          }
          if (it === 'deliver') deliver();
          if (it === 'cut') wire = null;
          if (it === 'login') login = inbox;
          if (it === 'accept' && login) {
            const asked = login;
            const later = posts.filter((post) => post.seq > asked.base);
            const replays = memory === 0 ? [] : later.slice(-memory);
            inbox = filling(inbox, asked, 'kept');
            wire = [...replays, { replayed: replays.length, missed: later.length - replays.length, seq }];
            login = null;
          }
        };
        acts.forEach(step);
        step('login');
        step('accept');
        while (wire.length > 0) deliver();

        expect(told).to.deep.equal([...new Set(told)].sort((a, b) => a - b));
        expect(told.length + reported).to.equal(posts.length);
      }),
      { numRuns: 2_000 },
    );
  });
});
