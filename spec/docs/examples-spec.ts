import { expect } from 'chai';
import { from, lastValueFrom, mergeMap } from 'rxjs';
import { buildExamples, examplesOf, removeExamples, runExample, type Outcome } from './examples.js';
import { pages, sources } from './pages.js';

/** Serve until they are stopped: built, and not run. */
const endless = ['lib/hub/createHub.ts'];

const examples = [...pages(), ...sources()].flatMap(examplesOf);
const programs = examples.filter(({ at }) => !endless.some((file) => at.startsWith(file)));

describe('the examples', function () {
  this.timeout(120_000);
  const outcomes = new Map<string, Outcome>();
  let faults = '';

  before(async () => {
    faults = buildExamples(examples);
    const run = async (example: (typeof programs)[number]) => outcomes.set(example.at, await runExample(example));
    await lastValueFrom(from(programs).pipe(mergeMap(run, 2)));
  });

  after(removeExamples);

  it('are whole programs, which the compiler accepts', () => {
    expect(examples.filter(({ code }) => !code.startsWith('import ')).map(({ at }) => at)).to.deep.equal([]);
    expect(faults).to.equal('');
  });

  it('stand where the tests find them: in ts blocks, which are closed', () => {
    const lost = [...pages(), ...sources()].filter(
      (page) => page.text.split('```ts').length - 1 !== examplesOf(page).length,
    );
    expect(lost.map(({ file }) => file)).to.deep.equal([]);
    const promises = pages().flatMap(({ text }) => text.match(/^It prints/gm) ?? []);
    expect(examples.filter(({ prints }) => prints !== undefined)).to.have.length(promises.length);
    const tagged = sources().filter(({ file, text }) => text.includes('@example') && !file.startsWith('lib/cli/'));
    expect(tagged.map(({ file }) => file)).to.deep.equal([]);
  });

  for (const { at, prints } of programs) {
    it(`${at} runs, ends by itself${prints === undefined ? '' : ', and prints what the page says'}`, () => {
      const { code, printed, complaints } = outcomes.get(at)!;
      expect({ code, complaints }).to.deep.equal({ code: 0, complaints: '' });
      if (prints !== undefined) expect(printed).to.equal(prints);
    });
  }
});
