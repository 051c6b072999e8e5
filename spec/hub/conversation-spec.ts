import { expect } from 'chai';
import * as fc from 'fast-check';
import { NEVER, Subject, of } from 'rxjs';
import { createHub } from '../../lib/hub/createHub.js';
import type { Link } from '../../lib/link/link.js';
import { LinkError } from '../../lib/link/linkError.js';
import { secretOf, stage } from './stage.js';

const join = {
  t: 'join',
  channel: 'room',
  uid: 'eve',
  secret: secretOf('e'),
  generation: 0,
  role: 'broadcaster',
  beat: 1_000,
};
const text = (frame: unknown) => JSON.stringify(frame);
const nested = (depth: number) => `{"t":"send","data":${'['.repeat(depth)}${']'.repeat(depth)}}`;
const sized = (bytes: number) => text({ t: 'send', data: 'x'.repeat(bytes - text({ t: 'send', data: '' }).length) });
const token = (bytes: number) => {
  const empty = text({ ...join, token: '' }).length;
  return text({ ...join, token: 'x'.repeat(bytes - empty) });
};

/** What somebody says first, and the code and reason with which the link is closed for it. */
const atTheDoor: [what: string, frame: unknown, code: number, reason: string | RegExp][] = [
  ['bytes', new Uint8Array([1, 2, 3]), 1003, 'a frame must be text'],
  ['nothing at all', undefined, 1003, 'a frame must be text'],
  ['an object', join, 1003, 'a frame must be text'],
  ['an empty text', '', 4000, 'a frame must be JSON'],
  ['half a frame', text(join).slice(0, -1), 4000, 'a frame must be JSON'],
  ['two frames in one', text(join) + text(join), 4000, 'a frame must be JSON'],
  ['NaN', 'NaN', 4000, 'a frame must be JSON'],
  ['null', 'null', 4001, 'frame must be an object'],
  ['a number', '7', 4001, 'frame must be an object'],
  ['an array', '[]', 4001, 't is missing'],
  ['no type', '{}', 4001, 't is missing'],
  ['an unknown type', text({ t: 'hello' }), 4001, /^t must be one of join, beat, /],
  ['a type of another kind', text({ t: 1 }), 4001, /^t must be one of join, beat, /],
  ['__proto__ as the type', text({ t: '__proto__' }), 4001, /^t must be one of join, beat, /],
  ["the hub's own frame", text({ t: 'joined' }), 4001, /^t must be one of join, beat, /],
  ['a join without a channel', text({ ...join, channel: undefined }), 4001, 'channel is missing'],
  ['a channel that is a number', text({ ...join, channel: 5 }), 4001, 'channel must be a string'],
  ['a user id that is null', text({ ...join, uid: null }), 4001, 'uid must be a string'],
  [
    'a secret that is too short',
    text({ ...join, secret: 'a'.repeat(31) }),
    4001,
    'secret must be 32 hexadecimal digits',
  ],
  [
    'a secret that is too long',
    text({ ...join, secret: 'a'.repeat(33) }),
    4001,
    'secret must be 32 hexadecimal digits',
  ],
  ['a secret in capitals', text({ ...join, secret: 'A'.repeat(32) }), 4001, 'secret must be 32 hexadecimal digits'],
  ['a negative generation', text({ ...join, generation: -1 }), 4001, 'generation must be a whole number from 0 on'],
  ['half a generation', text({ ...join, generation: 0.5 }), 4001, 'generation must be a whole number from 0 on'],
  [
    'a generation beyond 2^53',
    text({ ...join, generation: 1e300 }),
    4001,
    'generation must be a whole number from 0 on',
  ],
  ['a role that is unknown', text({ ...join, role: 'host' }), 4001, 'role must be one of broadcaster, audience'],
  ['a beat that is null', text({ ...join, beat: null }), 4001, 'beat must be a finite number from 0 on'],
  ['a beat that is text', text({ ...join, beat: '1000' }), 4001, 'beat must be a finite number from 0 on'],
  ['a negative beat', text({ ...join, beat: -1 }), 4001, 'beat must be a finite number from 0 on'],
  ['an infinite beat', text(join).replace('1000', '1e999'), 4001, 'beat must be a finite number from 0 on'],
  ['a token that is a number', text({ ...join, token: 5 }), 4001, 'token must be a string'],
  ['4 097 bytes', token(4_097), 1009, 'a frame is at most 4096 bytes here'],
  ['4 097 bytes of fewer letters', text({ ...join, token: 'é'.repeat(2_000) }), 1009, /^a frame is at most/],
  ['a beat before a join', text({ t: 'beat' }), 4002, "'beat' before a join or login"],
  ['a ping before a join', text({ t: 'ping' }), 4002, "'ping' before a join or login"],
  ['a leave before a join', text({ t: 'leave' }), 4002, "'leave' before a join or login"],
  ['a message before a join', text({ t: 'send', data: 1 }), 4002, "'send' before a join or login"],
];

/** What is wrong from a member. */
const inside: [what: string, frame: unknown, code: number, reason: string | RegExp][] = [
  ['bytes', new ArrayBuffer(2), 1003, 'a frame must be text'],
  ['no JSON', '{"t":"beat"', 4000, 'a frame must be JSON'],
  ['an unknown type', '{"t":"subscribe"}', 4001, /^t must be/],
  ['a second join', text({ ...join, uid: 'eve2' }), 4002, 'this link has joined already'],
  ['a message without data', '{"t":"send"}', 4001, 'data is missing'],
  ['65 537 bytes', sized(65_537), 1009, 'a frame is at most 65536 bytes here'],
  ['data nested 30 000 deep', nested(30_000), 4001, 'data is nested too deeply'],
  ['a role without an id', text({ t: 'role', role: 'audience' }), 4001, 'id is missing'],
  ['a role that is unknown', text({ t: 'role', id: 1, role: '' }), 4001, /^role must be/],
  ['a renewal without a token', text({ t: 'renew', id: 1 }), 4001, 'token is missing'],
  [
    'a renewal with a negative id',
    text({ t: 'renew', id: -1, token: '' }),
    4001,
    'id must be a whole number from 0 on',
  ],
];

/** What is well-formed and refused, with the reason. */
const refused: [what: string, change: object, reason: string, message: RegExp][] = [
  ['an empty channel name', { channel: '' }, 'INVALID_CHANNEL_NAME', /1 to 64 bytes/],
  ['a channel name of 65 bytes', { channel: 'c'.repeat(65) }, 'INVALID_CHANNEL_NAME', /1 to 64 bytes/],
  ['a channel name of 33 letters of 2 bytes', { channel: 'é'.repeat(33) }, 'INVALID_CHANNEL_NAME', /1 to 64 bytes/],
  ['a line break in the channel name', { channel: 'a\nb' }, 'INVALID_CHANNEL_NAME', /printable/],
  ['an empty user id', { uid: '' }, 'REJECTED_BY_SERVER', /user id is 1 to 64 bytes/],
  ['a user id of 65 bytes', { uid: 'u'.repeat(65) }, 'REJECTED_BY_SERVER', /user id is 1 to 64 bytes/],
  ['a NUL in the user id', { uid: 'a\0b' }, 'REJECTED_BY_SERVER', /printable/],
  ['an escape sequence in the user id', { uid: '\u001b[31m' }, 'REJECTED_BY_SERVER', /printable/],
  ['an invisible direction mark in the user id', { uid: 'a\u202eb' }, 'REJECTED_BY_SERVER', /printable/],
  ['half a character in the user id', { uid: '\ud800' }, 'REJECTED_BY_SERVER', /printable/],
  ['a beat of 0 ms', { beat: 0 }, 'REJECTED_BY_SERVER', /at least 100 ms/],
  ['a beat of 99 ms', { beat: 99 }, 'REJECTED_BY_SERVER', /at least 100 ms/],
];

/** Ann and bob, whom nothing that others do may touch. */
function undisturbed() {
  const scene = stage();
  const [ann, bob] = [scene.peer(), scene.peer()];
  ann.joins();
  bob.joins({ uid: 'bob' });
  const said = () => [...ann.heard, ...bob.heard].filter((frame) => !('uid' in frame && frame.uid === 'eve'));
  const before = said().length;
  const check = () => {
    ann.says({ t: 'ping' });
    expect(ann.beats).to.have.length(1);
    expect([ann.closed, bob.closed]).to.deep.equal([undefined, undefined]);
    expect(said()).to.have.length(before);
  };
  return { ...scene, ann, bob, check };
}

describe('conversation', () => {
  for (const [what, frame, code, reason] of atTheDoor) {
    it(`HUB-7: ${what} as the first frame closes the link with ${code}`, () => {
      const { hub, peer, check } = undisturbed();
      const eve = peer();
      eve.saysRaw(frame);
      expect(eve.closed).to.deep.include({ code });
      expect(eve.closed?.reason).to.match(typeof reason === 'string' ? exactly(reason) : reason);
      expect(eve.heard).to.deep.equal([]);
      expect(Object.values(hub.metrics.badFrames)).to.deep.equal([1]);
      check();
    });
  }

  for (const [what, frame, code, reason] of inside) {
    it(`HUB-7: ${what} from a member closes its link with ${code}; its session stays`, () => {
      const { hub, peer, check } = undisturbed();
      const eve = peer();
      eve.saysRaw(text(join));
      eve.saysRaw(frame);
      expect(eve.closed).to.deep.include({ code });
      expect(eve.closed?.reason).to.match(typeof reason === 'string' ? exactly(reason) : reason);
      expect(hub.sessions).to.have.length(3);
      expect(Object.values(hub.metrics.badFrames)).to.deep.equal([1]);
      check();
    });
  }

  for (const [what, change, reason, message] of refused) {
    it(`HUB-7: ${what} is refused with ${reason}`, () => {
      const { hub, peer, check } = undisturbed();
      const eve = peer();
      eve.saysRaw(text({ ...join, ...change }));
      expect(eve.heard[0]).to.deep.include({ t: 'refused', reason });
      expect(eve.heard[0]).to.have.property('message').that.matches(message);
      expect(eve.closed).to.deep.include({ code: 4007, reason });
      expect(hub.metrics.badFrames).to.deep.equal({});
      check();
    });
  }

  it('HUB-7: 4 096 bytes to come in and 65 536 from a member are not too large', () => {
    const { peer, bob } = undisturbed();
    const eve = peer();
    eve.saysRaw(token(4_096));
    expect(eve.heard[0]).to.deep.include({ t: 'joined' });
    eve.saysRaw(sized(65_536));
    expect(eve.closed).to.equal(undefined);
    expect(bob.heard.at(-1)).to.deep.include({ t: 'message', from: 'eve' });
  });

  it('HUB-7: whatever anybody says, others are not disturbed and the hub lives', () => {
    const t = fc.constantFrom('join', 'beat', 'ping', 'send', 'role', 'renew', 'leave', 'joined', '__proto__');
    const field = fc.oneof(fc.jsonValue(), fc.constantFrom('room', 'eve', 'audience', secretOf('e'), 0, 1, 1_000));
    const frame = fc
      .record(
        { t, uid: field, role: field, id: field, token: field, data: field, beat: field },
        { requiredKeys: ['t'] },
      )
      .map((given) => text(given.t === 'join' ? { ...join, ...given, uid: 'eve' } : given));
    const anything = fc.oneof(frame, fc.json(), fc.string(), fc.uint8Array());
    fc.assert(
      fc.property(fc.boolean(), fc.array(anything, { maxLength: 8 }), (member, frames) => {
        const { hub, peer, ann, bob, until } = undisturbed();
        const eve = peer();
        if (member) eve.saysRaw(text(join));
        for (const said of frames) eve.saysRaw(said);
        until(1_000);
        expect([ann.closed, bob.closed, hub.metrics.faults]).to.deep.equal([undefined, undefined, 0]);
        expect(ann.beats.length + ann.heard.length).to.be.above(1);
      }),
      { numRuns: 200 },
    );
  });

  it('HUB-7: ids of 64 bytes and of any script are good', () => {
    const { peer } = stage();
    for (const uid of ['u'.repeat(64), '李雷', '🎧', 'a b', '__proto__', '{"a":1}']) {
      const somebody = peer();
      somebody.joins({ uid });
      expect(somebody.heard[0]).to.deep.include({ t: 'joined' });
    }
  });

  it('HUB-7: fields that the protocol does not know are ignored', () => {
    const eve = stage().peer();
    eve.saysRaw(text({ ...join, extra: 1, __proto__: { t: 'x' } }).replace('{', '{"__proto__":{"role":"host"},'));
    expect(eve.heard[0]).to.deep.include({ t: 'joined' });
  });

  it('HUB-7: until the join is answered only a leave is in its place', () => {
    const { peer } = stage({ authenticate: () => NEVER });
    for (const frame of [join, { t: 'beat' }, { t: 'send', data: 1 }]) {
      const eve = peer();
      eve.saysRaw(text(join));
      eve.saysRaw(text(frame));
      expect(eve.closed).to.deep.include({ code: 4002, reason: `'${frame.t}' before the join was answered` });
    }
  });

  it('HUB-3: what a link had kept behind a leave is not heard, although it is handed over at once', () => {
    const { hub, events, peer } = stage();
    const bob = peer();
    bob.joins({ uid: 'bob' });
    const kept = [join, { t: 'leave' }, { t: 'send', data: 1 }, join];
    const link: Link = {
      frames$: of(...kept.map(text)),
      buffered: 0,
      send: () => undefined,
      close: () => undefined,
    };
    hub.accept(of(link));
    expect(bob.heard.map(({ t }) => t)).to.deep.equal(['joined', 'peerJoined', 'peerLeft']);
    expect(events.map(({ type }) => type)).to.not.include('badFrame');
  });

  it('HUB-7: more than 16 requests that wait for an answer are out of place', () => {
    const { peer } = stage({ authenticate: ({ token }) => (token ? NEVER : [{}]) });
    const eve = peer();
    eve.joins();
    for (let id = 0; id < 16; id++) eve.says({ t: 'renew', id, token: 'x' });
    expect(eve.closed).to.equal(undefined);
    eve.says({ t: 'role', id: 16, role: 'audience' });
    expect(eve.closed).to.deep.include({ code: 4002, reason: 'over 16 frames without an answer' });
  });

  it('HUB-7: requests that were answered do not count', () => {
    const eve = stage().peer();
    eve.joins();
    for (let id = 0; id < 40; id++) eve.says({ t: 'renew', id, token: 'x' });
    expect(eve.closed).to.equal(undefined);
    expect(eve.heard).to.have.length(41);
  });

  it('HUB-7: what the transport refuses is counted too', () => {
    const links$ = new Subject<Link>();
    const hub = createHub({ allowAnonymous: true });
    hub.accept(links$);
    for (const [code, clean] of [
      [1003, false],
      [1009, false],
      [1009, true],
      [1006, false],
    ] as const) {
      const frames$ = new Subject<string>();
      links$.next({ frames$, buffered: 0, send: () => {}, close: () => {} });
      frames$.error(new LinkError({ code, reason: '', clean }));
    }
    expect(hub.metrics).to.deep.include({ badFrames: { notText: 1, tooLarge: 1 }, closed: { peer: 4 }, openLinks: 0 });
    hub.close();
  });
});

const exactly = (reason: string) => new RegExp(`^${reason.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
