import { expect } from 'chai';
import { answered, asked, noRequests, type Requests } from '../../lib/session/requests.js';

describe('requests', () => {
  const two: Requests<string> = asked(asked<string>(noRequests, 'first'), 'second');

  it('RTC-9: ids count from 1, in the order of asking', () => {
    expect(two.last).to.equal(2);
    expect([...two.open]).to.deep.equal([
      [1, 'first'],
      [2, 'second'],
    ]);
  });

  it('RTC-9: what is answered is no longer open, and its id is not given again', () => {
    const one = answered(two, 1);
    expect([...one.open]).to.deep.equal([[2, 'second']]);
    expect(asked(answered(one, 2), 'third').last).to.equal(3);
  });

  it('RTC-9: an answer to nothing changes nothing', () => {
    expect([...answered(two, 9).open]).to.deep.equal([...two.open]);
    expect([...two.open.keys()]).to.deep.equal([1, 2]);
  });
});
