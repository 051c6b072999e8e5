import { closeCode } from './closeCode.js';

/**
 * Every close code of the protocol with its one sentence; docs/protocol.md prints this table.
 * 1000-1015 keep the meaning that RFC 6455 gives them; 4000 and above are ours.
 */
export const closeCodes = {
  left: {
    code: closeCode.left,
    meaning: 'The session was ended on purpose: a leave, a logout, or the end of the program.',
  },
  notText: { code: closeCode.notText, meaning: 'A binary frame: this protocol is text.' },
  tooLarge: { code: closeCode.tooLarge, meaning: 'A frame larger than the limit.' },
  failed: {
    code: closeCode.failed,
    meaning: 'The hub failed while it handled this link; its operator can see why. Dial again.',
  },
  draining: { code: closeCode.draining, meaning: 'The hub is going away; dial again after the `retryAfter` it sent.' },
  notJson: { code: closeCode.notJson, meaning: 'A frame that is not JSON.' },
  notInSchema: {
    code: closeCode.notInSchema,
    meaning: 'A frame that the protocol does not know, or with a field that is wrong.',
  },
  outOfPlace: { code: closeCode.outOfPlace, meaning: 'A frame that is not allowed at this point of the conversation.' },
  notAccepted: { code: closeCode.notAccepted, meaning: 'No join or login was accepted in time.' },
  idle: { code: closeCode.idle, meaning: 'Nothing was heard on this link for too long; the session stays.' },
  tooSlow: { code: closeCode.tooSlow, meaning: 'This side reads too slowly: too much is held for it.' },
  replaced: { code: closeCode.replaced, meaning: 'The same session goes on on a newer link.' },
  refused: { code: closeCode.refused, meaning: 'The join or login was refused; the frame before says why.' },
  removed: { code: closeCode.removed, meaning: 'The session was ended by the hub; the frame before says why.' },
} as const;
