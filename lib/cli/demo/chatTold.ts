import type { ContinuityReport, RtmEvent } from '../../rtm/rtmEvent.js';
import { runs } from './runs.js';

/** What a user of the chat was told last, and what was back-filled and has no report yet. */
export interface ChatTold {
  /** In the words of the specification; absent for what the demo doesn't show by itself. */
  readonly what?: string;
  readonly backfilled: readonly { readonly channel: string | null; readonly number: number }[];
}

/** Nothing yet. */
export const nothingTold: ChatTold = { backfilled: [] };

/** What `event` tells the application after `before`; messages are numbers, those of a back-fill are told with its report. */
export function chatTold({ backfilled }: ChatTold, event: RtmEvent): ChatTold {
  switch (event.type) {
    case 'change':
      return { what: `${event.change.state} ${event.change.reason}`, backfilled };
    case 'memberJoined':
    case 'memberLeft':
      return { what: `${event.type} ${event.userId}`, backfilled };
    case 'message':
    case 'channelMessage': {
      const channel = event.type === 'message' ? null : event.channel;
      const number = Number(event.payload);
      if (event.backfilled) return { backfilled: [...backfilled, { channel, number }] };
      return { what: `${nameOf(channel)} ${number}, live`, backfilled };
    }
    case 'continuity': {
      const numbers = backfilled.filter(({ channel }) => channel === event.channel).map(({ number }) => number);
      return {
        what: `${nameOf(event.channel)} ${numbers.length > 0 ? `${runs(numbers)}, ` : ''}${verdictOf(event)}`,
        backfilled: backfilled.filter(({ channel }) => channel !== event.channel),
      };
    }
    default:
      return { backfilled };
  }
}

const nameOf = (channel: string | null) => (channel === null ? 'inbox' : 'channel');

function verdictOf({ continuity, missed }: Pick<ContinuityReport, 'continuity' | 'missed'>): string {
  return continuity === 'gap' ? `gap of ${missed}` : continuity;
}
