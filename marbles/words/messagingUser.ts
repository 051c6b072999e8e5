import { from, NEVER, Subscription, type Observable } from 'rxjs';
import type { EnvironmentSignal } from '../../lib/link/environment.js';
import { createRtmClient } from '../../lib/rtm/createRtmClient.js';
import { isLoginError } from '../../lib/rtm/loginError.js';
import type { RtmClient } from '../../lib/rtm/rtmClient.js';
import type { RtmConfig } from '../../lib/rtm/rtmConfig.js';
import type { Receipt } from '../../lib/rtm/rtmEvent.js';
import { isSendError } from '../../lib/rtm/sendError.js';
import type { Tell } from './lanes.js';
import { messagingNews } from './messagingNews.js';
import { userOf, type Part } from './onNetwork.js';

/** The lanes of a user, each behind the name and a dot. */
export const kindsOfLane = [
  ...['state', 'login', 'inbox', 'channel', 'members', 'count', 'statuses', 'receipts', 'attributes'],
  ...['token', 'attempts'],
];

export type UserConfig = Pick<RtmConfig, 'thresholds' | 'random' | 'token'>;

/**
 * A user of messaging who does what the lane `do` says, by `where`: `login`, `logout`, `join` and `leave` (the
 * channel), `tell ben 1` (a message to a user), `say 1` (one to the channel), `watch ben` (the status),
 * `renew 60s` (a token that is good for so long), `set glad` (an attribute), `read ben` (the same of another user).
 *
 * Messages are numbers. What the lane `sends` has goes to the channel and to the inbox of each other user; `5-44` are
 * forty at once.
 */
export function messagingUser({ name, names, transport, given, tell }: Part, config: UserConfig): Subscription {
  const client = createRtmClient({
    ...config,
    transport,
    userId: userOf(name),
    signals$: (given('signals') ?? NEVER) as Observable<EnvironmentSignal>,
  });
  const others = new Set(names.map(userOf).filter((user) => user !== userOf(name)));
  const playing = new Subscription(() => client.dispose());
  playing.add(client.events$.subscribe(messagingNews(tell)));
  playing.add((given('do') ?? from(['login', 'join'])).subscribe((command) => act(client, command, tell)));
  playing.add(given('sends')?.subscribe((numbers) => send(client, numbersIn(numbers), others)));
  return playing;
}

function send(client: RtmClient, numbers: readonly number[], users: ReadonlySet<string>): void {
  const nothing = { error: () => undefined };
  for (const number of numbers) {
    client.channel('lobby').send(number).subscribe(nothing);
    for (const user of users) client.send(user, number).subscribe(nothing);
  }
}

function numbersIn(text: string): number[] {
  const [first = NaN, last = first] = text.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function act(client: RtmClient, command: string, tell: Tell): void {
  const nothing = { error: () => undefined };
  const receipts = {
    next: ({ outcome }: Receipt) => tell('receipts', outcome),
    error: (error: unknown) => isSendError(error) && tell('receipts', error.reason),
  };
  const lobby = client.channel('lobby');
  const [verb, one = '', two = ''] = command.split(' ');
  switch (verb) {
    case 'login':
      return void client.login().subscribe({
        next: () => tell('login', 'success'),
        error: (error: unknown) => isLoginError(error) && tell('login', `failed ${error.reason} ${error.code}`),
      });
    case 'logout':
      return void client.logout();
    case 'join':
      return void lobby.join().subscribe(nothing);
    case 'leave':
      return void lobby.leave().subscribe(nothing);
    case 'tell':
      return void client.send(one, Number(two)).subscribe(receipts);
    case 'say':
      return void lobby.send(Number(one)).subscribe(receipts);
    case 'watch':
      return void client.peerStatus([one]).subscribe({
        next: ({ userId, status }) => tell('statuses', `${userId} ${status}`),
        ...nothing,
      });
    case 'renew':
      return void client.renewToken(one).subscribe(nothing);
    case 'set':
      return void client.attributes.set({ mood: one }).subscribe(nothing);
    case 'read':
      return void client.attributes.get(one).subscribe({
        next: ({ mood = 'nothing' }) => tell('attributes', mood),
        ...nothing,
      });
    default:
      throw new Error(`'${command}' is nothing that a user does`);
  }
}
