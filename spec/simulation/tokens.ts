import { map, of, timer } from 'rxjs';
import { type Authenticate, type Reason, Refusal } from '../../lib/hub/index.js';
import type { Chance } from './chance.js';

/** Words that a hub has an answer to, instead of a token. */
export const unwanted: readonly Reason[] = ['INVALID_TOKEN', 'INVALID_APP_ID', 'REJECTED_BY_SERVER', 'TOKEN_EXPIRED'];

/** A token that is good until the instant `until`. */
export const tokenUntil = (until: number): string => `until ${until}`;

/** Reads the tokens of a simulation: mostly at once, now and then for longer than a hub waits. */
export function authenticating({ is, between }: Chance, now: () => number): Authenticate {
  return ({ token = '' }) => {
    const refused = unwanted.find((reason) => reason === token);
    const [, until = 'Infinity'] = token.split(' ');
    const answer$ = is(0.8) ? of(0) : timer(is(0.9) ? between(1, 400) : between(3_000, 7_000));
    return answer$.pipe(
      map(() => {
        if (refused) throw new Refusal(refused, 'so it is');
        return { expiresIn: Number(until) - now() };
      }),
    );
  };
}
