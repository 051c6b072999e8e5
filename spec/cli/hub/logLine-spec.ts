import { expect } from 'chai';
import type { LogEvent } from '../../../lib/cli/hub/logEvent.js';
import { jsonLine, textLine } from '../../../lib/cli/hub/logLine.js';

const at = new Date(Date.UTC(2026, 0, 31, 9, 30));
const time = '2026-01-31T09:30:00.000Z';
const who = { profile: 'rtc', channel: 'lobby', user: 'ada' } as const;
const refusedAs = (user: string): LogEvent => ({
  type: 'refused',
  link: 3,
  who: { ...who, user },
  reason: 'INVALID_TOKEN',
  message: 'no',
});

describe('textLine', () => {
  const lines: readonly (readonly [LogEvent, string])[] = [
    [{ type: 'opened', link: 1 }, 'opened link=1'],
    [{ type: 'accepted', link: 1, who, how: 'fresh' }, 'accepted link=1 profile=rtc channel=lobby user=ada how=fresh'],
    [
      { type: 'judged', who, status: 'unheard', silentFor: 4000.51 },
      'judged profile=rtc channel=lobby user=ada status=unheard silentFor=4001',
    ],
    [
      { type: 'closed', link: 1, name: 'idle', code: 4004, reason: 'nothing heard' },
      'closed link=1 name=idle code=4004 reason="nothing heard"',
    ],
    [{ type: 'closed', link: 1, code: 1006, reason: '' }, 'closed link=1 code=1006 reason=""'],
    [{ type: 'stopped' }, 'stopped'],
  ];
  for (const [event, line] of lines) {
    it(`tells ${event.type} as ${line}`, () => expect(textLine(at, event)).to.equal(`${time} ${line}`));
  }

  it('HUB-5: names groups of metrics by their group', () => {
    const numbers = { links: 5, openLinks: 1, sessions: 2, framesIn: 7, framesOut: 9, faults: 0 };
    const counts = { accepted: { fresh: 2, resumed: 1 }, refused: {}, closed: { peer: 4 }, badFrames: {} };
    expect(textLine(at, { type: 'metrics', ...numbers, ...counts })).to.equal(
      `${time} metrics links=5 openLinks=1 sessions=2 framesIn=7 framesOut=9 faults=0 ` +
        'accepted.fresh=2 accepted.resumed=1 closed.peer=4',
    );
  });

  const forged: Readonly<Record<string, string>> = {
    ...{ 'another field': 'ada how=fresh', 'a quote': 'ada"', 'an equals sign': 'ada=5', 'a backslash': 'a\\b' },
    ...{ 'a line break': 'a\nb', 'a line separator': 'a\u2028b', 'an escape sequence': 'a\u001b[2Jb' },
    ...{ 'a C1 control': 'a\u009bb', 'a change of direction': 'a\u202eb', 'an invisible tag': 'a\u{e0041}b' },
    ...{ 'half a character': 'a\ud800b', nothing: '' },
  };
  for (const [what, user] of Object.entries(forged)) {
    it(`HUB-7: quotes and escapes a user with ${what} in it, who stays in one field of one line`, () => {
      const line = textLine(at, refusedAs(user));
      const [, quoted = ''] = /channel=lobby user=(".*") reason=INVALID_TOKEN message=no$/s.exec(line) ?? [];
      expect(JSON.parse(quoted)).to.equal(user);
      expect(line).to.match(/^[\x20-\x7e]+$/);
    });
  }

  it('leaves letters of every script as they are', () => {
    expect(textLine(at, refusedAs('žofie-佐藤-🙂'))).to.contain(' user=žofie-佐藤-🙂 ');
  });
});

describe('jsonLine', () => {
  it('is { at, ...event }', () => {
    const event: LogEvent = { type: 'accepted', link: 1, who, how: 'fresh' };
    expect(JSON.parse(jsonLine(at, event))).to.deep.equal({ at: time, ...event });
    expect(jsonLine(at, { type: 'opened', link: 1 })).to.equal(`{"at":"${time}","type":"opened","link":1}`);
  });

  it('HUB-7: is one line of printable characters, whatever an id holds', () => {
    const user = 'a\n\u001b\u007f\u009b\u2028\u202e\u{e0041}"\\b';
    const line = jsonLine(at, refusedAs(user));
    expect(line).to.match(/^[\x20-\x7e]+$/);
    expect((JSON.parse(line) as { who: { user: string } }).who.user).to.equal(user);
  });
});
