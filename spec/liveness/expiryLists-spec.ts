import { expect } from 'chai';
import * as fc from 'fast-check';
import { NONE, expiryLists } from '../../lib/liveness/expiryLists.js';

describe('expiryLists', () => {
  it('LIV-8: the member heard longest ago crosses first, each threshold in turn; the last never', () => {
    const lists = expiryLists([4, 10, Infinity]);
    const [ann, bob] = [lists.add(0), lists.add(1)];
    expect([lists.first(0), lists.due(ann, 0), lists.next(ann)]).to.deep.equal([ann, 4, 0]);
    lists.cross(ann);
    expect([lists.first(0), lists.due(bob, 0)]).to.deep.equal([bob, 5]);
    lists.cross(bob);
    expect([lists.first(0), lists.due(ann, 0), lists.next(ann)]).to.deep.equal([ann, 10, 1]);
    expect([0, 1, 2].map(lists.head)).to.deep.equal([NONE, ann, NONE]);
    lists.cross(ann);
    expect([lists.first(0), lists.head(2), lists.due(ann, 0)]).to.deep.equal([bob, ann, Infinity]);
  });

  it('LIV-8: hearing tells whether a threshold had been crossed', () => {
    const lists = expiryLists([4, 10]);
    const ann = lists.add(0);
    expect(lists.hear(ann, 1)).to.equal(false);
    lists.cross(ann);
    expect(lists.hear(ann, 6)).to.equal(true);
    expect([lists.heardAt(ann), lists.due(ann, 0), lists.lastHeard()]).to.deep.equal([6, 10, 6]);
  });

  it('LIV-6: a floor delays everybody who was heard before it', () => {
    const lists = expiryLists([4]);
    const [ann, bob] = [lists.add(0), lists.add(7)];
    expect([lists.due(ann, 5), lists.due(bob, 5)]).to.deep.equal([9, 11]);
  });

  it('LIV-10: knows the shortest threshold waited for', () => {
    const lists = expiryLists([4, 10]);
    expect(lists.shortest()).to.equal(Infinity);
    const ann = lists.add(0);
    expect(lists.shortest()).to.equal(4);
    lists.cross(ann);
    expect(lists.shortest()).to.equal(10);
    lists.remove(ann);
    expect([lists.shortest(), lists.first(0)]).to.deep.equal([Infinity, NONE]);
  });

  it('LIV-8: uses the slots of members that are gone again', () => {
    const lists = expiryLists([4]);
    const handles = [lists.add(0), lists.add(0)];
    for (const handle of handles) lists.remove(handle);
    expect([lists.add(1), lists.add(1)]).to.have.members(handles);
  });

  it('LIV-8: cleared, it has no members, begins again, and knows when the last was heard', () => {
    const lists = expiryLists([4, 10]);
    for (let member = 0; member < 100; member++) lists.add(member);
    lists.cross(lists.first(0));
    lists.clear();
    expect([lists.first(0), lists.head(0), lists.head(1), lists.shortest(), lists.lastHeard()]).to.deep.equal([
      NONE,
      NONE,
      NONE,
      Infinity,
      99,
    ]);
    const handles = [lists.add(100), lists.add(101)];
    expect([lists.first(0), lists.due(handles[0]!, 0), lists.lastHeard()]).to.deep.equal([handles[0], 104, 101]);
  });

  it('LIV-8: agrees with a sorted table, whatever is done', () => {
    const deeds = fc.array(
      fc.record({ deed: fc.constantFrom('add', 'hear', 'cross', 'remove'), which: fc.nat(200), ms: fc.nat(5) }),
      {
        maxLength: 300,
      },
    );
    fc.assert(
      fc.property(deeds, fc.nat(100), (given, floor) => {
        const thresholds = [4, 10, 10, Infinity];
        const lists = expiryLists(thresholds);
        const table = new Map<number, { heard: number; next: number }>();
        const due = ({ heard, next }: { heard: number; next: number }) =>
          Math.max(heard, floor) + (thresholds[next] ?? 0);
        let now = 0;
        let heard = -Infinity;
        for (const { deed, which, ms } of given) {
          now += ms;
          const [handle, member] = [...table][which % Math.max(1, table.size)] ?? [NONE, { heard: 0, next: 0 }];
          if (deed === 'add' || (deed === 'hear' && handle !== NONE)) heard = now;
          if (deed === 'add') table.set(lists.add(now), { heard: now, next: 0 });
          else if (handle === NONE) continue;
          else if (deed === 'remove') {
            lists.remove(handle);
            table.delete(handle);
          } else if (deed === 'hear') {
            expect(lists.hear(handle, now)).to.equal(member.next > 0);
            table.set(handle, { heard: now, next: 0 });
          } else {
            const first = lists.first(floor);
            const told = table.get(first);
            if (told === undefined) continue;
            table.set(first, { ...told, next: told.next + 1 });
            lists.cross(first);
          }
          const first = lists.first(floor);
          const earliest = Math.min(...[...table.values()].map(due));
          expect(first === NONE ? Infinity : lists.due(first, floor)).to.equal(earliest);
          expect(lists.shortest()).to.equal(
            Math.min(...[...table.values()].map(({ next }) => thresholds[next] ?? Infinity)),
          );
          expect(lists.lastHeard()).to.equal(heard);
        }
      }),
    );
  });
});
