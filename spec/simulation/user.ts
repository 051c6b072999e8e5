import { filter } from 'rxjs';
import { createRtmClient } from '../../lib/rtm/index.js';
import { handOf, type Person, type PersonConfig } from './person.js';

const rooms = ['den', 'hall', 'yard'] as const;

/** Somebody who is logged in for messages. */
export function user(config: PersonConfig): Person {
  const { name, user, users, trace, now, transport } = config;
  const { draws, ask, tell, token, goodToken, surroundings, config: common } = handOf(config);
  const client = createRtmClient({ ...common, transport, userId: user });
  client.events$
    .pipe(filter(({ type }) => type !== 'attempt'))
    .subscribe((event) => trace.write({ at: now(), kind: 'rtm', client: name, event }));
  let sent = 0;
  let changes = 0;
  const inside = new Set<string>();

  const login = () => ask('login', { user }, () => client.login());
  const logout = () => {
    inside.clear();
    ask('logout', null, () => client.logout());
  };
  const renew = (fresh: string) => ask('renewToken', fresh, () => client.renewToken(fresh));
  const enter = () => {
    const room = draws.of(rooms);
    inside.add(room);
    ask('enter', room, () => client.channel(room).join());
  };
  const exit = () => {
    const room = draws.of(rooms);
    inside.delete(room);
    ask('exit', room, () => client.channel(room).leave());
  };
  const watch = () => {
    const watched = users.filter(() => draws.is(0.6));
    if (watched.length > 0) ask('peerStatus', watched, () => client.peerStatus(watched));
  };
  const attributes = () => {
    const key = draws.of(['mood', 'city']);
    const value = `${name} ${++changes}`;
    const mode = draws.of(['set', 'update'] as const);
    ask(`attributes.${mode}`, { [key]: value }, () => client.attributes[mode]({ [key]: value }));
  };
  const note = (room: string = draws.of(rooms), notify = draws.is(0.7)) => {
    const key = draws.of(['topic', 'pin', 'host']);
    const value = `${name} ${++changes}`;
    const word = draws.weighted([
      [4, 'update'],
      [2, 'set'],
      [2, 'delete'],
      [1, 'clear'],
    ] as const);
    const { attributes } = client.channel(room);
    ask(`notes.${word}`, [room, key, value], () => {
      switch (word) {
        case 'delete':
          return attributes.delete([key], { notify });
        case 'clear':
          return attributes.clear({ notify });
        default:
          return attributes[word]({ [key]: value }, { notify });
      }
    });
  };
  const readNotes = (room: string = draws.of(rooms)) =>
    ask('notes.get', room, () => client.channel(room).attributes.get());
  const sendTo = (to: string, text = '') => {
    const payload = `${name}-${++sent}${text}`;
    ask('send', { to, payload }, () => client.send(to, payload));
  };
  const publish = (channel: string, text = '') => {
    const payload = `${name}-${++sent}${text}`;
    ask('send', { channel, payload }, () => client.channel(channel).send(payload));
  };
  const talk = () => {
    if (draws.is(0.5)) return sendTo(draws.of(users));
    const channel = draws.of(inside.size > 0 && draws.is(0.9) ? [...inside] : rooms);
    // Now and then more than a back-fill holds.
    for (let i = draws.is(0.02) ? draws.between(20, 45) : 1; i > 0; i--) publish(channel);
  };

  return {
    name,
    profile: 'rtm',
    user,
    get state() {
      return client.state;
    },
    begin() {
      login();
      enter();
    },
    act() {
      switch (client.state) {
        case 'disconnected':
          if (draws.is(0.7)) renew(token());
          login();
          for (let i = draws.between(0, 3); i > 0; i--) enter();
          return;
        case 'aborted':
          if (draws.is(0.3)) return login();
          logout();
          renew(goodToken());
          return draws.is(0.7) ? login() : undefined;
        default:
          return draws.weighted([
            [3, () => tell('reconnect', null, () => client.reconnect())],
            [3, surroundings],
            [5, () => renew(draws.is(0.9) ? goodToken() : token())],
            [0.7, logout],
            [0.3, login],
            [5, enter],
            [2, exit],
            [2, watch],
            [2, attributes],
            [1, () => ask('query', users, () => client.query(users))],
            [2, note],
            [1, readNotes],
          ] as const)();
      }
    },
    settle: () => renew('until Infinity'),
    talk,
    probe() {
      for (const to of users) {
        sendTo(to, ' probe');
        ask('attributes.get', to, () => client.attributes.get(to));
      }
      for (const channel of inside) {
        publish(channel, ' probe');
        note(channel, true);
        readNotes(channel);
      }
    },
    dispose: () => tell('dispose', null, () => client.dispose()),
  };
}
