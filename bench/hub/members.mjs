// Many thin clients in a process of their own: `members.mjs <kind> <port>`. All are bare `ws` that speak just enough of
// the protocol, the same for each kind: what differs is the server.
import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import { answerParent } from './processes.mjs';

const [kind, port] = process.argv.slice(2);

/** How many may dial at once: fewer than a server's backlog. */
const dialling = 256;
const secret = () => randomBytes(16).toString('hex');
const url = `ws://127.0.0.1:${port}`;

/**
 * What is said at first, what says that it is in, what is a message, what is answered to what, and the beat that is
 * due on a frame of any kind when nothing was said for 1 s.
 */
const speech = {
  channel: {
    url,
    opening: (at) => join(at, at === 0 ? 'broadcaster' : 'audience'),
    isYes: (text) => text.startsWith('{"t":"joined"'),
    beat: '{"t":"beat"}',
    tell: (data) => JSON.stringify({ t: 'send', data }),
    isMessage: (text) => text.startsWith('{"t":"message"'),
  },
  messaging: {
    url,
    opening: (at) =>
      JSON.stringify({
        t: 'login',
        user: `user-${at}`,
        secret: secret(),
        generation: 0,
        beat: 1_000,
        inbox: 0,
        channels: [],
      }),
    isYes: (text) => text.startsWith('{"t":"loggedIn"'),
    beat: '{"t":"beat"}',
  },
  ws: {
    url,
    opening: () => '{"t":"hello"}',
    isYes: (text) => text === '{"t":"welcome"}',
    tell: (data) => JSON.stringify({ t: 'tell', data }),
    isMessage: (text) => text.startsWith('{"t":"message"'),
  },
  'socket.io': {
    url: `${url}/socket.io/?EIO=4&transport=websocket`,
    opening: () => '40',
    isYes: (text) => text.startsWith('40'),
    answers: { 2: '3' },
    tell: (data) => `42${JSON.stringify(['tell', data])}`,
    isMessage: (text) => text.startsWith('42["message"'),
  },
}[kind];

function join(at, role) {
  return JSON.stringify({
    t: 'join',
    channel: 'room',
    uid: `user-${at}`,
    secret: secret(),
    generation: 0,
    role,
    beat: 1_000,
  });
}

const sockets = [];
let heard = () => {};

function dial(at, isIn) {
  const socket = new WebSocket(speech.url, { perMessageDeflate: false });
  let said = 0;
  const say = (text) => {
    said = performance.now();
    socket.send(text);
  };
  sockets.push(socket);
  socket.on('open', () => say(speech.opening(at)));
  socket.on('message', (bytes) => {
    const text = bytes.toString();
    if (speech.beat && performance.now() - said >= 1_000) say(speech.beat);
    if (speech.answers?.[text]) say(speech.answers[text]);
    else if (speech.isMessage?.(text)) heard();
    else if (speech.isYes(text)) isIn();
  });
  // A message to one who is gone would be waited for in vain.
  socket.on('close', (code, reason) => {
    throw new Error(`member ${at} is gone: ${code} ${reason}`);
  });
  socket.on('error', (error) => {
    throw error;
  });
}

answerParent({
  /** Connects so many more; the ms until all are in. */
  connect(many) {
    return new Promise((resolve) => {
      const begun = performance.now();
      let dialled = 0;
      let inside = 0;
      const next = () => dial(sockets.length, isIn, dialled++);
      const isIn = () => {
        if (++inside === many) resolve(performance.now() - begun);
        else if (dialled < many) next();
      };
      while (dialled < Math.min(dialling, many)) next();
    });
  },
  /** The first tells something to all others, so many times, each when all have the one before; the ms that took. */
  tell(times) {
    return new Promise((resolve) => {
      const begun = performance.now();
      const text = speech.tell({ text: 'The quick brown fox jumps over the lazy dog', size: 12 });
      let told = 0;
      let missing = 0;
      heard = () => {
        if (--missing > 0) return;
        if (told === times) return resolve(performance.now() - begun);
        tell();
      };
      const tell = () => {
        told++;
        missing = sockets.length - 1;
        sockets[0].send(text);
      };
      tell();
    });
  },
});
process.send({ answer: 'ready' });
