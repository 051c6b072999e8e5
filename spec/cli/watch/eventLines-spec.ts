import { expect } from 'chai';
import { eventLines } from '../../../lib/cli/watch/eventLines.js';
import { emptyTally, tallied } from '../../../lib/cli/watch/tally.js';
import type { WatchEvent } from '../../../lib/cli/watch/watchEvent.js';
import { coloured } from '../../../lib/cli/paint.js';

const at = new Date(2026, 0, 31, 9, 5, 7, 12);
const heard = tallied(emptyTally(0), { type: 'frame', bytes: 1 }, 0);
const lines = (event: WatchEvent, tally = heard) => eventLines(at, event, tally);

describe('eventLines', () => {
  const state = { type: 'state', previous: 'connected', silentFor: 4_000.4 } as const;
  const closed = { type: 'closed', link: 1, clean: true, reason: '' } as const;
  const table: readonly (readonly [WatchEvent, string])[] = [
    [{ ...state, state: 'connecting', reason: 'CONNECTING' }, '● connecting    CONNECTING'],
    [{ ...state, state: 'reconnecting', reason: 'INTERRUPTED' }, '● reconnecting  INTERRUPTED, after 4 s of silence'],
    [
      { ...state, state: 'connected', previous: 'reconnecting', reason: 'JOIN_SUCCESS', silentFor: 819.4 },
      '● connected     JOIN_SUCCESS, after 819 ms of silence',
    ],
    [{ ...state, state: 'connected', previous: 'connecting', reason: 'JOIN_SUCCESS' }, '● connected     JOIN_SUCCESS'],
    [{ type: 'lost', silentFor: 10_000 }, '● lost          after 10 s of silence'],
    [{ type: 'dialling', link: 1 }, '  link 1  dialling'],
    [{ type: 'opened', link: 1 }, '  link 1  open'],
    [{ type: 'accepted', link: 12 }, '  link 12  accepted'],
    [{ ...closed, code: 4401, reason: 'unauthorized' }, '  link 1  closed 4401 unauthorized'],
    [{ ...closed, code: 4401 }, '  link 1  closed 4401'],
    [{ ...closed, code: 1006 }, '  link 1  closed 1006 without a goodbye'],
    [{ ...closed, code: 1012 }, '  link 1  closed 1012 restarts'],
    [
      { type: 'failed', link: 1, why: 'no link', error: 'connect ECONNREFUSED' },
      '  link 1  failed: connect ECONNREFUSED',
    ],
    [{ type: 'hungUp', link: 1, why: 'silent' }, '  link 1  given up, silent for too long'],
    [{ type: 'hungUp', link: 1, why: 'replaced' }, '  link 1  hung up, another is used'],
  ];
  for (const [event, line] of table) {
    it(`tells ${event.type} as${line}`, () => expect(lines(event)).to.deep.equal([`09:05:07.012  ${line}`]));
  }

  it('leaves frames and waiting to the gauge', () => {
    expect(lines({ type: 'frame', bytes: 1 })).to.deep.equal([]);
    expect(lines({ type: 'waiting', link: 2, delay: 100 })).to.deep.equal([]);
  });

  it('lets no server write to the terminal, nor forge a line', () => {
    const [line = '', ...others] = lines({ ...closed, code: 4000, reason: 'x\u001b[2J\nforged\u202e' });
    expect(line).to.contain('closed 4000 x\\u001b[2J\\u000aforged\\u202e');
    expect(others).to.deep.equal([]);
    expect(lines({ type: 'failed', link: 1, why: 'no link', error: '\u001b' })[0]).to.match(/failed: \\u001b$/);
  });

  describe('when an open link stays mute', () => {
    const failed: WatchEvent = { type: 'failed', link: 1, why: 'mute', error: 'open, but nothing heard within 6 s' };
    const once = tallied(emptyTally(0), failed, 0);

    it('says what may help', () => {
      expect(lines(failed, once)).to.have.length(3);
      expect(lines(failed, once).join('\n')).to.match(/--send <text> --every 1s, or\n.*--interrupted never/);
    });

    it('says it once, and not of a server that was heard before', () => {
      expect(lines(failed, tallied(once, failed, 1))).to.have.length(1);
      expect(lines(failed, tallied(once, { type: 'frame', bytes: 1 }, 1))).to.have.length(1);
      expect(lines({ ...failed, why: 'no link' }, once)).to.have.length(1);
    });
  });

  it('colours the state', () => {
    const [line] = eventLines(at, { ...state, state: 'connected', reason: 'JOIN_SUCCESS' }, heard, coloured);
    expect(line).to.contain('\u001b[32m● connected   \u001b[0m  JOIN_SUCCESS');
  });
});
