import { NEVER, Subscription, mergeMap, type SchedulerLike } from 'rxjs';
import type { Link } from '../link/link.js';
import { isLinkError } from '../link/linkError.js';
import { liveness } from '../liveness/liveness.js';
import { channelClientShapes, type ChannelClientFrame, type JoinFrame } from '../protocol/channelClientFrame.js';
import { byteLength, decode } from '../protocol/codec.js';
import { closeCode, type CloseName } from '../protocol/closeCode.js';
import { messagingClientShapes, type LoginFrame, type MessagingClientFrame } from '../protocol/messagingClientFrame.js';
import { ProtocolError, isProtocolError } from '../protocol/protocolError.js';
import { frames } from '../protocol/schema.js';
import type { Admit } from './admission.js';
import type { Journal } from './journal.js';
import { inOrder } from './inOrder.js';
import type { HubLimits } from './limits.js';
import type { Line } from './line.js';
import type { Service } from './service.js';
import type { Session, Sessions } from './sessions.js';
import type { HubThresholds } from './thresholds.js';
import { Unchecked } from './unchecked.js';

/** The profiles that a hub speaks. */
export interface Services {
  readonly rtc: Service<JoinFrame, ChannelClientFrame>;
  readonly rtm: Service<LoginFrame, MessagingClientFrame>;
}

interface ConversationConfig {
  readonly services: Services;
  readonly admit: Admit;
  readonly sessions: Sessions;
  readonly heard: (session: Session) => void;
  readonly thresholds: HubThresholds;
  readonly limits: HubLimits;
  readonly scheduler: SchedulerLike;
  readonly journal: Journal;
}

/** How far a link has come; its first frame decides which profile it speaks. */
type Phase =
  | { readonly name: 'door' }
  | { readonly name: 'asking'; readonly opening: string; readonly farewell: string }
  | { readonly name: 'inside'; readonly session: Session; readonly hear: (text: unknown) => void };

/**
 * Hears all that is said on one link, from its first frame to its end, which may come at once.
 *
 * It is over when its line has ended: nothing that an old link still says can touch a session that goes on
 * elsewhere (SPEC HUB-3). A frame that the protocol does not allow ends this line and nothing else (SPEC HUB-7).
 *
 * Not composed of operators: each of them is 0.8 KiB of a link that is idle, and there were thirteen (bench: hub).
 */
export function conversation(link: Link, line: Line, config: ConversationConfig): Subscription {
  const { services, admit, sessions, heard, thresholds, limits, scheduler, journal } = config;
  const life = new Subscription();
  const failed = (error: unknown): void => {
    if (life.closed) return;
    settle(error);
    life.unsubscribe();
  };
  const work = inOrder(life, failed);
  let phase: Phase = { name: 'door' };
  let late = Subscription.EMPTY;

  const hear = (text: unknown): void => {
    journal.frameIn();
    checkSize(text, phase.name === 'inside' ? limits.frame : limits.hello);
    if (phase.name === 'inside') return phase.hear(text);
    const frame = decode(anyClientFrame, text);
    if (phase.name === 'asking') {
      if (frame.t === phase.farewell) return line.end('left', 'left before the answer');
      throw new ProtocolError('outOfPlace', `'${frame.t}' before the ${phase.opening} was answered`);
    }
    if (frame.t === 'join') return open(services.rtc, frame);
    if (frame.t === 'login') return open(services.rtm, frame);
    throw new ProtocolError('outOfPlace', `'${frame.t}' before a join or login`);
  };

  const open = <Opening extends { t: string; beat: number }, Frame>(
    service: Service<Opening, Frame>,
    opening: Opening,
  ): void => {
    phase = { name: 'asking', opening: opening.t, farewell: service.farewell };
    const entry = admit(line, service.hello(opening), service).pipe(
      mergeMap((admitted) => {
        const { session } = admitted;
        phase = { name: 'inside', session, hear: hearing(service, session) };
        late.unsubscribe();
        late = Subscription.EMPTY;
        heard(session);
        return service.welcome(line, admitted, opening, Math.min(opening.beat, thresholds.beat));
      }),
    );
    life.add(entry.subscribe({ error: failed }));
  };

  const hearing =
    <Frame>(service: Service<never, Frame>, session: Session) =>
    (text: unknown): void => {
      const frame = service.read(text);
      heard(session);
      const answer = service.hear(line, session, frame);
      if (!answer) return;
      if (work.waiting() === service.patience) {
        throw new ProtocolError('outOfPlace', `over ${service.patience} frames without an answer`);
      }
      work.add(answer);
    };

  const bad = (name: CloseName, reason: string): void =>
    journal.note({ type: 'badFrame', link: line.id, name, reason });

  const settle = (error: unknown): void => {
    if (isLinkError(error)) {
      const refusal = refusedByTransport.find((name) => !error.clean && error.code === closeCode[name]);
      if (refusal) bad(refusal, error.reason);
      line.lost(error.code, error.reason);
    } else if (isProtocolError(error)) {
      bad(error.close, error.message);
      line.end(error.close, error.message);
    } else if (error instanceof Unchecked) {
      line.end('failed', error.message);
    } else {
      journal.note({ type: 'fault', during: 'conversation', error: String(error) });
      line.end('failed', 'the hub failed');
    }
  };

  late = NEVER.pipe(liveness({ late: thresholds.accept }, { scheduler })).subscribe({
    next: () => line.end('notAccepted', `not accepted within ${thresholds.accept} ms`),
    error: failed,
  });
  life.add(late);
  life.add(() => {
    if (phase.name === 'inside') sessions.detach(phase.session, line);
  });
  line.whenEnded(() => life.unsubscribe());
  life.add(
    link.frames$.subscribe({
      next(text) {
        // A link may hand over at once all that it has kept, and what follows a goodbye is not heard.
        if (life.closed) return;
        try {
          hear(text);
        } catch (error) {
          failed(error);
        }
      },
      error: failed,
      complete: () => line.lost(1000, ''),
    }),
  );
  return life;
}

const anyClientFrame = frames({ ...channelClientShapes, ...messagingClientShapes });

/** Frames that a transport may refuse itself: then its link ends with that code. */
const refusedByTransport = ['notText', 'tooLarge'] as const;

function checkSize(text: unknown, limit: number): void {
  if (typeof text === 'string' && byteLength(text) > limit) {
    throw new ProtocolError('tooLarge', `a frame is at most ${limit} bytes here`);
  }
}
