import { step, type Step } from './step.js';

/** The silences that the chat shows, in ms, at their true length. */
export const chatSilences = { interrupted: 4_000, grace: 30_000 };
/** So long after a message without an answer its sender is told that the hub keeps it, in ms. */
const unanswered = 5_000;

/** What has to happen in the chat, in order (SPEC RTM-1, RTM-5 to RTM-12). */
export function chatScript(): readonly Step[] {
  const { interrupted, grace } = chatSilences;
  return [
    step('', 'dan', 'connecting LOGIN', 'dan logs in', 0),
    step('', 'dan', 'connected LOGIN_SUCCESS', 'dan logs in', 0),
    step('', 'dan', 'joined', 'dan logs in', 0),
    step('', 'eve', 'connecting LOGIN', 'eve logs in', 0),
    step('', 'eve', 'connected LOGIN_SUCCESS', 'eve logs in', 0),
    step('', 'dan', 'memberJoined eve', 'eve logs in', 0),
    step('', 'eve', 'joined', 'eve logs in', 0),

    { name: '', who: 'dan', what: 'says 1' },
    step('', 'eve', 'channel 1, live', 'dan says', 0),
    step('', 'eve', 'inbox 1, live', 'dan says', 0),
    step('', 'dan', 'receipt 1, received', 'dan says', 0),

    { name: '', who: 'eve', what: 'is cut off for 6 s' },
    { name: '', who: 'dan', what: 'says 2' },
    step('', 'eve', 'reconnecting INTERRUPTED', 'eve hears', interrupted),
    { name: '', who: 'dan', what: 'still sees eve' },
    { name: '', who: 'eve', what: 'has a network again' },
    step('', 'eve', 'connected LOGIN_SUCCESS', 'heal of eve', 0),
    step('', 'eve', 'channel 2, complete', 'heal of eve', 0),
    step('', 'eve', 'inbox 2, complete', 'heal of eve', 0),
    step('', 'dan', 'receipt 2, received', 'heal of eve', 0),

    { name: '', who: 'eve', what: 'is cut off for 35 s' },
    { name: '', who: 'dan', what: 'says 3-5' },
    step('', 'eve', 'reconnecting INTERRUPTED', 'eve hears', interrupted),
    step('', 'dan', 'receipt 3-5, cached', 'dan says', unanswered),
    { name: '', who: 'dan', what: 'says 6-8' },
    step('', 'dan', 'receipt 6-8, cached', 'dan says', 0),
    step('', 'dan', 'memberLeft eve', 'hub hears eve', grace),
    { name: '', who: 'eve', what: 'has a network again' },
    step('', 'eve', 'connected LOGIN_SUCCESS', 'heal of eve', 0),
    step('', 'dan', 'memberJoined eve', 'heal of eve', 0),
    step('', 'eve', 'channel 6-8, gap of 3', 'heal of eve', 0),
    step('', 'eve', 'inbox 3-8, complete', 'heal of eve', 0),
  ];
}
