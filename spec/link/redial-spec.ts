import { expect } from 'chai';
import type { RedialPolicy } from '../../lib/link/backoff.js';
import { isLive, redialed, startRedial, type Redial, type RedialEvent } from '../../lib/link/redial.js';

/** A policy that shows what it was asked: `attempt` s, unless told otherwise. */
const seconds: RedialPolicy = ({ attempt }) => attempt * 1_000;
const failure = new Error('gone');
const ended = (id: number): RedialEvent => ({ on: 'ended', id, failure });
const opened = (id: number): RedialEvent => ({ on: 'opened', id });
const accepted = (id: number): RedialEvent => ({ on: 'accepted', id });
const suspected = (heardAt: number): RedialEvent => ({ on: 'suspected', heardAt });
const vindicated: RedialEvent = { on: 'vindicated' };
const dial: RedialEvent = { on: 'dial' };
const hurried: RedialEvent = { on: 'hurried' };
const offline: RedialEvent = { on: 'environment', environment: 'offline' };
const online: RedialEvent = { on: 'environment', environment: 'online' };

/** Events with their instants, from a start at 0. */
type Course = readonly (readonly [number, RedialEvent])[];
const after = (course: Course, policy = seconds, from = startRedial(0, 0)): Redial =>
  course.reduce((redial, [now, event]) => redialed(redial, event, now, policy), from);

/** `link 1 trusted, attempt 2 dialling beside, dial at 3000`: what is or is to be running. */
const shown = ({ link, attempt, dialAt }: Redial): string =>
  [
    link && `link ${link.id} ${link.trust}`,
    attempt && `attempt ${attempt.id} ${attempt.phase}${attempt.beside ? ' beside' : ''}`,
    dialAt !== null && `dial at ${dialAt}`,
  ]
    .filter(Boolean)
    .join(', ') || 'nothing';

const linked: Course = [
  [10, opened(1)],
  [20, accepted(1)],
];
const proved = 20 + 5_000;
const silent: Course = [...linked, [12_000, suspected(8_000)]];

describe('redial', () => {
  const rows: readonly (readonly [string, Course, string])[] = [
    ['NET-3: begins with one attempt', [], 'attempt 1 dialling'],
    ['NET-4: an open link shakes hands', [[10, opened(1)]], 'attempt 1 handshake'],
    ['NET-4: an accepted link is trusted', linked, 'link 1 trusted'],
    ['NET-3: a first dial that fails is the first failure', [[10, ended(1)]], 'dial at 1010'],
    [
      'NET-3: the second failure waits longer',
      [
        [10, ended(1)],
        [1_010, dial],
        [1_020, ended(2)],
      ],
      'dial at 3020',
    ],
    [
      'NET-3: a link that dies 4 999 ms after acceptance is a failure',
      [...linked, [proved - 1, ended(1)]],
      'dial at 6019',
    ],
    [
      'NET-3: one that dies at 5 000 ms had proved itself: at once',
      [...linked, [proved, ended(1)]],
      'attempt 2 dialling',
    ],
    ['NET-4: a silent link gets one beside it, at once', silent, 'link 1 suspect, attempt 2 dialling beside'],
    [
      'NET-4: also one that had not proved itself',
      [...linked, [4_020, suspected(20)]],
      'link 1 suspect, attempt 2 dialling beside',
    ],
    [
      'NET-4: the old one speaks before the handshake: the new one goes',
      [...silent, [12_010, vindicated]],
      'link 1 trusted',
    ],
    [
      'NET-4: after it the new one runs on',
      [...silent, [12_010, opened(2)], [12_020, vindicated]],
      'link 1 trusted, attempt 2 handshake beside',
    ],
    [
      'NET-4: the new one fails first: the old goes on',
      [...silent, [12_010, opened(2)], [12_020, vindicated], [12_030, ended(2)]],
      'link 1 trusted',
    ],
    [
      'NET-4: the new one is accepted: the old is over',
      [...silent, [12_010, opened(2)], [12_020, accepted(2)]],
      'link 2 trusted',
    ],
    [
      'NET-4: also when the old one had spoken',
      [...silent, [12_010, opened(2)], [12_020, vindicated], [12_030, accepted(2)]],
      'link 2 trusted',
    ],
    [
      'NET-4: both suspect and failing: dials again by and by',
      [...silent, [12_500, ended(2)]],
      'link 1 suspect, dial at 13500',
    ],
    [
      'NET-4: the old one speaks while the next dial waits: no dial',
      [...silent, [12_500, ended(2)], [12_600, vindicated]],
      'link 1 trusted',
    ],
    [
      'NET-4: the suspect ends: the attempt goes on, undisturbed',
      [...silent, [12_010, ended(1)]],
      'attempt 2 dialling beside',
    ],
    [
      'NET-4: the suspect ends while the next dial waits: so it stays',
      [...silent, [12_500, ended(2)], [12_600, ended(1)]],
      'dial at 13500',
    ],
    [
      'NET-4: what is doubted twice is doubted once',
      [...silent, [13_000, suspected(8_000)]],
      'link 1 suspect, attempt 2 dialling beside',
    ],
    [
      'NET-5: a late success of a superseded attempt',
      [
        [10, dial],
        [20, opened(1)],
        [30, accepted(1)],
      ],
      'attempt 2 dialling',
    ],
    [
      'NET-5: a late end of a superseded attempt',
      [
        [10, dial],
        [20, ended(1)],
      ],
      'attempt 2 dialling',
    ],
    ['NET-5: a late end of a replaced link', [...silent, [12_010, accepted(2)], [12_020, ended(1)]], 'link 2 trusted'],
    ['NET-5: an end of what never was', [...linked, [30, ended(7)]], 'link 1 trusted'],
    [
      'NET-7: dial now, instead of waiting',
      [
        [10, ended(1)],
        [20, dial],
      ],
      'attempt 2 dialling',
    ],
    ['NET-7: dial now, beside a trusted link', [...linked, [30, dial]], 'link 1 trusted, attempt 2 dialling'],
    [
      'NET-7: an attempt beside a trusted link fails: no more of them',
      [...linked, [30, dial], [40, ended(2)]],
      'link 1 trusted',
    ],
    [
      'NET-7: what the application dialled is not needless when the old one speaks',
      [...linked, [30, dial], [4_020, suspected(20)], [4_030, vindicated]],
      'link 1 trusted, attempt 2 dialling',
    ],
    [
      'NET-7: a trusted link ends while another is dialled: it runs on',
      [...linked, [30, dial], [40, ended(1)]],
      'attempt 2 dialling',
    ],
    [
      'NET-6: a good moment, while waiting: dial now',
      [
        [10, ended(1)],
        [20, hurried],
      ],
      'attempt 2 dialling',
    ],
    ['NET-6: a good moment, while dialling: nothing', [[20, hurried]], 'attempt 1 dialling'],
    ['NET-6: a good moment, with a trusted link: nothing', [...linked, [30, hurried]], 'link 1 trusted'],
    [
      'NET-6: a good moment, with a suspect link and a wait: dial now',
      [...silent, [12_500, ended(2)], [12_600, hurried]],
      'link 1 suspect, attempt 3 dialling beside',
    ],
    [
      'NET-6: offline stretches a wait to 30 s after the last dial',
      [
        [10, ended(1)],
        [20, offline],
      ],
      'dial at 30000',
    ],
    [
      'NET-6: offline stretches the waits that follow',
      [
        [10, offline],
        [20, ended(1)],
      ],
      'dial at 30000',
    ],
    [
      'NET-6: offline delays no first dial for long: the last one was 30 s ago',
      [...linked, [29_000, offline], [30_000, ended(1)]],
      'attempt 2 dialling',
    ],
    [
      'NET-6: offline for 29 999 ms since the last dial',
      [...linked, [29_000, offline], [29_999, ended(1)]],
      'dial at 30000',
    ],
    [
      'NET-6: online again: dial now',
      [
        [10, offline],
        [20, ended(1)],
        [30, online],
        [30, hurried],
      ],
      'attempt 2 dialling',
    ],
    [
      'NET-3: retryAfter is a floor',
      [...linked, [proved, { on: 'retryAfter', delay: 700 }], [proved, ended(1)]],
      `dial at ${proved + 700}`,
    ],
    [
      'NET-3: retryAfter below the back-off changes nothing',
      [
        [10, { on: 'retryAfter', delay: 700 }],
        [10, ended(1)],
      ],
      'dial at 1010',
    ],
    [
      'NET-3: retryAfter holds for a good moment too',
      [
        [10, { on: 'retryAfter', delay: 700 }],
        [10, ended(1)],
        [20, hurried],
      ],
      'dial at 710',
    ],
    [
      'NET-3: retryAfter holds beside a silent link',
      [...linked, [20, { on: 'retryAfter', delay: 9_000 }], [4_020, suspected(20)]],
      'link 1 suspect, dial at 9020',
    ],
    [
      'NET-7: retryAfter does not bind the application',
      [
        [10, { on: 'retryAfter', delay: 700 }],
        [10, ended(1)],
        [20, dial],
      ],
      'attempt 2 dialling',
    ],
    [
      'NET-3: retryAfter of for ever: nothing by itself',
      [
        [10, { on: 'retryAfter', delay: Infinity }],
        [10, ended(1)],
      ],
      'nothing',
    ],
    ['NET-4: vindication without a link is nothing', [[10, vindicated]], 'attempt 1 dialling'],
  ];
  for (const [fact, course, outcome] of rows) {
    it(`${fact} -> ${outcome}`, () => {
      expect(shown(after(course))).to.equal(outcome);
    });
  }

  it('NET-3: asks the policy with the failures in a row, the age of the outage and the last failure', () => {
    const asked: unknown[] = [];
    const policy: RedialPolicy = (outage) => (asked.push(outage), 100);
    after(
      [
        [10, ended(1)],
        [110, dial],
        [500, ended(2)],
      ],
      policy,
    );
    expect(asked).to.deep.equal([
      { attempt: 1, elapsed: 10, failure },
      { attempt: 2, elapsed: 500, failure },
    ]);
  });

  it('NET-3: a link that did not prove itself does not reset the count, nor the age of the outage', () => {
    const asked: number[][] = [];
    const policy: RedialPolicy = ({ attempt, elapsed }) => (asked.push([attempt, elapsed]), 100);
    after(
      [
        [10, ended(1)],
        [110, dial],
        [200, accepted(2)],
        [5_199, ended(2)],
        [5_300, dial],
        [5_400, accepted(3)],
        [10_400, ended(3)],
      ],
      policy,
    );
    expect(asked).to.deep.equal([
      [1, 10],
      [2, 5_199],
      [0, 0],
    ]);
  });

  it('NET-3: a silent link proved itself by what was heard of it, not by its age', () => {
    const failuresOf = (heardAt: number) => after([...linked, [30_000, suspected(heardAt)]]).failures;
    expect([failuresOf(proved - 1), failuresOf(proved)]).to.deep.equal([1, 0]);
  });

  it('NET-3: null is no dialling by itself: after a failure, nor beside a silent link', () => {
    const never: RedialPolicy = () => null;
    expect(shown(after([[10, ended(1)]], never))).to.equal('nothing');
    expect(shown(after(silent, never))).to.equal('link 1 suspect');
    expect(
      shown(
        after(
          [
            [10, ended(1)],
            [20, hurried],
          ],
          never,
        ),
      ),
    ).to.equal('attempt 2 dialling');
    expect(
      shown(
        after(
          [
            [10, ended(1)],
            [20, dial],
          ],
          never,
        ),
      ),
    ).to.equal('attempt 2 dialling');
  });

  it('NET-3: an answer of 0 after a failure is dialled in a turn of its own, so that it cannot hold the loop', () => {
    expect(shown(after([[10, ended(1)]], () => 0))).to.equal('dial at 10');
  });

  it('NET-5: gives no number twice, in a connection that is opened again neither', () => {
    const first = after([
      [10, dial],
      [20, ended(2)],
      [30, dial],
    ]);
    expect(first.count).to.equal(3);
    expect(shown(startRedial(0, first.count))).to.equal('attempt 4 dialling');
  });

  it('NET-5: what is live is the link and the attempt, and nothing else', () => {
    const redial = after(silent);
    expect([0, 1, 2, 3].map((id) => isLive(redial, id))).to.deep.equal([false, true, true, false]);
    expect(isLive(null, 1)).to.equal(false);
  });
});
