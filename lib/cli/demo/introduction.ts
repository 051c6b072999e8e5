import { duration } from '../duration.js';
import { trueGiveUp } from './script.js';

/** What the demo is about to show, when giving up takes `giveUp` ms. */
export function introduction(giveUp: number): readonly string[] {
  const untilFailed =
    giveUp === trueGiveUp
      ? ['Every time is true: cyd, whose network stays silent, gives up after 20 min.']
      : [
          'Every time is true but one: cyd, whose network stays silent,',
          `gives up after ${duration(giveUp)} here, shortened from ${duration(trueGiveUp)} (--exact takes them all).`,
        ];
  return [
    'Two stories at once, over real WebSockets: who is told what, and when?',
    '',
    'The channel of ada and ben: her network falls silent, without closing anything,',
    'and comes back.',
    ...untilFailed,
    '',
    'The chat of dan and eve: whatever he says goes to her inbox and to a channel of',
    'both. She loses her network for 6 s, which nobody sees, and for 35 s: after 30 s',
    'she has left. What she missed is filled in when she is back: the inbox in full,',
    'the channel as far as the last 30 s go. The rest is a gap; she is told its size.',
  ];
}
