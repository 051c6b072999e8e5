import { backoff } from '../../dist/esm/index.js';
import { median, seeded } from '../harness/statistics.mjs';
import { bySecond, herd, mostInOneSecond } from '../recovery/herd.mjs';
import { candidates, round } from '../recovery/round.mjs';

const ours = ['createConnection', 'rtc channel', 'rtm client'];
const peers = candidates.filter((candidate) => !ours.includes(candidate));
const everybody = [...ours, ...peers];
const settings = {
  'at its defaults': peers.filter((peer) => !peer.endsWith(', tuned')),
  tuned: peers.filter((peer) => peer.endsWith(', tuned')),
};

/** The longest default beat and patience of any peer, and some more. */
const longWatch = 60_000;

/** A link has proved itself when it is 5 s old; and the outages begin anywhere between two beats of the others. */
const long = { outages: [2_000, 6_000, 12_000, 30_000], settle: 6_000, spread: 25_000, watch: longWatch };
const brief = { outages: [1_000], settle: 500, spread: 500, watch: 6_000 };

const rounds = 2;
const casesInRound = 2;

export const suite = {
  title: 'Recovery: what a user feels',
  tasks: { outages, herd: stampede },
};

async function outages({ short }) {
  const plan = short ? brief : long;
  const random = seeded(7);
  const faults = [
    ...plan.outages.flatMap((lasts) => ['stall', 'cut'].map((fault) => ({ fault, lasts }))),
    { fault: 'stall', lasts: Infinity },
  ];
  const cases = () =>
    Array.from({ length: short ? 1 : casesInRound }, () =>
      faults.flatMap((each) => everybody.map((candidate) => ({ ...each, candidate, after: random() * plan.spread }))),
    ).flat();
  const outcomes = [];
  for (let done = 0; done < (short ? 1 : rounds); done++) outcomes.push(...(await round(cases(), plan)));
  return rowsOf(outcomes, plan);
}

/** @param {readonly import('../recovery/round.mjs').Outcome[]} outcomes */
function rowsOf(outcomes, plan) {
  const of = (candidate, fault, lasts, what) =>
    outcomes
      .filter((each) => each.candidate === candidate && each.fault === fault && each.lasts === lasts)
      .map((each) => each[what]);
  const row = (about, values) => {
    const [middle, best, worst] = [median(values), Math.min(...values), Math.max(...values)];
    const past = (value) => Math.min(value, plan.watch) / 1_000;
    const range = best < worst && { low: past(best), high: past(worst) };
    return { ...about, value: past(middle), ...range, unit: 's', over: middle > plan.watch };
  };
  const compared = (table, fault, lasts) =>
    Object.entries(settings).flatMap(([setting, among]) => {
      const medianOf = (candidate) => median(of(candidate, fault, lasts, 'answered')) / 1_000;
      const best = among.reduce((one, other) => (medianOf(other) < medianOf(one) ? other : one));
      return ours.map((candidate) => ({
        table,
        what: `${candidate}, ${lasts / 1_000} s`,
        against: `the best ${setting}: ${best.replace(', tuned', '')}`,
        value: medianOf(candidate) / medianOf(best),
        unit: '×',
        ours: medianOf(candidate),
        theirs: medianOf(best),
        of: 's',
        atMost: 0.5,
      }));
    });

  const kinds = { stall: 'a network that swallowed everything', cut: 'connections that were reset' };
  return [
    ...everybody.map((candidate) => ({
      ...row({ table: 'Until a half-open link is told', what: candidate }, of(candidate, 'stall', Infinity, 'told')),
      ...(ours.includes(candidate) && { atMost: 4.5 }),
    })),
    ...Object.entries(kinds).flatMap(([fault, kind]) => [
      ...plan.outages.flatMap((lasts) => compared(`Back after ${kind}, compared`, fault, lasts)),
      ...plan.outages.flatMap((lasts) =>
        everybody.map((candidate) =>
          row(
            { table: `Back after ${kind}`, what: candidate, against: `an outage of ${lasts / 1_000} s` },
            of(candidate, fault, lasts, 'answered'),
          ),
        ),
      ),
    ]),
    ...everybody.map((candidate) => ({
      table: 'How long before the first answer the first message of the server came',
      what: candidate,
      value: median(
        outcomes
          .filter((each) => each.candidate === candidate && each.answered < Infinity)
          .map(({ answered, heard }) => answered - heard),
      ),
      unit: 'ms',
    })),
  ];
}

async function stampede({ short }) {
  const clients = short ? 100 : 3_000;
  const away = 3_000;
  const { accepts, linked } = await herd({
    clients,
    settle: short ? 0 : long.settle,
    away,
    watch: short ? 6_000 : longWatch,
  });
  const table = 'The hub is killed, and back after 3 s';
  return [
    {
      table,
      what: `${clients} clients: until the last has its link`,
      value: linked.length < clients ? longWatch / 1_000 : Math.max(...linked) / 1_000,
      unit: 's',
      over: linked.length < clients,
      atMost: 10,
    },
    { table, what: 'the most accepts in one second', value: mostInOneSecond(accepts), unit: '', atMost: 2_000 },
    {
      table,
      what: 'the most dials in one second, of a hub that takes no time (computed)',
      value: mostInOneSecond(firstDials(clients, away)),
      unit: '',
    },
    ...bySecond(accepts).map((count, second) => ({
      table,
      what: `accepts in second ${second + 1} after its return`,
      value: count,
      unit: '',
    })),
  ];
}

/** When clients that all lost their link at 0 dial for the first time after `away`, if each dial fails at once until then. */
function firstDials(clients, away) {
  const policy = backoff({ random: seeded(3) });
  return Array.from({ length: clients }, () => {
    let at = 0;
    for (let attempt = 0; at < away; attempt++) at += policy({ attempt, elapsed: at, failure: null });
    return at;
  });
}
