import { expect } from 'chai';
import { channelClientFrame } from '../../lib/protocol/channelClientFrame.js';
import { channelHubFrame } from '../../lib/protocol/channelFrames.js';
import { byteLength, decode, encode } from '../../lib/protocol/codec.js';
import { isProtocolError } from '../../lib/protocol/protocolError.js';

describe('codec', () => {
  it('HUB-8: a frame survives the way, unknown fields do not', () => {
    const frame = { t: 'message', from: '李雷', data: { x: [1, null, '🎧'] } } as const;
    expect(decode(channelHubFrame, encode(frame))).to.deep.equal(frame);
    expect(decode(channelHubFrame, '{"t":"beat","extra":1}')).to.deep.equal({ t: 'beat' });
  });

  it('HUB-7: what is not allowed is an error with its close code and the field', () => {
    for (const [text, close, message] of [
      [new Uint8Array(1), 'notText', 'a frame must be text'],
      ['{', 'notJson', 'a frame must be JSON'],
      ['{}', 'notInSchema', 't is missing'],
      ['{"t":"constructor"}', 'notInSchema', 't must be one of join, '],
      ['{"t":"send"}', 'notInSchema', 'data is missing'],
      ['{"t":"role","id":"1","role":"audience"}', 'notInSchema', 'id must be a whole number from 0 on'],
      ['null', 'notInSchema', 'frame must be an object'],
    ] as const) {
      expect(() => decode(channelClientFrame, text))
        .to.throw(message)
        .that.satisfies((error: unknown) => isProtocolError(error) && error.close === close);
    }
  });

  it('HUB-8: a reason that this side does not know is a reason all the same', () => {
    const frame = { t: 'denied', id: 1, reason: 'OF_A_NEWER_HUB', message: '' };
    expect(decode(channelHubFrame, JSON.stringify(frame))).to.deep.equal(frame);
    expect(() => decode(channelHubFrame, JSON.stringify({ ...frame, reason: 5 }))).to.throw('reason must be a string');
  });

  it('HUB-7: an error never quotes what was received', () => {
    for (const text of [
      'hush',
      '"hush"',
      '{"t":"hush"}',
      '{"t":"role","id":1,"role":"hush"}',
      '{"t":"renew","id":"hush","token":"hush"}',
      '{"t":"join","channel":"c","uid":"u","generation":0,"beat":1,"role":"audience","secret":"hush"}',
    ]) {
      expect(() => decode(channelClientFrame, text))
        .to.throw()
        .that.has.property('message')
        .not.contains('hush');
    }
  });

  it('HUB-7: data nested too deeply to be written is a protocol error', () => {
    const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000));
    expect(() => encode({ t: 'send', data: deep }))
      .to.throw('nested too deeply')
      .that.satisfies(isProtocolError);
  });

  it('HUB-7: counts bytes as the network does', () => {
    for (const text of ['', 'abc', 'é', '€', '🎧', '李雷 é 🎧🎧']) {
      expect(byteLength(text), text).to.equal(Buffer.byteLength(text));
    }
  });
});
