import type { Bug } from './bug.js';

/** In liveness, links and the core of every client. */
export const connectionBugs: readonly Bug[] = [
  {
    name: 'a verdict does not wait for what is due in the same instant',
    file: 'liveness/deadline.ts',
    find: 'found !== null && watched.judge(found, floor) ? found : null;',
    replace: 'watched.judge(clock(), floor) ? found : null;',
    clause: 'LIV-4',
  },
  {
    name: 'an accepted link does not end the old one',
    file: 'link/redial.ts',
    find: 'return redial !== null && (redial.link?.id === id || redial.attempt?.id === id);',
    replace: 'return redial !== null && id >= (redial.link?.id ?? 0) - 1;',
    clause: 'NET-4',
  },
  {
    name: 'a link that was silent for 10 s is kept',
    file: 'connection/step.ts',
    find: 'if (redial?.link) idle(turn, redial.link);',
    replace: '',
    clause: 'NET-4',
  },
  {
    name: 'lost is told in the first outage only',
    file: 'connection/step.ts',
    find: "outageSince: null, lost: 'armed' } : { heardAt }",
    replace: 'outageSince: null } : { heardAt }',
    clause: 'RTC-5',
  },
  {
    name: 'the patience of reconnecting begins with the join',
    file: 'connection/turning.ts',
    find: 'outageSince: machine.outageSince ?? moment.now',
    replace: 'outageSince: machine.outageSince ?? machine.heardAt',
    clause: 'RTC-7',
  },
  {
    name: 'a deadline that comes late judges at once',
    file: 'liveness/deadline.ts',
    find: 'if (now - wakeAt <= patience() || restarts === RESTARTS) return;',
    replace: 'if (now >= wakeAt) return;',
    clause: 'LIV-6',
  },
  {
    name: 'what is found late is judged without a turn in between',
    file: 'liveness/deadline.ts',
    find: 'else if (due <= now) sleep(now, Math.min(now - wakeAt, patience()), now);',
    replace: 'else if (due <= now) sleep(now, 0, now);',
    clause: 'LIV-6',
  },
  {
    name: 'after a sleep silence is judged no more',
    file: 'liveness/deadline.ts',
    find: 'floor = wakeAt = now;',
    replace: 'floor = Infinity;\n    wakeAt = now;',
    clause: 'LIV-6',
  },
  {
    name: 'a sleep is given back twice over',
    file: 'liveness/deadline.ts',
    find: 'floor = wakeAt = now;',
    replace: 'floor = now + (now - wakeAt);\n    wakeAt = now;',
    clause: 'LIV-6',
  },
  {
    name: 'a give-up that is found late makes no last attempt',
    file: 'connection/connection.ts',
    find: "on: late > asleepAfter ? 'overslept' : 'gaveUp'",
    replace: "on: late > Infinity ? 'overslept' : 'gaveUp'",
    clause: 'RTC-7',
  },
  {
    name: 'the last attempt after a sleep does not end the wait',
    file: 'connection/step.ts',
    find: "if (lastChance === id) take(turn, 'gaveUp');",
    replace: '',
    clause: 'RTC-7',
  },
  {
    name: 'a client that is given a scheduler uses another one',
    file: 'connection/clientSettings.ts',
    find: '    scheduler,\n    signals$,\n  };',
    replace: '    scheduler: asyncScheduler,\n    signals$,\n  };',
    clause: 'API-6',
  },
];
