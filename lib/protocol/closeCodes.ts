/**
 * Every close code of the protocol with its one sentence; docs/protocol.md prints this table.
 * 1000-1015 keep the meaning that RFC 6455 gives them; 4000 and above are ours.
 */
export const closeCodes = {
  left: { code: 1000, meaning: 'The session was ended on purpose: a leave, a logout, or the end of the program.' },
  notText: { code: 1003, meaning: 'A binary frame: this protocol is text.' },
  tooLarge: { code: 1009, meaning: 'A frame larger than the limit.' },
  failed: { code: 1011, meaning: 'The hub failed while it handled this link; its operator can see why. Dial again.' },
  draining: { code: 1012, meaning: 'The hub is going away; dial again after the `retryAfter` it sent.' },
  notJson: { code: 4000, meaning: 'A frame that is not JSON.' },
  notInSchema: { code: 4001, meaning: 'A frame that the protocol does not know, or with a field that is wrong.' },
  outOfPlace: { code: 4002, meaning: 'A frame that is not allowed at this point of the conversation.' },
  notAccepted: { code: 4003, meaning: 'No join or login was accepted in time.' },
  idle: { code: 4004, meaning: 'Nothing was heard on this link for too long; the session stays.' },
  tooSlow: { code: 4005, meaning: 'This side reads too slowly: too much is held for it.' },
  replaced: { code: 4006, meaning: 'The same session goes on on a newer link.' },
  refused: { code: 4007, meaning: 'The join or login was refused; the frame before says why.' },
  removed: { code: 4008, meaning: 'The session was ended by the hub; the frame before says why.' },
} as const;

/** A close code by its name. */
export type CloseName = keyof typeof closeCodes;
