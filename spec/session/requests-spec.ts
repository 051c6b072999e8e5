import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  again,
  answered,
  asked,
  atOnce,
  dropped,
  noRequests,
  sayable,
  type Requests,
} from '../../lib/session/requests.js';

const of = (...names: string[]) => names.reduce<Requests<string>>((all, name) => asked<string>(all, name), noRequests);
const many = (count: number) => of(...Array.from({ length: count }, (_, n) => `${n}`));
const ids = ({ due }: { due: readonly (readonly [number, unknown])[] }) => due.map(([id]) => id);

describe('requests', () => {
  it('RTC-9: ids count from 1, in the order of asking, and none is given twice', () => {
    const two = of('first', 'second');
    expect([...two.open]).to.deep.equal([
      [1, 'first'],
      [2, 'second'],
    ]);
    expect(asked(answered(answered(two, 1), 2), 'third').last).to.equal(3);
  });

  it('RTC-9: an answer to nothing opens and closes nothing', () => {
    expect([...answered(of('first'), 9).open.keys()]).to.deep.equal([1]);
  });

  it('HUB-7: as many are said at once as a hub lets wait, not one more; each answer makes room for one', () => {
    const { due, rest } = sayable(many(atOnce + 3));
    expect(due).to.have.length(atOnce);
    expect(ids(sayable(rest))).to.deep.equal([]);
    expect(ids(sayable(answered(rest, 1)))).to.deep.equal([atOnce + 1]);
  });

  it('HUB-7: one that is no longer waited for makes no room: the hub still has it', () => {
    const { rest } = sayable(many(atOnce + 1));
    expect(ids(sayable(dropped(rest, 1)))).to.deep.equal([]);
    expect(ids(sayable(answered(dropped(rest, 1), 1)))).to.deep.equal([atOnce + 1]);
  });

  it('RTC-9: on a new link all are asked again, in order, under ids that no old answer has', () => {
    const { rest } = sayable(of('first', 'second', 'third'));
    const renewed = sayable(again(answered(rest, 2)));
    expect(renewed.due).to.deep.equal([
      [4, 'first'],
      [5, 'third'],
    ]);
    expect(ids(sayable(again(rest, ['only'])))).to.deep.equal([4]);
  });

  it('HUB-7: whatever happens, each is said once on a link, in order, and at most so many wait', () => {
    const act = fc.oneof(fc.constantFrom('ask', 'ask', 'say', 'link'), fc.nat(40));
    fc.assert(
      fc.property(fc.array(act, { maxLength: 120 }), (acts) => {
        let requests: Requests<string> = noRequests;
        let waiting: number[] = [];
        let highest = 0;
        for (const it of acts) {
          if (it === 'ask') requests = asked(requests, 'x');
          else if (it === 'link') [requests, waiting] = [again(requests), []];
          else if (it === 'say') {
            const { due, rest } = sayable(requests);
            for (const [id] of due) {
              expect(id).to.be.greaterThan(highest);
              highest = id;
              waiting.push(id);
            }
            requests = rest;
            expect(waiting.length).to.be.at.most(atOnce);
          } else {
            const id = waiting[it % Math.max(waiting.length, 1)];
            if (id === undefined) continue;
            waiting = waiting.filter((other) => other !== id);
            requests = answered(requests, id);
          }
        }
      }),
    );
  });
});
