import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  emptyOutbox,
  nextDue,
  nextId,
  overdue,
  posted,
  settled,
  type Letter,
  type Outbox,
} from '../../lib/rtm/outbox.js';

const instance = 'a'.repeat(32);
const to = (user: string): Letter => ({ to: { user }, payload: '1' });
const filled = (dues: readonly number[], limit = 1_000): Outbox =>
  dues.reduce<Outbox>((outbox, due) => posted(outbox, to('bob'), due), emptyOutbox(instance, limit));
const ids = ({ waiting }: Outbox) => [...waiting.keys()].map((id) => Number(id.split('.')[1]));

describe('outbox', () => {
  it('RTM-5: an id is the instance and the number of the message, from 1', () => {
    expect(nextId(filled([5, 6]))).to.equal(`${instance}.3`);
    expect([...posted(filled([5, 6]), to('cid'), 7).waiting.keys()].at(-1)).to.equal(`${instance}.3`);
  });

  it('RTM-16: keeps the order of sending, whoever the messages are to', () => {
    expect(ids(filled([1, 2, 3, 4]))).to.deep.equal([1, 2, 3, 4]);
    expect(ids(settled(filled([1, 2, 3, 4]), [`${instance}.2`]))).to.deep.equal([1, 3, 4]);
  });

  it('RTM-5: a number is never given twice, also when all before it are settled', () => {
    const emptied = settled(filled([1, 2]), [`${instance}.1`, `${instance}.2`]);
    expect(nextId(emptied)).to.equal(`${instance}.3`);
  });

  it('RTM-5: takes as many as its limit, and not one more, until one is settled', () => {
    const full = filled([1, 2, 3], 3);
    expect(ids(full)).to.deep.equal([1, 2, 3]);
    expect(nextId(full)).to.equal(null);
    expect(nextId(settled(full, [`${instance}.1`]))).to.equal(`${instance}.4`);
  });

  it('RTM-5: what is not waited for settles nothing', () => {
    expect(ids(settled(filled([1, 2]), ['x.1', `${instance}.7`]))).to.deep.equal([1, 2]);
  });

  it('RTM-5: a message is overdue at its time, not a ms before', () => {
    const outbox = filled([10_000, 10_001]);
    expect(nextDue(outbox)).to.equal(10_000);
    expect(overdue(outbox, 9_999)).to.deep.equal([]);
    expect(overdue(outbox, 10_000)).to.deep.equal([`${instance}.1`]);
    expect(overdue(outbox, 10_001)).to.deep.equal([`${instance}.1`, `${instance}.2`]);
    expect(nextDue(emptyOutbox(instance, 1))).to.equal(Infinity);
  });

  it('RTM-5: whatever is posted and settled, what waits is what was posted and not settled, in order', () => {
    const act = fc.oneof(fc.constant('post' as const), fc.nat(30));
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), fc.integer({ min: 1, max: 12 }), (acts, limit) => {
        let outbox: Outbox = emptyOutbox(instance, limit);
        let model: number[] = [];
        let last = 0;
        for (const it of acts) {
          if (it === 'post') {
            const id = nextId(outbox);
            expect(id === null).to.equal(model.length >= limit);
            if (id !== null) {
              outbox = posted(outbox, to('bob'), last);
              model.push(++last);
            }
          } else {
            outbox = settled(outbox, [`${instance}.${it}`]);
            model = model.filter((number) => number !== it);
          }
          expect(ids(outbox)).to.deep.equal(model);
        }
      }),
    );
  });
});
