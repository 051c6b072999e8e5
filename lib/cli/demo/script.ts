import { step, type Step } from './step.js';

/** The silences that the demo shows, in ms, at their true length. */
export const silences = { interrupted: 4_000, lost: 10_000, offline: 20_000 };
/** How long a channel tries to come back before it gives up, in ms, at its true length. */
export const trueGiveUp = 1_200_000;

/** What has to happen in the channel, in order, when cyd gives up after `giveUp` ms (SPEC 5, T0 to T7). */
export function script(giveUp: number): readonly Step[] {
  const { interrupted, lost, offline } = silences;
  return [
    step('', 'ben', 'connecting CONNECTING', 'ben joins', 0),
    step('', 'ben', 'connected JOIN_SUCCESS', 'ben joins', 0),
    step('', 'ben', 'joined', 'ben joins', 0),
    step('T0', 'ada', 'connecting CONNECTING', 'ada joins', 0),
    step('T1', 'ada', 'connected JOIN_SUCCESS', 'ada joins', 0),
    step('T1', 'ada', 'joined', 'ada joins', 0),
    step('T2', 'ada', 'peerJoined ben', 'ada joins', 0),
    step('T2', 'ben', 'peerJoined ada', 'ada joins', 0),
    { name: 'T3', who: 'net', what: 'silent for ada and cyd' },
    step('T4', 'ada', 'reconnecting INTERRUPTED', 'ada hears', interrupted),
    step('T4', 'cyd', 'reconnecting INTERRUPTED', 'cyd hears', interrupted),
    step('T5', 'ada', 'lost', 'ada hears', lost),
    step('T5', 'cyd', 'lost', 'cyd hears', lost),
    step('T6', 'ben', 'peerOffline ada dropped', 'hub hears ada', offline),
    { name: '', who: 'net', what: 'back for ada' },
    step('', 'ada', 'connected JOIN_SUCCESS', 'heal', 0),
    {
      name: '',
      who: 'ada',
      what: 'rejoined',
      due: { after: 'ada heard', ms: ({ heal = NaN, 'ada heard': heard = NaN }) => heal - heard },
    },
    step('', 'ben', 'peerJoined ada', 'heal', 0),
    step('T7', 'cyd', 'failed JOIN_FAILED', 'T4 of cyd', giveUp),
  ];
}
