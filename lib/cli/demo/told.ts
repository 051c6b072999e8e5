import type { RtcEvent } from '../../rtc/rtcEvent.js';

/** What an event tells the application, in the words of the specification; nothing for what the demo doesn't show. */
export function told(event: RtcEvent): string | undefined {
  switch (event.type) {
    case 'change':
      return `${event.change.state} ${event.change.reason}`;
    case 'joined':
    case 'rejoined':
    case 'lost':
      return event.type;
    case 'peerJoined':
      return `peerJoined ${event.uid}`;
    case 'peerOffline':
      return `peerOffline ${event.uid} ${event.reason}`;
    default:
      return undefined;
  }
}
