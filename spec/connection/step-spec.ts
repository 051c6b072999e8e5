import { expect } from 'chai';
import * as fc from 'fast-check';
import { NEVER } from 'rxjs';
import {
  connectionStates,
  connectionTable,
  type ConnectionReason,
  type ConnectionState,
  type ConnectionWord,
} from '../../lib/connection/connectionTable.js';
import { start, type Machine, type Rules, type Signal } from '../../lib/connection/machine.js';
import { step, type Step } from '../../lib/connection/step.js';
import type { Link } from '../../lib/link/link.js';
import { backoff } from '../../lib/link/backoff.js';

type M = Machine<string, ConnectionState, ConnectionReason>;
type S = Signal<string, string, ConnectionWord>;

describe('step', () => {
  const rules: Rules<ConnectionState, ConnectionReason, ConnectionWord> = {
    table: connectionTable,
    initial: 'disconnected',
    connected: 'connected',
    dialling: ['connecting', 'connected', 'reconnecting'],
    farewells: ['close'],
    asks: true,
    acceptanceProves: false,
    policy: backoff({ random: () => 0.5 }),
  };
  const next = step<string, string, ConnectionState, ConnectionReason, ConnectionWord>(rules, (frame) =>
    frame === 'drain' ? { retryAfter: 500 } : undefined,
  );
  const link = (): Link => ({ frames$: NEVER, buffered: 0, send() {}, close() {} });

  const id = fc.integer({ min: 0, max: 6 });
  const signal: fc.Arbitrary<S> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom<S[]>(
        ...(['open', 'close', 'dial'] as const).map((word): S => ({ on: 'command', command: { word } })),
      ),
    },
    { weight: 4, arbitrary: id.map((id): S => ({ on: 'opened', id })) },
    { weight: 4, arbitrary: id.map((id): S => ({ on: 'accepted', id, link: link(), value: 'yes' })) },
    {
      weight: 4,
      arbitrary: fc.record({ on: fc.constant('frame' as const), id, frame: fc.constantFrom('data', 'drain') }),
    },
    {
      weight: 4,
      arbitrary: fc.tuple(id, fc.boolean()).map(([id, fatal]): S => ({
        on: 'ended',
        id,
        failure: 'gone',
        ...(fatal && id === 6 && { verdict: { word: 'rejected' } }),
      })),
    },
    {
      weight: 8,
      arbitrary: fc.constantFrom<S[]>(
        ...(['due', 'silent', 'idle', 'mute', 'lost', 'overslept'] as const).map((on): S => ({ on })),
      ),
    },
    { weight: 1, arbitrary: fc.constant<S>({ on: 'gaveUp' }) },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom('online', 'offline', 'visible', 'hidden', 'frozen', 'resumed')
        .map((signal): S => ({ on: 'environment', signal })),
    },
  );
  /** Ids are given relative to the newest attempt, so that signals meet what is there. */
  const course = fc.array(fc.tuple(signal, fc.integer({ min: 0, max: 6_000 })), { minLength: 1, maxLength: 120 });
  const near = (given: S, machine: M): S =>
    'id' in given
      ? { ...given, id: Math.max(0, (machine.redial?.count ?? machine.dialled) + 1 - (given.id % 4)) }
      : given;

  /** Calls `look` with each turn of a random course. */
  const always = (
    look: (
      before: M,
      signal: S,
      after: Step<string, string, ConnectionState, ConnectionReason, ConnectionWord>,
    ) => void,
    begin?: () => void,
  ) => {
    fc.assert(
      fc.property(course, (signals) => {
        begin?.();
        let machine: M = start('disconnected');
        let now = 0;
        for (const [given, ms] of [[{ on: 'command', command: { word: 'open' } } as S, 0] as const, ...signals]) {
          now += ms;
          const said = near(given, machine);
          const after = next(machine, said, { now, at: now });
          look(machine, said, after);
          machine = after.machine;
        }
      }),
      { numRuns: 400 },
    );
  };

  it('CON-1: every change is a row of the table, and the state changes by them alone', () => {
    always((before, _, { machine, events }) => {
      let state = before.state;
      for (const event of events) {
        if (event.type !== 'change') continue;
        const { change } = event;
        expect(change.previous).to.equal(state);
        expect(
          connectionTable.some(
            ({ from, to, reason }) => from.includes(change.previous) && to === change.state && reason === change.reason,
          ),
        ).to.equal(true);
        state = change.state;
      }
      expect(machine.state).to.equal(state);
    });
  });

  it('NET-6: no signal of the environment changes a state or opens what is closed', () => {
    always((before, { on }, { machine }) => {
      if (on !== 'environment') return;
      expect(machine.state).to.equal(before.state);
      expect(machine.redial === null).to.equal(before.redial === null);
    });
  });

  it('NET-4: links are wanted in connecting, connected and reconnecting, and at no other time', () => {
    always((_, __, { machine }) => {
      expect(machine.redial !== null).to.equal(rules.dialling.includes(machine.state));
      if (!machine.redial)
        expect([machine.link, machine.outageSince, machine.lastChance]).to.deep.equal([null, null, null]);
    });
  });

  it('NET-4: at most two attempts are alive, one of them accepted; none waits beside an attempt', () => {
    always((_, __, { machine: { redial, link } }) => {
      if (redial?.attempt) expect(redial.dialAt).to.equal(null);
      if (redial?.link && redial.attempt) expect(redial.attempt.id).to.be.above(redial.link.id);
      expect(link !== null).to.equal(Boolean(redial?.link));
    });
  });

  it('NET-5: no attempt number is used twice', () => {
    const used = new Set<number>();
    always(
      (_, __, { events }) => {
        for (const event of events) {
          if (event.type !== 'attempt' || event.attempt.type !== 'dialling') continue;
          expect(used.has(event.attempt.attempt)).to.equal(false);
          used.add(event.attempt.attempt);
        }
      },
      () => used.clear(),
    );
  });

  it('NET-5: what an attempt says that is over changes nothing', () => {
    always((before, signal, { machine, events }) => {
      if (!('id' in signal)) return;
      const { link, attempt } = before.redial ?? {};
      if (signal.id === link?.id || signal.id === attempt?.id) return;
      expect(machine).to.equal(before);
      expect(events).to.deep.equal([]);
    });
  });

  it('NET-2: every attempt that is dialled is told, and ends once', () => {
    const open = new Set<number>();
    always(
      (_, __, { machine: { redial }, events }) => {
        for (const event of events) {
          if (event.type !== 'attempt') continue;
          const { type, attempt } = event.attempt;
          if (type === 'dialling') open.add(attempt);
          if (type === 'closed' || type === 'failed') expect(open.delete(attempt), `${type} ${attempt}`).to.equal(true);
        }
        const live = [redial?.link?.id, redial?.attempt?.id].filter((id) => id !== undefined);
        expect([...open].sort((a, b) => a - b)).to.deep.equal(live.sort((a, b) => a - b));
      },
      () => open.clear(),
    );
  });

  it('CON-3: lost is told at most once between two proofs of life', () => {
    let told = 0;
    always(
      (before, signal, { machine, events }) => {
        if (events.some(({ type }) => type === 'lost')) told++;
        expect(told).to.be.at.most(1);
        const proof =
          signal.on === 'frame' && events.some(({ type }) => type === 'frame') && machine.state === 'connected';
        if (proof || before.redial === null) told = 0;
      },
      () => (told = 0),
    );
  });

  it('CON-3: an acceptance without a frame ends no outage', () => {
    always((before, { on }, { machine }) => {
      if (on === 'accepted')
        expect([machine.outageSince, machine.lost]).to.deep.equal([before.outageSince, before.lost]);
    });
  });

  it('NET-3: the next dial is never in the past, and at most 30 s away', () => {
    always((_, __, { machine: { redial }, events }) => {
      for (const event of events) {
        if (event.type !== 'attempt' || event.attempt.type !== 'waiting') continue;
        expect(event.attempt.delay).to.be.within(0, 30_000);
        expect(event.attempt.attempt).to.equal((redial?.count ?? NaN) + 1);
      }
    });
  });

  it('API-2: is pure: it changes nothing that it was given, and says the same again', () => {
    always((before, signal) => {
      const plain = (machine: M) =>
        JSON.stringify({ ...machine, link: null }, (key, value: unknown) =>
          key === 'failure' ? String(value) : value,
        );
      const was = plain(before);
      const moment = { now: 10 ** 6, at: 10 ** 6 };
      const [one, two] = [next(before, signal, moment), next(before, signal, moment)];
      expect(plain(before)).to.equal(was);
      expect(plain(one.machine)).to.equal(plain(two.machine));
      expect(one.events.map(({ type }) => type)).to.deep.equal(two.events.map(({ type }) => type));
    });
  });

  it('NET-10: a command that says goodbye says it on the link it ends, before the change', () => {
    always((before, signal, { events }) => {
      const types = events.map(({ type }) => type);
      const closing = signal.on === 'command' && signal.command.word === 'close' && before.link !== null;
      expect(types.includes('say') && signal.on === 'command').to.equal(closing);
      if (closing) expect(types.indexOf('say')).to.be.below(types.indexOf('change'));
    });
  });

  it('CON-1: every state is reached by some course', () => {
    const seen = new Set<string>();
    always((_, __, { machine }) => void seen.add(machine.state));
    expect([...seen]).to.have.members([...connectionStates]);
  });
});
