import { expect } from 'chai';
import { script } from '../../../lib/cli/demo/script.js';

describe('script', () => {
  const steps = script(25_000);
  const dueOf = (name: string, who: string) => {
    const due = steps.find((step) => step.name === name && step.who === who)?.due;
    return due && [due.after, due.ms({})];
  };

  it('shows T0 to T7, in this order', () => {
    const names = steps.map(({ name }) => name).filter((name) => name !== '');
    expect([...new Set(names)]).to.deep.equal(['T0', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7']);
    expect(names).to.deep.equal([...names].sort());
  });

  it('RTC-4, RTC-5, RTC-6, RTC-7: counts 4 s, 10 s and 20 s from the last frame, giving up from T4', () => {
    expect(dueOf('T4', 'ada')).to.deep.equal(['ada hears', 4_000]);
    expect(dueOf('T5', 'ada')).to.deep.equal(['ada hears', 10_000]);
    expect(dueOf('T6', 'ben')).to.deep.equal(['hub hears ada', 20_000]);
    expect(dueOf('T7', 'cyd')).to.deep.equal(['T4 of cyd', 25_000]);
  });

  it('RTC-8: expects rejoined to tell the time from the last frame before the return', () => {
    const rejoined = steps.find(({ what }) => what === 'rejoined');
    expect(rejoined?.due?.ms({ 'ada heard': 1_000, heal: 22_500 })).to.equal(21_500);
  });
});
