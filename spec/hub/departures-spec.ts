import { expect } from 'chai';
import { createDepartures } from '../../lib/hub/departures.js';

describe('departures', () => {
  it('RTC-6: are remembered for 60 s: at 59 999 ms yes, at 60 000 no more', () => {
    let now = 0;
    const departures = createDepartures(() => now);
    departures.add('room', 'ann', 'quit');
    now = 59_999;
    expect(departures.of('room')).to.deep.equal([['ann', 'quit']]);
    now = 60_000;
    expect(departures.of('room')).to.deep.equal([]);
  });

  it('RTC-6: the last one counts, and a return cancels it', () => {
    const departures = createDepartures(() => 0);
    departures.add('room', 'ann', 'became-audience');
    departures.add('room', 'bob', 'quit');
    departures.add('room', 'ann', 'dropped');
    expect(departures.of('room')).to.deep.equal([
      ['bob', 'quit'],
      ['ann', 'dropped'],
    ]);
    departures.cancel('room', 'bob');
    departures.cancel('room', 'nobody');
    departures.cancel('nowhere', 'ann');
    expect(departures.of('room')).to.deep.equal([['ann', 'dropped']]);
  });

  it('RTC-6: are bounded: the newest 256 of a channel', () => {
    const departures = createDepartures(() => 0);
    for (let i = 0; i < 300; i++) departures.add('room', `u${i}`, 'quit');
    departures.add('other', 'ann', 'quit');
    const kept = departures.of('room');
    expect(kept).to.have.length(256);
    expect(kept[0]).to.deep.equal(['u44', 'quit']);
    expect(departures.of('other')).to.have.length(1);
  });

  it('RTC-6: channels do not touch each other, whatever they are called', () => {
    const departures = createDepartures(() => 0);
    departures.add('__proto__', 'ann', 'quit');
    expect(departures.of('room')).to.deep.equal([]);
    expect(departures.of('__proto__')).to.deep.equal([['ann', 'quit']]);
  });
});
