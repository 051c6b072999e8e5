// @ts-check
import { build } from 'esbuild';
import { gzipSync } from 'node:zlib';

/** What an application would import, by what it is called in the tables, and what is to be reached, in kB. */
const ours = [
  ['liveness', "{ liveness } from '../dist/esm/index.js'", 2],
  [
    'the operators',
    "{ liveness, livenessBy, backoff, whileConnected, holdUntilConnected } from '../dist/esm/index.js'",
    2,
  ],
  ['createConnection + websocket', "{ createConnection } from '../dist/esm/index.js'", 4.5],
  ['createRtcChannel + websocket', "{ createRtcChannel } from '../dist/esm/rtc/index.js'", 6],
  ['createRtmClient + websocket', "{ createRtmClient } from '../dist/esm/rtm/index.js'", 8],
];
const websocket = "{ webSocketTransport } from '../dist/esm/transport/webSocketTransport.js'";

/** With the client alone, as their documentation imports it. */
const peers = [
  ['reconnecting-websocket', "{ default as client } from 'reconnecting-websocket'"],
  ['partysocket', "{ WebSocket } from 'partysocket'"],
  ['rx-stomp', "{ RxStomp } from '@stomp/rx-stomp'"],
  ['phoenix', "{ Socket } from 'phoenix'"],
  ['signalr', "{ HubConnectionBuilder } from '@microsoft/signalr'"],
  ['socket.io-client', "{ io } from 'socket.io-client'"],
  ['centrifuge', "{ Centrifuge } from 'centrifuge'"],
  ['ably', "{ Realtime } from 'ably'"],
  ['mqtt', "{ default as client } from 'mqtt'"],
];

/**
 * How many kB (of 1 000 bytes) a browser loads: minified, as an ES module, after gzip at its best.
 *
 * @param {readonly string[]} imports
 * @param {'without rxjs' | 'with rxjs'} rxjs
 */
async function kilobytes(imports, rxjs) {
  const { outputFiles } = await build({
    stdin: {
      contents: imports.map((what) => `export ${what};`).join('\n'),
      resolveDir: new URL('..', import.meta.url).pathname,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: rxjs === 'without rxjs' ? ['rxjs'] : [],
    write: false,
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length / 1_000;
}

/** @param {'without rxjs' | 'with rxjs'} rxjs */
async function rows(rxjs) {
  const table = `What a browser loads, ${rxjs}`;
  const row = async ([what, imports], more, atMost) => ({
    table,
    what,
    value: await kilobytes([imports, ...more], rxjs),
    unit: 'kB',
    ...(rxjs === 'without rxjs' && atMost !== undefined && { atMost }),
  });
  return [
    ...(await Promise.all(
      ours.map(([what, imports, atMost]) =>
        row([what, imports], what.includes('websocket') ? [websocket] : [], atMost),
      ),
    )),
    ...(await Promise.all(peers.map((peer) => row(peer, [])))),
  ];
}

export const suite = {
  title: 'Size',
  tasks: { 'without rxjs': () => rows('without rxjs'), 'with rxjs': () => rows('with rxjs') },
};
