import { expect } from 'chai';
import * as fc from 'fast-check';
import { encodeWith } from '../../lib/protocol/codec.js';
import { payloadText } from '../../lib/session/payloadText.js';

describe('payloadText', () => {
  it('RTM-5: is the JSON of any JSON value, and goes into a frame as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = payloadText(value, 'payload');
        expect(text).to.equal(JSON.stringify(value));
        expect(JSON.parse(encodeWith({ t: 'sendTo', to: 'bob' }, 'payload', text))).to.deep.equal({
          t: 'sendTo',
          to: 'bob',
          payload: JSON.parse(text) as unknown,
        });
      }),
    );
  });

  it('RTM-5: what is no JSON is a TypeError that names the field', () => {
    for (const value of [undefined, () => 1, Symbol('s')]) {
      expect(() => payloadText(value, 'send: payload')).to.throw(TypeError, /^send: payload must be JSON, got /);
    }
  });
});
