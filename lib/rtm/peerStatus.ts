import { Observable, type Subject } from 'rxjs';
import { StateError } from '../connection/stateError.js';
import type { RtmCommand, RtmEvent, UserStatus } from './rtmEvent.js';

/**
 * The statuses of users, for as long as somebody subscribes (SPEC RTM-13). The client watches each user once, however
 * many subscriptions there are.
 */
export function peerStatus(
  userIds: readonly string[],
  events$: Observable<RtmEvent>,
  commands: Subject<RtmCommand>,
): Observable<UserStatus> {
  const wanted = new Set(userIds);
  return new Observable((subscriber) => {
    const command: RtmCommand = { watch: userIds };
    let watching = false;
    const next = ({ userId, status }: UserStatus) => subscriber.next({ userId, status });
    subscriber.add(
      events$.subscribe({
        next(event) {
          if (event.type === 'watching' && event.command === command) {
            watching = true;
            event.known.forEach(next);
          } else if (event.type === 'status' && watching && wanted.has(event.userId)) next(event);
          else if (event.type === 'reply' && event.command === command) subscriber.error(event.error);
          else if (event.type === 'unwatchable' && event.userIds.some((id) => wanted.has(id))) {
            subscriber.error(event.error);
          } else if (event.type === 'change' && watching && isEnd(event.change.state)) subscriber.complete();
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => (watching ? subscriber.complete() : subscriber.error(new StateError('peerStatus', 'disposed'))),
      }),
    );
    subscriber.add(() => {
      if (watching) commands.next({ unwatch: userIds });
    });
    commands.next(command);
  });
}

const isEnd = (state: string) => state === 'disconnected' || state === 'aborted';
