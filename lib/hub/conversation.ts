import {
  EMPTY,
  NEVER,
  Subject,
  catchError,
  concatMap,
  finalize,
  merge,
  mergeMap,
  takeUntil,
  tap,
  type Observable,
  type SchedulerLike,
} from 'rxjs';
import type { Link } from '../link/link.js';
import { isLinkError } from '../link/linkError.js';
import { liveness } from '../liveness/liveness.js';
import { channelClientFrame, type ChannelClientFrame, type JoinFrame } from '../protocol/channelFrames.js';
import { byteLength, decode } from '../protocol/codec.js';
import { closeCodes, type CloseName } from '../protocol/closeCodes.js';
import { ProtocolError, isProtocolError } from '../protocol/protocolError.js';
import type { Admitted, Hello } from './admission.js';
import type { ChannelService, Request } from './channelService.js';
import type { Journal } from './journal.js';
import type { HubLimits } from './limits.js';
import type { Line } from './line.js';
import type { Session } from './sessions.js';
import type { HubThresholds } from './thresholds.js';
import { Unchecked } from './unchecked.js';

interface ConversationConfig {
  readonly service: ChannelService;
  readonly admit: (line: Line, hello: Hello) => Observable<Admitted>;
  readonly heard: (session: Session) => void;
  readonly thresholds: HubThresholds;
  readonly limits: HubLimits;
  readonly scheduler: SchedulerLike;
  readonly journal: Journal;
}

/** How far a link has come. */
type Phase =
  { readonly name: 'door' } | { readonly name: 'asking' } | { readonly name: 'inside'; readonly session: Session };

/**
 * All that is heard on one link, from its first frame to its end. Emits nothing that matters and never errors.
 *
 * It is over when its line has ended: nothing that an old link still says can touch a session that goes on
 * elsewhere (SPEC HUB-3). A frame that the protocol does not allow ends this line and nothing else (SPEC HUB-7).
 */
export function conversation(link: Link, line: Line, config: ConversationConfig): Observable<unknown> {
  const { service, admit, heard, thresholds, limits, scheduler, journal } = config;
  const joins$ = new Subject<JoinFrame>();
  const requests$ = new Subject<Request>();
  const inside$ = new Subject<void>();
  let phase: Phase = { name: 'door' };
  let unanswered = 0;

  const hear = (text: unknown): void => {
    journal.frameIn();
    const frame = read(text, phase.name === 'inside' ? limits.frame : limits.hello);
    switch (phase.name) {
      case 'inside':
        return hearMember(phase.session, frame);
      case 'asking':
        if (frame.t === 'leave') return line.end('left', 'left before the answer');
        throw new ProtocolError('outOfPlace', `'${frame.t}' before the join was answered`);
      case 'door':
        if (frame.t !== 'join') throw new ProtocolError('outOfPlace', `'${frame.t}' before a join`);
        phase = { name: 'asking' };
        joins$.next(frame);
    }
  };

  const hearMember = (session: Session, frame: ChannelClientFrame): void => {
    heard(session);
    if (frame.t !== 'role' && frame.t !== 'renew') return service.hear(line, session, frame);
    if (unanswered === limits.requests) throw new ProtocolError('outOfPlace', `over ${unanswered} unanswered requests`);
    unanswered++;
    requests$.next(frame);
  };

  const join = (frame: JoinFrame): Observable<unknown> =>
    admit(line, service.hello(frame)).pipe(
      tap((admitted) => {
        phase = { name: 'inside', session: admitted.session };
        inside$.next();
        heard(admitted.session);
        service.welcome(line, admitted, Math.min(frame.beat, thresholds.beat));
      }),
    );

  const answer = (request: Request): Observable<unknown> =>
    phase.name === 'inside' ? service.answer(line, phase.session, request).pipe(finalize(() => unanswered--)) : EMPTY;

  const bad = (name: CloseName, reason: string): void =>
    journal.note({ type: 'badFrame', link: line.id, name, reason });

  const settle = (error: unknown): void => {
    if (isLinkError(error)) {
      const refusal = refusedByTransport.find((name) => !error.clean && error.code === closeCodes[name].code);
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

  const late$ = NEVER.pipe(
    liveness({ late: thresholds.accept }, { scheduler }),
    tap(() => line.end('notAccepted', `not accepted within ${thresholds.accept} ms`)),
    takeUntil(inside$),
  );

  return merge(
    joins$.pipe(mergeMap(join)),
    requests$.pipe(concatMap(answer)),
    late$,
    link.frames$.pipe(tap({ next: hear, complete: () => line.lost(1000, '') })),
  ).pipe(
    catchError((error: unknown) => {
      settle(error);
      return EMPTY;
    }),
    takeUntil(line.ended$),
    finalize(() => {
      if (phase.name === 'inside' && phase.session.line === line) phase.session.line = undefined;
    }),
  );
}

/** Frames that a transport may refuse itself: then its link ends with that code. */
const refusedByTransport = ['notText', 'tooLarge'] as const;

function read(text: unknown, limit: number): ChannelClientFrame {
  if (typeof text === 'string' && byteLength(text) > limit) {
    throw new ProtocolError('tooLarge', `a frame is at most ${limit} bytes here`);
  }
  return decode(channelClientFrame, text);
}
