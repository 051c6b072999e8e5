import { expect } from 'chai';
import { lettersOf } from '../../../lib/testing/score/letters.js';

describe('lettersOf', () => {
  it('uses the letter of where for exactly its values in their order', () => {
    const letters = lettersOf([{ mark: 'q', values: ['lost', 'offline'] }]);
    expect(letters.markOf(['lost', 'offline'])).to.equal('q');
    expect(letters.markOf(['offline', 'lost'])).to.equal('z');
    expect(letters.markOf(['lost'])).to.equal('L');
    expect(letters.found).to.deep.equal([{ mark: 'z', values: ['offline', 'lost'] }]);
  });

  it('writes one character as itself, a word as its initial in upper case', () => {
    const letters = lettersOf([]);
    expect(['a', '7', '|', '#', '^', '!', 'alive'].map((value) => letters.markOf([value])).join('')).to.equal(
      'a7|#^!A',
    );
    expect(letters.found).to.deep.equal([]);
  });

  it('does not let two values share a letter, nor take one that where has given away', () => {
    const letters = lettersOf([{ mark: 'O', values: ['open'] }]);
    expect(letters.markOf(['lost'])).to.equal('L');
    expect(letters.markOf(['late'])).to.equal('z');
    expect(letters.markOf(['offline'])).to.equal('y');
    expect(letters.markOf(['late'])).to.equal('z');
    expect(letters.markOf(['open'])).to.equal('O');
  });

  it('finds no letter that is taken', () => {
    expect(lettersOf([], new Set('zy')).markOf(['a', 'b'])).to.equal('x');
  });

  it('finds a letter for a value whose initial is no mark', () => {
    expect(lettersOf([]).markOf(['é'])).to.equal('z');
    expect(lettersOf([]).markOf([''])).to.equal('z');
  });
});
