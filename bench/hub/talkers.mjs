// Full clients in a process of their own: `talkers.mjs <kind> <port>`. Asked for so many exchanges, it says how long
// they took, and what they took of the processor.
import { WebSocket } from 'ws';
import { io } from 'socket.io-client';
import { firstValueFrom } from 'rxjs';
import { createRtcChannel } from '../../dist/esm/rtc/index.js';
import { createRtmClient } from '../../dist/esm/rtm/index.js';
import { webSocketTransport } from '../../dist/esm/transport/webSocketTransport.js';
import { answerParent } from './processes.mjs';

const [kind, port] = process.argv.slice(2);
const data = { text: 'The quick brown fox jumps over the lazy dog', size: 12, tags: ['one', 'two'] };
const url = `ws://127.0.0.1:${port}`;
const transport = webSocketTransport({ url, WebSocket });

/** Each connects, and returns what begins one exchange; `over` is to be called when one is over. */
const talkers = {
  /** From one member to the other, by the hub. */
  async 'channel send'(over) {
    const [one, other] = ['one', 'other'].map((uid) => createRtcChannel({ transport, channel: 'room', uid }));
    other.messages$.subscribe(over);
    await firstValueFrom(other.join());
    await firstValueFrom(one.join());
    return () => one.send(data);
  },
  /** From one user to the other, who acknowledges it; the receipt is what is waited for. */
  async 'peer message'(over) {
    const [one, other] = ['one', 'other'].map((userId) => createRtmClient({ transport, userId }));
    other.messages$.subscribe();
    await firstValueFrom(other.login());
    await firstValueFrom(one.login());
    return () => one.send('other', data).subscribe({ complete: over });
  },
  /** To a channel; the receipt is what is waited for. */
  async 'channel message'(over) {
    const user = createRtmClient({ transport, userId: 'alone' });
    await firstValueFrom(user.login());
    const channel = user.channel('room');
    await firstValueFrom(channel.join(), { defaultValue: undefined });
    return () => channel.send(data).subscribe({ complete: over });
  },
  async 'ws + JSON'(over) {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    socket.on('message', (bytes) => over(JSON.parse(bytes.toString())));
    await new Promise((open) => socket.on('open', open));
    return () => socket.send(JSON.stringify({ t: 'echo', data }));
  },
  async emitWithAck(over) {
    const socket = await socketIo();
    return () => void socket.emitWithAck('echo', data).then(over);
  },
  async 'a room of two'(over) {
    const [one, other] = [await socketIo(), await socketIo()];
    other.on('message', over);
    return () => one.emit('tell', data);
  },
  async 'emitWithAck, passed on'(over) {
    const [one, other] = [await socketIo(), await socketIo()];
    other.on('passed', (_, answer) => answer('received'));
    await other.emitWithAck('name', 'other');
    return () => void one.emitWithAck('pass', 'other', data).then(over);
  },
};

function socketIo() {
  const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
  return new Promise((connected) => socket.on('connect', () => connected(socket)));
}

let over = () => {};
const begin = await talkers[kind](() => over());

answerParent({
  /** So many exchanges, of which so many are under way at any moment; the ms they took. */
  exchange(times, inFlight) {
    return new Promise((resolve) => {
      let begun = 0;
      let done = 0;
      const at = performance.now();
      over = () => {
        if (++done === times) resolve(performance.now() - at);
        else if (begun < times) {
          begun++;
          begin();
        }
      };
      while (begun < Math.min(inFlight, times)) {
        begun++;
        begin();
      }
    });
  },
  /** CPU so far, in ms. */
  usage() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
});
process.send({ answer: 'ready' });
