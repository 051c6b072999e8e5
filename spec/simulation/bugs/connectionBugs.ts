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
];
