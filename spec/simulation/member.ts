import { filter } from 'rxjs';
import { createRtcChannel } from '../../lib/rtc/index.js';
import { handOf, type Person, type PersonConfig } from './person.js';

/** Somebody in a channel. */
export function member(config: PersonConfig): Person {
  const { name, user, trace, now, transport, patience } = config;
  const { draws, ask, tell, token, goodToken, surroundings, config: common } = handOf(config);
  const channel = draws.weighted([
    [20, 'lobby'],
    [6, 'attic'],
    [1, 'a name too long for the hub'],
  ] as const);
  const client = createRtcChannel({
    ...common,
    transport,
    channel,
    uid: user,
    role: draws.is(0.8) ? 'broadcaster' : 'audience',
    thresholds: { giveUp: patience },
  });
  client.events$
    .pipe(filter(({ type }) => type !== 'attempt'))
    .subscribe((event) => trace.write({ at: now(), kind: 'rtc', client: name, event }));
  let sent = 0;

  const join = () => ask('join', { channel, user }, () => client.join());
  const leave = () => ask('leave', null, () => client.leave());
  const renew = (fresh: string) => ask('renewToken', fresh, () => client.renewToken(fresh));
  const enter = () => {
    if (draws.is(0.7)) renew(token());
    join();
  };
  const role = () => {
    const wanted = draws.is(0.7) ? 'broadcaster' : 'audience';
    ask('setRole', wanted, () => client.setRole(wanted));
  };
  const reconnect = () => {
    const reason = draws.of([undefined, 'SETTING_PROXY_SERVER', 'CLIENT_IP_ADDRESS_CHANGED'] as const);
    tell('reconnect', reason ?? null, () => client.reconnect(reason ? { reason } : {}));
  };

  return {
    name,
    profile: 'rtc',
    user,
    get state() {
      return client.state;
    },
    begin: join,
    act() {
      switch (client.state) {
        case 'disconnected':
          return enter();
        case 'failed':
          if (draws.is(0.3)) return join();
          leave();
          renew(goodToken());
          return draws.is(0.7) ? join() : undefined;
        default:
          return draws.weighted([
            [4, reconnect],
            [4, role],
            [3, surroundings],
            [5, () => renew(draws.is(0.9) ? goodToken() : token())],
            [1, leave],
            [0.5, join],
          ] as const)();
      }
    },
    settle: () => renew('until Infinity'),
    talk: () => tell('send', `${name}-${++sent}`, () => client.send(`${name}-${sent}`)),
    probe: () => tell('send', `${name}-${++sent} probe`, () => client.send(`${name}-${sent} probe`)),
    dispose: () => tell('dispose', null, () => client.dispose()),
  };
}
