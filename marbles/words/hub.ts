import { catchError, first, merge, of, Subscription, switchMap, tap, type Observable } from 'rxjs';
import { createHub } from '../../lib/hub/createHub.js';
import { closeCodes } from '../../lib/protocol/closeCodes.js';
import { isLinkError } from '../../lib/link/linkError.js';
import type { Link } from '../../lib/link/link.js';
import type { ChannelClientFrame } from '../../lib/protocol/channelClientFrame.js';
import { virtualNetwork } from '../../lib/testing/virtualNetwork.js';
import type { Word } from '../../lib/testing/score/word.js';
import { lanesOf, type Tell } from './lanes.js';
import { readOptions } from './options.js';

const join: ChannelClientFrame = {
  t: 'join',
  channel: 'lobby',
  uid: 'ada',
  secret: '0123456789abcdef0123456789abcdef',
  generation: 0,
  role: 'broadcaster',
  beat: 60_000,
};
const frames: Readonly<Record<string, ChannelClientFrame>> = { join, beat: { t: 'beat' }, ping: { t: 'ping' } };

/**
 * The hub as a single link sees it, with nothing of the client in between.
 *
 * Given, by `where o = open`: `link` (`open` dials; `join`, `beat` and `ping`, which asks the hub to speak, are
 * frames). Expected: `said`, the hub's frames by name, and `ended`, the name of the close code with which the hub
 * ended the link.
 */
export const hub: Word = ({ given, options }) => {
  readOptions(options, {});
  const words$ = given('link');
  return lanesOf(['said', 'ended'], (tell) => {
    const network = virtualNetwork();
    const serving = createHub({ allowAnonymous: true });
    const playing = new Subscription(() => serving.close());
    serving.accept(network.links$);
    playing.add(
      words$
        .pipe(
          first((word) => word === 'open'),
          switchMap(() => network.transport()),
          switchMap((link) => merge(heardOn(link, tell), words$.pipe(tap((word) => link.send(frameFor(word)))))),
          catchError((error: unknown) => of(tell('ended', nameOf(error)))),
        )
        .subscribe(),
    );
    return playing;
  });
};

function frameFor(word: string): string {
  const frame = frames[word];
  if (!frame) throw new Error(`'${word}' is nothing that a link says: open, join, beat, ping`);
  return JSON.stringify(frame);
}

function heardOn({ frames$ }: Link, tell: Tell): Observable<unknown> {
  return frames$.pipe(tap((frame) => tell('said', (JSON.parse(frame) as { t: string }).t)));
}

/** The name of the close code with which the hub ended the link. */
function nameOf(error: unknown): string {
  if (!isLinkError(error)) throw error;
  return Object.entries(closeCodes).find(([, { code }]) => code === error.code)?.[0] ?? String(error.code);
}
