import { of, tap, type Observable } from 'rxjs';
import { byteLength, encode } from '../../protocol/codec.js';
import type { MessagingClientFrame } from '../../protocol/messagingClientFrame.js';
import { keyOfUser } from '../authentication.js';
import { refused, type Engine, type Refused } from '../engine.js';
import type { HubLimits } from '../limits.js';
import { payload } from '../payload.js';
import type { Session } from '../sessions.js';
import { validId } from '../../protocol/validId.js';
import { tellCached, tellReceived, type Receipts } from './receipts.js';

type SendTo = Extract<MessagingClientFrame, { t: 'sendTo' }>;
type Publish = Extract<MessagingClientFrame, { t: 'publish' }>;

/** Takes messages: each has one outcome, a receipt or an error, and the same when it is sent again (SPEC RTM-5). */
export interface Messages {
  sendTo(session: Session, frame: SendTo): Observable<unknown>;
  publish(session: Session, frame: Publish): Observable<unknown>;
}

interface MessagesConfig {
  readonly engine: Pick<Engine, 'post' | 'publish'>;
  readonly receipts: Receipts;
  readonly limits: HubLimits;
}

export function createMessages({ engine, receipts, limits }: MessagesConfig): Messages {
  /** What is wrong with a message, whatever anybody else does. */
  const fault = (destination: string, json: string): Refused | undefined => {
    if (!validId(destination, limits.id)) {
      return refused('INVALID_ARGUMENT', `a destination is 1 to ${limits.id} bytes of printable characters`);
    }
    if (byteLength(json) > limits.message) return refused('TOO_LARGE', `a message is at most ${limits.message} bytes`);
    return undefined;
  };

  return {
    sendTo(session, { message, to, payload }) {
      const json = jsonOf(payload);
      const key = keyOfUser(to);
      const wrong = fault(to, json);
      return (wrong ? of(wrong) : engine.post(session.fence, { message, payload: json, to: key })).pipe(
        tap((posted) => {
          if (posted.outcome === 'refused') return tellRefused(session, message, posted);
          const { seq, is, linked, keptFor } = posted;
          const sent = { session, message, to: key, seq, keptFor };
          if (is === 'acknowledged') tellReceived(sent);
          else if (is === 'new' && linked) receipts.expect(sent);
          else if (!receipts.expects(sent)) tellCached(sent);
        }),
      );
    },
    publish(session, { message, channel, payload, seen }) {
      const json = jsonOf(payload);
      const wrong = fault(channel, json);
      return (wrong ? of(wrong) : engine.publish(session.fence, { message, payload: json, channel, seen })).pipe(
        tap((published) => {
          if (published.outcome === 'refused') tellRefused(session, message, published);
          else tellReceived({ session, message });
        }),
      );
    },
  };
}

const jsonOf = (data: unknown): string => encode({ data }).slice('{"data":'.length, -1);

const tellRefused = ({ line }: Session, message: string, { reason, detail }: Refused): void =>
  line?.say(payload({ t: 'undelivered', message, reason, detail }));
