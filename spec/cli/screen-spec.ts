import { expect } from 'chai';
import { plainScreen, screenFor, terminalScreen } from '../../lib/cli/screen.js';

describe('screen', () => {
  let written: string;
  const output = { columns: 80, write: (text: string) => void (written += text) };
  beforeEach(() => (written = ''));

  it('writes lines alone when plain', () => {
    const screen = plainScreen(output);
    screen.print('one', 'two');
    screen.live('bar');
    screen.close();
    expect(written).to.equal('one\ntwo\n');
    expect(screen.paint('red', 'text')).to.equal('text');
  });

  it('keeps the live lines of a terminal under those that stay', () => {
    const screen = terminalScreen(output);
    screen.live('bar 1', 'bar 2');
    written = '';
    screen.print('line');
    expect(written).to.equal('\u001b[2A\r\u001b[Jline\nbar 1\nbar 2\n');
    screen.close();
  });

  it('draws live lines in place of the last ones', () => {
    const screen = terminalScreen(output);
    screen.live('bar 1', 'bar 2');
    written = '';
    screen.live('bar 3');
    expect(written).to.equal('\u001b[2A\r\u001b[Jbar 3\n');
    screen.close();
  });

  it('hides the cursor, and on close takes the live lines away and gives it back', () => {
    const listeners = process.listenerCount('exit');
    const screen = terminalScreen(output);
    expect(written).to.equal('\u001b[?25l');
    expect(process.listenerCount('exit')).to.equal(listeners + 1);
    screen.live('bar');
    written = '';
    screen.close();
    expect(written).to.equal('\u001b[1A\r\u001b[J\u001b[?25h');
    expect(process.listenerCount('exit')).to.equal(listeners);
  });

  it('leaves the last column of a narrow terminal free, and is no wider than 78', () => {
    const widthAt = (columns: number) => {
      const screen = terminalScreen({ ...output, columns });
      screen.close();
      return screen.width;
    };
    expect([60, 80, 200].map(widthAt)).to.deep.equal([59, 78, 78]);
  });

  const plain: readonly (readonly [string, object, Record<string, string>, boolean])[] = [
    ['no terminal', {}, {}, false],
    ['plain text asked for', { isTTY: true }, {}, true],
    ['NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['TERM=dumb', { isTTY: true }, { TERM: 'dumb' }, false],
  ];
  for (const [what, terminal, environment, isPlain] of plain) {
    it(`is plain with ${what}`, () => {
      screenFor({ ...output, ...terminal }, environment, isPlain).close();
      expect(written).to.equal('');
    });
  }

  it('is one for terminals on a terminal', () => {
    screenFor({ ...output, isTTY: true }, { TERM: 'xterm', NO_COLOR: '' }, false).close();
    expect(written).to.equal('\u001b[?25l\u001b[?25h');
  });
});
