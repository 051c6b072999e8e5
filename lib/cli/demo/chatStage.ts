import { Subject, catchError, filter, forkJoin, map, merge, of, scan, share, take, type Observable } from 'rxjs';
import type { EnvironmentSignal } from '../../link/environment.js';
import { createRtmClient } from '../../rtm/createRtmClient.js';
import type { RtmClient } from '../../rtm/rtmClient.js';
import { duration } from '../duration.js';
import { chatTold, nothingTold } from './chatTold.js';
import type { ChatUser, Happening } from './happening.js';
import { lowDraw } from './lowDraw.js';
import { runs } from './runs.js';
import type { Venue } from './venue.js';

/** Everybody who takes part in the second act. */
export interface ChatStage {
  /** What the users do and are told. Hot. */
  readonly happenings$: Observable<Happening>;
  /** Logs in, and joins the channel. */
  logIn(user: ChatUser): void;
  /** dan sends each of these to eve, and to the channel. */
  say(...numbers: readonly number[]): void;
  /** dan looks at the members of the channel. */
  look(): void;
  /** From now on nothing reaches eve, and nothing comes from her, for `ms`. No connection is closed. */
  cutOff(ms: number): void;
  /** eve has a network again, which knows nothing of her old connections; her system says so (`online`). */
  restore(): void;
  /** Ends both users. */
  close(): void;
}

/** Two users of a chat who have not logged in yet; a proxy stands between eve and the hub. */
export async function openChatStage(venue: Venue): Promise<ChatStage> {
  const proxy = await venue.proxy();
  const signals = new Subject<EnvironmentSignal>();
  const users: Record<ChatUser, RtmClient> = {
    dan: createRtmClient({ transport: venue.transport('dan'), userId: 'dan' }),
    eve: createRtmClient({
      transport: venue.transport('eve', proxy),
      userId: 'eve',
      signals$: signals,
      random: lowDraw,
    }),
  };
  const done = new Subject<Happening>();
  const note = (who: ChatUser, what: string) => done.next(venue.happening(who, what));
  const noteResult = (who: ChatUser, what$: Observable<string>) =>
    what$.pipe(catchError((error: unknown) => of(String(error)))).subscribe((what) => note(who, what));
  const lobby = users.dan.channel('lobby');

  const happeningsOf = (who: ChatUser): Observable<Happening> =>
    users[who].events$.pipe(
      scan(chatTold, nothingTold),
      map(({ what }) => what),
      filter((what) => what !== undefined),
      map((what) => venue.happening(who, what)),
    );

  return {
    happenings$: merge(happeningsOf('dan'), happeningsOf('eve'), done).pipe(share()),
    logIn(who) {
      venue.mark(`${who} logs in`);
      users[who].login();
      const joined$ = users[who].channel('lobby').join();
      noteResult(who, joined$.pipe(map(() => 'joined')));
    },
    say(...numbers) {
      venue.mark('dan says');
      note('dan', `says ${runs(numbers)}`);
      for (const number of numbers) lobby.send(number);
      const receipts$ = forkJoin(numbers.map((number) => users.dan.send('eve', number)));
      const outcomes$ = receipts$.pipe(map((receipts) => [...new Set(receipts.map(({ outcome }) => outcome))]));
      noteResult('dan', outcomes$.pipe(map((outcomes) => `receipt ${runs(numbers)}, ${outcomes.join(' ')}`)));
    },
    look() {
      lobby.members$
        .pipe(take(1))
        .subscribe((members) => note('dan', members.includes('eve') ? 'still sees eve' : 'no longer sees eve'));
    },
    cutOff(ms) {
      proxy.hole();
      note('eve', `is cut off for ${duration(ms)}`);
    },
    restore() {
      venue.mark('heal of eve');
      note('eve', 'has a network again');
      proxy.cut('rst');
      proxy.heal();
      signals.next('online');
    },
    close() {
      for (const client of Object.values(users)) client.dispose();
    },
  };
}
