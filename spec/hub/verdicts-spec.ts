import { expect } from 'chai';
import { stage } from './stage.js';

describe('verdicts', () => {
  it('HUB-1: tells a link at 4 000 ms of silence that it is not heard, not at 3 999', () => {
    const { peer, until } = stage();
    const ann = peer();
    ann.joins();
    until(3_999);
    expect(ann.heard.map(({ t }) => t)).to.deep.equal(['joined']);
    until(4_000);
    expect(ann.heard[1]).to.deep.equal({ t: 'unheard', at: 4_000 });
    until(9_000);
    expect(ann.heard).to.have.length(2);
  });
});
