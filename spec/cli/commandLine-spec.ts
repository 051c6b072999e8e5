import { expect } from 'chai';
import { commandLine, type Command } from '../../lib/cli/commandLine.js';
import { UsageError } from '../../lib/cli/usageError.js';

describe('commandLine', () => {
  const surroundings = () => {
    const written = { output: '', errors: '' };
    const to = (name: keyof typeof written) => ({ write: (text: string) => void (written[name] += text) });
    const { signal } = new AbortController();
    return { written, output: to('output'), errors: to('errors'), environment: {}, signal };
  };
  const commands = (command: Command) => ({ play: { summary: 'plays a game', load: () => Promise.resolve(command) } });
  const fails: Command = () => Promise.reject(new Error('out of order'));

  it('hands a command its arguments, and gives back its exit code', async () => {
    const heard: string[][] = [];
    const play: Command = (args) => Promise.resolve(heard.push(args) + 40);
    expect(await commandLine(commands(play), ['play', '--fast', 'now'], surroundings())).to.equal(41);
    expect(heard).to.deep.equal([['--fast', 'now']]);
  });

  for (const name of ['--help', '-h']) {
    it(`lists the commands for ${name}, without loading one`, async () => {
      const around = surroundings();
      const load = () => Promise.reject(new Error('loaded'));
      expect(await commandLine({ play: { summary: 'plays a game', load } }, [name], around)).to.equal(0);
      expect(around.written.output).to.match(/^ {2}play +plays a game$/m);
    });
  }

  const wrong: readonly (readonly [readonly string[], string])[] = [
    [[], 'no command'],
    [['paly'], "no command 'paly'"],
    [['__proto__'], "no command '__proto__'"],
    [['toString'], "no command 'toString'"],
  ];
  for (const [args, message] of wrong) {
    it(`exits 2 for [${args.join(' ')}]: ${message}`, async () => {
      const around = surroundings();
      expect(await commandLine(commands(fails), args, around)).to.equal(2);
      expect(around.written.errors).to.equal(`rx-lifeline: ${message}; see rx-lifeline --help\n`);
    });
  }

  it("exits 2 with a command's own complaint", async () => {
    const around = surroundings();
    const picky: Command = () => Promise.reject(new UsageError('play: no such game'));
    expect(await commandLine(commands(picky), ['play'], around)).to.equal(2);
    expect(around.written.errors).to.equal('rx-lifeline: play: no such game; see rx-lifeline play --help\n');
  });

  it('hides no other error', async () => {
    const error = await commandLine(commands(fails), ['play'], surroundings()).catch((error: unknown) => error);
    expect(error).to.be.an('error').with.property('message', 'out of order');
  });
});
