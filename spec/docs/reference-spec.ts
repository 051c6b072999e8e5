import { expect } from 'chai';
import { publicNames, type PublicName } from '../../scripts/api.js';

/** The class that a guard guards. */
const guarded = (name: string) => /^is([A-Z]\w+)$/.exec(name)?.[1];
const hasExample = ({ doc }: PublicName) => doc.includes('```ts\n');

describe('the reference', () => {
  let names: readonly PublicName[];
  const at = ({ entry, name }: PublicName) => `${entry} ${name}`;

  before(function () {
    this.timeout(30_000);
    names = publicNames();
  });

  it('says of every member of a public type what it is', () => {
    const silent = names.flatMap((name) => name.undocumented.map((member) => `${at(name)}.${member}`));
    expect(silent).to.deep.equal([]);
  });

  it('shows how to use whatever can be called, in an example that the tests run', () => {
    /** A guard may be at work in the example of its class. */
    const isShown = (it: PublicName) =>
      hasExample(it) ||
      names.some((other) => other.name === guarded(it.name) && hasExample(other) && other.doc.includes(`${it.name}(`));
    expect(names.filter((name) => name.callable && !isShown(name)).map(at)).to.deep.equal([]);
  });
});
