import { expect } from 'chai';
import { coloured, plain } from '../../../lib/cli/paint.js';
import { statusLines } from '../../../lib/cli/watch/statusLines.js';
import { emptyTally, tallied, type Tally } from '../../../lib/cli/watch/tally.js';

const silences = { interrupted: 4_000, lost: 10_000 };
const tally: Tally = { ...emptyTally(0), state: 'connected', stateAt: 1_000, heardAt: 8_000, frames: 1_204, bytes: 9 };
const lines = (about: Partial<Tally>, now = 10_000, width = 78) =>
  statusLines({ ...tally, ...about }, silences, now, { width, paint: plain });

describe('statusLines', () => {
  it('shows the state, what came, and a gauge of the silence up to interrupted and lost', () => {
    expect(lines({}, 10_000, 60)).to.deep.equal([
      '',
      '● connected for 9 s  1 204 frames, 9 bytes',
      'silent for 2.0 s                  next: interrupted in 2.0 s',
      '━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┼',
      '         interrupted 4 s                           lost 10 s',
    ]);
  });

  const newest: readonly (readonly [NonNullable<Tally['newest']>, string])[] = [
    [{ link: 3, does: 'waits', until: 10_400 }, 'link 3 dials in 400 ms'],
    [{ link: 3, does: 'waits', until: 9_990 }, 'link 3 dials in 0 ms'],
    [{ link: 3, does: 'dials', until: 9_000 }, 'link 3 is dialled'],
    [{ link: 3, does: 'listens', until: 9_000 }, 'link 3 is open'],
  ];
  for (const [doing, words] of newest) {
    it(`says that ${words}`, () => {
      expect(lines({ state: 'connecting', newest: doing })[1]).to.contain(
        `● connecting for 9 s  ${words}  1 204 frames`,
      );
    });
  }

  it('has no word for the link of a connection that is well', () => {
    const { newest } = tallied(tally, { type: 'opened', link: 3 }, 0);
    expect(lines({ newest })[1]).to.equal(lines({})[1]);
  });

  it('shows no gauge where silence is not judged', () => {
    const never = { interrupted: Infinity, lost: Infinity };
    expect(statusLines(tally, never, 10_000, { width: 78, paint: plain })).to.have.length(2);
  });

  it('ends the gauge at interrupted where nothing is lost', () => {
    const last = statusLines(tally, { interrupted: 4_000, lost: Infinity }, 10_000, { width: 78, paint: plain }).at(-1);
    expect(last).to.match(/ interrupted 4 s$/);
  });

  for (const width of [78, 40, 20, 8]) {
    it(`keeps to ${width} columns`, () => {
      for (const line of lines({}, 30_000, width))
        expect(line.length).to.be.at.most(Math.max(width, '● connected'.length));
    });
  }

  it('colours the state, and the gauge by the last threshold', () => {
    const painted = (state: Tally['state'], now: number) =>
      statusLines({ ...tally, state }, silences, now, { width: 78, paint: coloured }).join('\n');
    expect(painted('connected', 10_000)).to.contain('\u001b[32m● connected\u001b[0m').and.contain('\u001b[32m━');
    expect(painted('reconnecting', 12_000)).to.contain('\u001b[33m● reconnecting\u001b[0m').and.contain('\u001b[33m━');
    expect(painted('reconnecting', 18_000)).to.contain('\u001b[31m━');
  });
});
