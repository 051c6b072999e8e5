import { expect } from 'chai';
import { rowFor, type Table } from '../../lib/connection/table.js';

describe('table', () => {
  const table: Table<'off' | 'on' | 'broken', 'START' | 'FAULT' | 'WEAR' | 'REPAIR', 'start' | 'fail' | 'mend'> = [
    { from: ['off'], on: 'start', to: 'on', reason: 'START' },
    { from: ['off', 'on'], on: 'fail', to: 'broken', reason: 'FAULT' },
    { from: ['broken'], because: ['FAULT'], on: 'mend', to: 'on', reason: 'REPAIR' },
  ];

  it('RTC-1: a row is found by state and word', () => {
    expect(rowFor(table, { state: 'off', reason: null }, 'start')?.to).to.equal('on');
    expect(rowFor(table, { state: 'on', reason: 'START' }, 'fail')?.to).to.equal('broken');
  });

  it('RTC-1: a word without a row in the state has none', () => {
    expect(rowFor(table, { state: 'on', reason: 'START' }, 'start')).to.equal(undefined);
  });

  it('RTC-1: a row may ask for the reason of the present state', () => {
    expect(rowFor(table, { state: 'broken', reason: 'FAULT' }, 'mend')?.reason).to.equal('REPAIR');
    expect(rowFor(table, { state: 'broken', reason: 'WEAR' }, 'mend')).to.equal(undefined);
    expect(rowFor(table, { state: 'broken', reason: null }, 'mend')).to.equal(undefined);
  });
});
