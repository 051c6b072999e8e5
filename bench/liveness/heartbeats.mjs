// What others do when a heartbeat arrives: their own code, without a socket beneath it.
import { HubConnection, JsonHubProtocol, NullLogger } from '@microsoft/signalr';
import { Socket as EngineClient } from 'engine.io-client';
import { Socket as EngineSocket } from 'engine.io';
import { KeepaliveManager } from 'mqtt';
import { EventEmitter } from 'node:events';
import WebSocket from 'ws';

const nothing = () => {};
const again = (once) => (times) => {
  while (times-- > 0) once();
};

/** The server sets the timer of a ping, as it does when it sends one, and hears the pong. */
export function engineServer() {
  const transport = Object.assign(new EventEmitter(), { name: 'websocket', writable: true, send: nothing });
  const opts = { pingInterval: 25_000, pingTimeout: 20_000 };
  const server = Object.assign(new EventEmitter(), { opts, upgrades: () => [] });
  const socket = new EngineSocket('id', server, transport, null, 4);
  const pong = { type: 'pong' };
  return again(() => {
    socket.resetPingTimeout();
    transport.emit('packet', pong);
  });
}

/** The client hears a ping and answers it. */
export function engineClient() {
  class Wire extends EventEmitter {
    query = {};
    writable = true;
    open = nothing;
    send = nothing;
  }
  Wire.prototype.name = 'wire';
  const client = new EngineClient('ws://localhost', { transports: [Wire] });
  const hear = (packet) => client.transport.emit('packet', packet);
  const data = { sid: 'id', upgrades: [], pingInterval: 25_000, pingTimeout: 20_000, maxPayload: 1e6 };
  hear({ type: 'open', data: JSON.stringify(data) });
  const ping = { type: 'ping' };
  return again(() => {
    hear(ping);
    client.transport.emit('drain'); // the answer is out
  });
}

/** The client hears an acknowledgement: what keeps its time, without parsing and events. */
export function mqtt() {
  const client = { keepalive: 60, log: nothing, sendPing: nothing, onKeepaliveTimeout: nothing };
  const keeper = new KeepaliveManager(client, 'native');
  return again(() => keeper.reschedule());
}

/** The client hears a ping, parsed as JSON. */
export async function signalr() {
  const connection = { features: {}, start: async () => {}, send: async () => {}, stop: async () => {} };
  const hub = HubConnection.create(connection, NullLogger.instance, new JsonHubProtocol());
  const started = hub.start();
  await new Promise(setImmediate);
  connection.onreceive('{}\x1e');
  await started;
  return again(() => connection.onreceive('{"type":6}\x1e'));
}

/** The client hears a ping, as its README advises: a timeout cleared and set, on the real object's event. */
export function ws() {
  const socket = new WebSocket(null, undefined, {});
  let timer;
  socket.on('ping', () => {
    clearTimeout(timer);
    timer = setTimeout(() => socket.terminate(), 31_000);
  });
  return again(() => socket.emit('ping', undefined));
}
