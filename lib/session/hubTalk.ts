import { concatMap, of, throwError } from 'rxjs';
import type { Profile } from '../connection/connection.js';
import { DrainError, isDrainError } from './drainError.js';

/** What a hub says about the session in every profile. */
type HubWord<Refusal extends string> =
  | { readonly t: 'unheard' | 'heard' }
  | { readonly t: 'drain'; readonly retryAfter: number }
  | { readonly t: 'refused' | 'removed'; readonly reason: Refusal; readonly message: string };

/** What a profile says, and how it takes the hub's yes and no. */
export interface Manners<F, A, Word extends string, Refusal extends string> {
  /** The first frame on a link. */
  readonly hello: () => F;
  /** The last one. */
  readonly farewell: F;
  /** The hub's yes, if `frame` is it. */
  readonly yes: (frame: F) => A | undefined;
  readonly no: (reason: Refusal, message: string) => Error;
  /** What such an error says to the connection; nothing, if it is another one. */
  readonly wordOf: (error: unknown) => Word | undefined;
}

type Talk = 'acceptanceProves' | 'handshake' | 'refusal' | 'verdictOf' | 'ask' | 'farewell';

/** How both profiles talk with a hub: ask to be let in, hear what becomes of the session, say goodbye. */
export function hubTalk<F extends { readonly t: string }, A, Word extends string, Refusal extends string>({
  hello,
  farewell,
  yes,
  no,
  wordOf,
}: Manners<F, A, Word | 'unheard' | 'heard', Refusal>): Pick<
  Profile<F | { readonly t: 'ping' }, A, string, string, Word | 'unheard' | 'heard'>,
  Talk
> {
  return {
    acceptanceProves: false,
    handshake(link) {
      link.send(hello());
      return link.frames$.pipe(
        concatMap((frame) => {
          const accepted = yes(frame as F);
          if (accepted !== undefined) return of(accepted);
          const said = frame as HubWord<Refusal>;
          if (said.t === 'refused') return throwError(() => no(said.reason, said.message));
          if (said.t === 'drain') return throwError(() => new DrainError(said.retryAfter));
          return [];
        }),
      );
    },
    refusal(error) {
      if (isDrainError(error)) return { retryAfter: error.retryAfter };
      const word = wordOf(error);
      return word === undefined ? undefined : { word, cause: error };
    },
    verdictOf(frame) {
      const said = frame as HubWord<Refusal>;
      switch (said.t) {
        case 'unheard':
        case 'heard':
          return { word: said.t };
        case 'removed': {
          const cause = no(said.reason, said.message);
          const word = wordOf(cause);
          return word === undefined ? undefined : { word, cause };
        }
        case 'drain':
          return { retryAfter: said.retryAfter };
        default:
          return undefined;
      }
    },
    ask: (link) => link.send({ t: 'ping' }),
    farewell: (link) => link.send(farewell),
  };
}
