import { expect } from 'chai';
import { publicNames, type PublicName } from '../../scripts/api.js';

/** A guard is shown at work in the example of the class that it guards. */
const guarded = (name: string) => /^is([A-Z]\w+)$/.exec(name)?.[1];

describe('the reference', () => {
  let names: readonly PublicName[];
  const at = ({ entry, name }: PublicName) => `${entry} ${name}`;
  const exampleOf = (wanted: string) => names.find(({ name }) => name === wanted)?.doc ?? '';

  before(function () {
    this.timeout(30_000);
    names = publicNames();
  });

  it('says of every member of a public type what it is', () => {
    const silent = names.flatMap((name) => name.undocumented.map((member) => `${at(name)}.${member}`));
    expect(silent).to.deep.equal([]);
  });

  it('shows how to use whatever can be called, in an example that the tests run', () => {
    const isShown = ({ name, doc }: PublicName) =>
      doc.includes('```ts\n') || exampleOf(guarded(name) ?? name).includes(`${name}(`);
    expect(names.filter((name) => name.callable && !isShown(name)).map(at)).to.deep.equal([]);
  });
});
