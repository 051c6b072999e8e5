import type { Observable } from 'rxjs';
import type { DepartureReason } from '../protocol/channelFrames.js';
import type { Admitted, Hello } from './admission.js';
import type { Removal } from './engine.js';
import type { Line } from './line.js';
import type { Payload } from './payload.js';
import type { Reason } from './refusal.js';
import type { Session } from './sessions.js';
import type { Verdict } from './verdicts.js';

/** What a profile adds to the hub: its frames, and what its users are told. `Opening` is its first frame. */
export interface Service<Opening, Frame> {
  /** The name of the frame with which a client ends its session. */
  readonly farewell: string;
  /** How many frames of a link may wait for their answer. */
  readonly patience: number;
  /** @throws ProtocolError for what is no frame of this profile. */
  read(text: unknown): Frame;
  hello(opening: Opening): Hello;
  /** What its clients call a reason. */
  word(reason: Reason): Reason;
  /** The frame that says no, with that word. */
  no(t: 'refused' | 'removed', removal: Removal): Payload;
  /** Says yes, and what there is to tell; the beat that was granted is `beat`. Its values say nothing. */
  welcome(line: Line, admitted: Admitted, opening: Opening, beat: number): Observable<unknown>;
  /** What it returns is done when its turn has come, in the order of the link; its values say nothing. */
  hear(line: Line, session: Session, frame: Frame): Observable<unknown> | undefined;
  judged(verdict: Verdict): void;
  /** The session has ended. */
  gone(session: Session, reason: DepartureReason): void;
}

/** What of a service does not depend on its frames. */
export type AnyService = Pick<Service<never, never>, 'word' | 'no' | 'judged' | 'gone'>;
