import { expect } from 'chai';
import { Writable } from 'node:stream';
import { oneWrite } from '../../lib/transport/oneWrite.js';

/** A stream that tells how much each of its writes takes. */
function noted() {
  const writes: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string, _, done) => (writes.push(chunk), done()),
    writev: (chunks, done) => (writes.push(chunks.map(({ chunk }) => chunk as string).join('')), done()),
  });
  const say = (text: string) => {
    oneWrite(stream);
    stream.write(text);
  };
  return { stream, writes, say };
}

describe('oneWrite', () => {
  it('what is said in one turn is one write, what is said in the next another', async () => {
    const { writes, say } = noted();
    for (const text of ['a', 'b', 'c']) say(text);
    expect(writes).to.deep.equal([]);
    await Promise.resolve();
    expect(writes).to.deep.equal(['abc']);
    say('d');
    await Promise.resolve();
    expect(writes).to.deep.equal(['abc', 'd']);
  });

  it('writers that hold the stream themselves meanwhile do not end the turn', async () => {
    const { stream, writes, say } = noted();
    say('a');
    stream.cork();
    stream.write('b');
    stream.uncork();
    say('c');
    expect(writes).to.deep.equal([]);
    await Promise.resolve();
    expect(writes).to.deep.equal(['abc']);
  });

  it('who ends a turn early keeps nothing back, and the turn’s own end does no harm', async () => {
    const { stream, writes, say } = noted();
    say('a');
    say('b');
    stream.uncork();
    expect(writes).to.deep.equal(['ab']);
    stream.destroy();
    await Promise.resolve();
    expect(stream.writableCorked).to.equal(0);
  });
});
