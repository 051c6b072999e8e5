import { runs } from '../../lib/cli/demo/runs.js';
import type { ContinuityReport, RtmEvent } from '../../lib/rtm/rtmEvent.js';
import { stepOf, type Tell } from './lanes.js';
import { tokenNews } from './tokenNews.js';

/**
 * Tells what happens to a user. What is back-filled is told in runs, `2-4` for 2, 3 and 4, and these before anything
 * else that happens.
 */
export function messagingNews(tell: Tell): (event: RtmEvent) => void {
  let backfilled: { readonly lane: string; readonly numbers: readonly number[] } = { lane: 'inbox', numbers: [] };
  const tellBackfilled = (): void => {
    if (backfilled.numbers.length > 0) tell(backfilled.lane, runs(backfilled.numbers));
    backfilled = { ...backfilled, numbers: [] };
  };

  return (event) => {
    const lane = event.type === 'message' ? 'inbox' : 'channel';
    if (!isMessage(event) || !event.backfilled) {
      tellBackfilled();
      tellEvent(event, tell);
    } else {
      if (lane !== backfilled.lane) tellBackfilled();
      backfilled = { lane, numbers: [...backfilled.numbers, Number(event.payload)] };
    }
  };
}

type Message = Extract<RtmEvent, { type: 'message' | 'channelMessage' }>;

function isMessage(event: RtmEvent): event is Message {
  return event.type === 'message' || event.type === 'channelMessage';
}

function tellEvent(event: RtmEvent, tell: Tell): void {
  switch (event.type) {
    case 'change':
      return tell('state', `${event.change.state} ${event.change.reason}`);
    case 'message':
      return tell('inbox', String(event.payload));
    case 'channelMessage':
      return tell('channel', String(event.payload));
    case 'continuity':
      return tell(event.channel === null ? 'inbox' : 'channel', verdictOf(event));
    case 'memberJoined':
      return tell('members', `${event.userId} joined`);
    case 'memberLeft':
      return tell('members', `${event.userId} left`);
    case 'memberCount':
      return tell('count', String(event.count));
    case 'tokenWillExpire':
    case 'tokenExpired':
    case 'tokenRenewed':
    case 'tokenRenewalFailed':
      return tell('token', tokenNews[event.type]);
    case 'attempt': {
      const step = stepOf(event.attempt);
      return step === undefined ? undefined : tell('attempts', step);
    }
  }
}

/** A report in few words. */
function verdictOf({ continuity, missed }: ContinuityReport): string {
  return continuity === 'gap' ? `${missed} missed` : continuity;
}
