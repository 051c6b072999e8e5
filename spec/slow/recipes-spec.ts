import { expect } from 'chai';
import { build, type Plugin } from 'esbuild';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import { catchError, EMPTY, mergeMap, tap, type Observable } from 'rxjs';
import { Server as SocketServer } from 'socket.io';
import type { Link, Transport } from '../../lib/link/link.js';
import { takenFrom, takenText } from '../recipes/takenFrom.js';
import { wire } from '../recipes/wire.js';
import { probe } from '../transport/probe.js';

const executablePath = '/usr/bin/chromium';
const quiet = ['quic', 'background-networking', 'component-update', 'sync'].map((what) => `--disable-${what}`);
const { socketIoTransport } = takenFrom('docs/recipes/socketIo.md') as {
  socketIoTransport(url: string): Transport;
};
const { eventsLinks } = takenFrom('docs/recipes/serverSentEvents.md') as {
  eventsLinks(server: Server): Observable<Link>;
};

/** A recipe as a browser has it: with what a browser has of its own, and nothing of Node. */
const inBrowser: Plugin = {
  name: 'recipes in a browser',
  setup(build) {
    const own: Record<string, string> = {
      eventsource: 'export const { EventSource } = globalThis;',
      werift: 'export const { RTCPeerConnection } = globalThis;',
      'node:crypto': 'export const randomUUID = undefined;',
    };
    build.onResolve({ filter: /^(eventsource|werift|node:crypto)$/ }, ({ path }) => ({ path, namespace: 'own' }));
    build.onLoad({ filter: /./, namespace: 'own' }, ({ path }) => ({ contents: own[path]! }));
    build.onResolve({ filter: /^docs[/]recipes[/]/ }, ({ path }) => ({ path, namespace: 'recipe' }));
    build.onLoad({ filter: /./, namespace: 'recipe' }, ({ path }) => ({
      contents: takenText(path),
      loader: 'ts',
      resolveDir: '.',
    }));
  },
};

/** `talk` sends down a link and tells what came of it. */
const script = `
  import { answer, dataChannelTransport } from 'docs/recipes/webrtc.md';
  import { eventsTransport } from 'docs/recipes/serverSentEvents.md';
  const read = (link) => {
    const told = { frames: [] };
    told.end = new Promise((resolve) => link.frames$.subscribe({
      next: (frame) => told.frames.push(frame),
      error: ({ name, code, clean }) => resolve([name, code, clean]),
      complete: () => resolve('complete'),
    }));
    return told;
  };
  const dial = (transport) => {
    const dialled = {};
    dialled.end = new Promise((resolve) => {
      dialled.link = new Promise((opened) => {
        dialled.subscription = transport.subscribe({
          next: opened,
          error: ({ name, code, clean }) => resolve([name, code, clean]),
          complete: () => resolve('complete'),
        });
      });
    });
    return dialled;
  };
  const until = async (holds) => { while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5)); };
  Object.assign(globalThis, { answer, dataChannelTransport, eventsTransport, read, dial, until });
`;

describe('a link over Socket.IO that broke', () => {
  it('NET-3: is not dialled again by Socket.IO itself', async () => {
    const http = createServer().listen(0, '127.0.0.1');
    await once(http, 'listening');
    const server = new SocketServer(http);
    const network = await wire(http);
    const { link, end } = probe(socketIoTransport(`http://127.0.0.1:${network.port}`));
    await link;
    network.proxy.cut('rst');
    await end;
    await new Promise((resolve) => setTimeout(resolve, 2_000)); // by default it tries again within 1.5 s
    expect(network.connections()).to.equal(0);
    await network.end();
    await server.close();
  });
});

if (!existsSync(executablePath)) {
  console.log(`SKIPPED: the recipes' transports in a browser (NET-1): no ${executablePath} on this machine`);
} else {
  describe('the transports of the recipes in Chromium', function () {
    this.timeout(60_000);
    const live = createServer();
    let browser: Browser;
    let server: Server;
    let page: Page;

    before(async () => {
      const { outputFiles } = await build({
        stdin: { contents: script, resolveDir: '.', loader: 'js' },
        alias: { 'rx-lifeline': './lib/index.ts' },
        plugins: [inBrowser],
        ...{ bundle: true, write: false, format: 'iife', platform: 'browser' },
      });
      const text = `<!doctype html><title>links</title><script>${outputFiles[0]!.text.replaceAll('</script', '<\\/script')}</script>`;
      server = createServer((request, response) => {
        if (request.url!.startsWith('/live')) live.emit('request', request, response);
        else response.setHeader('content-type', 'text/html').end(text);
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      browser = await chromium.launch({
        executablePath,
        args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet],
      });
      page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    });

    after(async () => {
      await browser.close();
      server.close();
      server.closeAllConnections();
    });

    const goodbyes = [
      ['offering', 'answering', 'dialled.link', 'peer'],
      ['answering', 'offering', 'peer', 'dialled.link'],
    ] as const;
    for (const [side, at, closing, other] of goodbyes) {
      it(`NET-1: a data channel carries frames both ways; when the ${side} side closes, the ${at} one is told`, async () => {
        const told = await page.evaluate<object>(`(async () => {
          const peers = [];
          const dialled = dial(dataChannelTransport((offer) => answer(offer, (link) => peers.push(link))));
          dialled.link = await dialled.link;
          await until(() => peers.length === 1);
          const [peer] = peers;
          const [mine, theirs] = [read(${closing}), read(${other})];
          const sent = ['', 'grüße', 'a\\nb', 'x'.repeat(60_000), ...Array.from({ length: 300 }, (_, n) => String(n))];
          for (const frame of sent) { ${closing}.send(frame); ${other}.send(frame); }
          await until(() => mine.frames.length === sent.length);
          ${closing}.close(4001);
          return {
            same: [mine, theirs].map(({ frames }) => JSON.stringify(frames) === JSON.stringify(sent)),
            ends: await Promise.all([mine.end, theirs.end, dialled.end]),
          };
        })()`);
        const goodbye = ['LinkError', 4001, true];
        expect(told).to.deep.equal({
          same: [true, true],
          ends: ['complete', goodbye, side === 'offering' ? 'complete' : goodbye],
        });
      });
    }

    it('NET-1, NET-5: a dial over a data channel that is refused, or abandoned, is no link', async () => {
      const told = await page.evaluate<object>(`(async () => {
        const refused = dial(dataChannelTransport(() => Promise.reject(new Error('nobody answers'))));
        const peers = [];
        let late;
        const abandoned = dial(dataChannelTransport((offer) => new Promise((resolve) => {
          late = () => resolve(answer(offer, (link) => peers.push(link)));
        })));
        await until(() => late);
        abandoned.subscription.unsubscribe();
        late();
        const heard = await Promise.race([abandoned.end, abandoned.link, new Promise((resolve) => setTimeout(resolve, 1_000, 'nothing'))]);
        return { refused: await refused.end, heard, peers: peers.length };
      })()`);
      expect(told).to.deep.equal({ refused: ['LinkError', 1006, false], heard: 'nothing', peers: 0 });
    });

    it("NET-1: Server-Sent Events, by the browser's own EventSource, which does not dial again by itself", async () => {
      let links = 0;
      const echoed$ = eventsLinks(live).pipe(
        tap(() => links++),
        mergeMap((link) =>
          link.frames$.pipe(
            tap((frame) => (frame === 'enough' ? link.close(4001) : link.send(frame))),
            catchError(() => EMPTY),
          ),
        ),
      );
      const serving = echoed$.subscribe();
      const told = await page.evaluate<object>(`(async () => {
        const dialled = dial(eventsTransport(new URL('/live', location.href).href));
        const link = await dialled.link;
        const told = read(link);
        const sent = ['', 'grüße', 'a\\r\\nb', ...Array.from({ length: 100 }, (_, n) => String(n)), 'enough'];
        for (const frame of sent) link.send(frame);
        const ends = await Promise.all([told.end, dialled.end]);
        await new Promise((resolve) => setTimeout(resolve, 4_000)); // Chromium would try again after 3 s
        return { same: JSON.stringify([...told.frames, 'enough']) === JSON.stringify(sent), ends };
      })()`);
      serving.unsubscribe();
      const goodbye = ['LinkError', 4001, true];
      expect({ ...told, links }).to.deep.equal({ same: true, ends: [goodbye, goodbye], links: 1 });
    });
  });
}
