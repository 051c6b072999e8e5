import { duration } from '../duration.js';
import { trueGiveUp } from './script.js';

/** What the demo is about to show, when giving up takes `giveUp` ms. */
export function introduction(giveUp: number): readonly string[] {
  const untilFailed =
    giveUp === trueGiveUp
      ? ['Every time is true: cyd, whose network stays silent, gives up after 20 min.']
      : [
          '4 s, 10 s and 20 s take their true length. cyd, whose network stays silent,',
          `gives up after ${duration(giveUp)} here, shortened from ${duration(trueGiveUp)} (--exact takes them all).`,
        ];
  return [
    "ada and ben share a channel over real WebSockets. Then ada's network falls",
    'silent, without closing anything, and comes back: who is told what, and when?',
    ...untilFailed,
  ];
}
