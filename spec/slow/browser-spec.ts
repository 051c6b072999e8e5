import { expect } from 'chai';
import { build } from 'esbuild';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import { createHub } from '../../lib/hub/createHub.js';
import { webSocketLinks } from '../../lib/transport/webSocketLinks.js';
import { faultyProxy, type FaultyProxy } from '../support/faultyProxy.js';

const executablePath = '/usr/bin/chromium';
const quiet = ['quic', 'background-networking', 'component-update', 'sync'].map((what) => `--disable-${what}`);

/** What a page runs: `player` is the channel, `told` what it was told. */
const script = `
  import { createRtcChannel } from './lib/rtc/index.js';
  import { webSocketTransport } from './lib/transport/webSocketTransport.js';
  const uid = location.hash.slice(1);
  const player = createRtcChannel({ transport: webSocketTransport({ url: 'ws://' + location.host }), channel: 'stage', uid });
  const told = [];
  player.changes$.subscribe(({ state, reason }) => told.push(state + ' ' + reason));
  player.peerJoined$.subscribe((peer) => told.push('peerJoined ' + peer.uid));
  player.peerOffline$.subscribe((peer) => told.push('peerOffline ' + peer.uid + ' ' + peer.reason));
  player.messages$.subscribe(({ from, data }) => told.push('message ' + from + ' ' + data));
  player.attempts$.subscribe(({ type }) => type === 'accepted' && told.push('accepted'));
  Object.assign(globalThis, { player, told });
  player.join();
`;

if (!existsSync(executablePath)) {
  console.log(`SKIPPED: the client in a browser (NET-1): no ${executablePath} on this machine`);
} else {
  describe('the client in Chromium', function () {
    this.timeout(60_000);
    let browser: Browser;
    let server: Server;
    let proxy: FaultyProxy;
    let inputs: string[];
    const hub = createHub({ allowAnonymous: true });

    before(async () => {
      const { outputFiles, metafile } = await build({
        stdin: { contents: script, resolveDir: '.', loader: 'ts' },
        ...{ bundle: true, write: false, metafile: true, format: 'iife', platform: 'browser' },
      });
      inputs = Object.keys(metafile.inputs);
      const page = `<!doctype html><title>stage</title><script>${outputFiles[0]!.text.replaceAll('</script', '<\\/script')}</script>`;
      server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      hub.accept(webSocketLinks({ server }));
      proxy = await faultyProxy({ target: { port: (server.address() as AddressInfo).port } });
      browser = await chromium.launch({
        executablePath,
        args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet],
      });
    });

    after(async () => {
      await browser.close();
      hub.close();
      await proxy.close();
      server.close();
      server.closeAllConnections();
    });

    const open = async (uid: string): Promise<Page> => {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${proxy.port}/#${uid}`);
      return page;
    };
    const until = (page: Page, what: string, times = 1) =>
      page.waitForFunction(`told.filter((line) => line === ${JSON.stringify(what)}).length >= ${times}`);
    const told = (page: Page) => page.evaluate<string[]>('told');

    it('NET-1: its bundle holds neither ws nor anything of the hub', () => {
      expect(inputs.filter((file) => /node_modules\/ws\/|lib\/(hub|cli|testing)\/|webSocketLinks/.test(file))).to.be
        .empty;
    });

    it('NET-1 NET-4 RTC-3 RTC-6: two pages join, hear each other, survive a cut unseen, and see each other leave', async () => {
      const ann = await open('ann');
      await until(ann, 'connected JOIN_SUCCESS');
      const bob = await open('bob');
      await until(ann, 'peerJoined bob');
      await until(bob, 'peerJoined ann');

      proxy.cut('rst');
      await until(ann, 'accepted', 2);
      await until(bob, 'accepted', 2);
      expect(await ann.evaluate('player.send("hi")')).to.equal('sent');
      await until(bob, 'message ann hi');
      await bob.evaluate('player.leave()');
      await until(ann, 'peerOffline bob quit');

      const entrance = ['connecting CONNECTING', 'connected JOIN_SUCCESS', 'accepted'];
      const seen = (lines: string[]) => lines.filter((line) => line !== 'accepted');
      expect(seen(await told(ann))).to.deep.equal([...seen(entrance), 'peerJoined bob', 'peerOffline bob quit']);
      expect(seen(await told(bob))).to.deep.equal([
        ...[...seen(entrance), 'peerJoined ann', 'message ann hi', 'disconnected LEAVE_CHANNEL'],
      ]);
      expect(hub.sessions.map(({ user }) => user)).to.deep.equal(['ann']);
    });

    for (const [end, how] of [
      ['is closed', (page: Page) => page.close({ runBeforeUnload: true })],
      ['goes elsewhere', (page: Page) => page.goto('about:blank')],
    ] as const) {
      it(`RTC-6: a page that ${end} is gone for the others at once when \`pagehide\` says leave()`, async () => {
        const dan = await open('dan');
        await until(dan, 'connected JOIN_SUCCESS');
        const eve = await open('eve');
        await until(dan, 'peerJoined eve');
        await eve.evaluate("addEventListener('pagehide', () => player.leave())");
        await how(eve);
        await until(dan, 'peerOffline eve quit');
        await dan.evaluate('player.leave()');
        await until(dan, 'disconnected LEAVE_CHANNEL');
      });
    }
  });
}
