import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { catchError, EMPTY, firstValueFrom, mergeMap, tap, type Observable } from 'rxjs';
import type { Link, Transport } from '../../lib/link/link.js';
import { isLinkError } from '../../lib/link/linkError.js';
import { probe, read } from '../transport/probe.js';
import { keepsTheContract, survivesTheNetwork } from './contract.js';
import { takenFrom } from './takenFrom.js';
import { wire } from './wire.js';

const { eventsTransport, eventsLinks } = takenFrom('docs/recipes/serverSentEvents.md') as {
  eventsTransport(url: string): Transport;
  eventsLinks(server: Server): Observable<Link>;
};

const stage = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.on('request', (_, response) => response.setHeader('connection', 'close')); // no idle connections to wait for
  const network = await wire(server);
  return {
    ...network,
    transport: eventsTransport(`http://127.0.0.1:${network.port}`),
    links$: eventsLinks(server),
    async end() {
      await network.end();
      server.close();
      server.closeAllConnections();
    },
  };
};

describe('links over Server-Sent Events, as docs/recipes/serverSentEvents.md makes them', function () {
  this.timeout(30_000);

  keepsTheContract(stage);
  survivesTheNetwork(stage);

  it('NET-1: a frame that the server does not take ends the link', async () => {
    const behind = createServer();
    const links = eventsLinks(behind).subscribe();
    const server = createServer((request, response) => {
      if (request.method === 'GET') behind.emit('request', request, response);
      else response.writeHead(404).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const dialled = probe(eventsTransport(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    const link = await dialled.link;
    const { end } = read(link);
    link.send('to a process that knows nothing of it');
    for (const each of [await end, await dialled.end]) {
      expect(each).to.satisfy(isLinkError).and.to.include({ code: 1006, clean: false, reason: 'a POST failed' });
    }
    links.unsubscribe();
    server.close();
    server.closeAllConnections();
  });

  it('HUB-7: bad requests are answered, and others do not notice', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/live`;
    const echoed$ = eventsLinks(server).pipe(
      mergeMap((link) =>
        link.frames$.pipe(
          tap((frame) => link.send(frame)),
          catchError(() => EMPTY),
        ),
      ),
    );
    const links = echoed$.subscribe();
    try {
      const { link: opened, subscription } = probe(eventsTransport(url));
      links.add(subscription);
      const link = await opened;
      const stream = (await fetch(url)).body!.getReader();
      const address = url + /data: (.*)/.exec(Buffer.from((await stream.read()).value!).toString())![1]!;
      const statuses: number[] = [];
      for (const [to, body] of [
        [url, '["x"]'],
        [`${url}?link=constructor`, '["x"]'],
        [address, ''],
        [address, '{'],
        [address, '5'],
        [address, '[{"toString":1}]'],
        [address, `["${'x'.repeat(2_200_000)}"]`],
        [address, '["good",4000]'],
        [address, '["late"]'],
      ] as const) {
        statuses.push((await fetch(to, { method: 'POST', body })).status);
      }
      expect(statuses).to.deep.equal([404, 404, 400, 400, 400, 400, 413, 204, 404]);
      expect(Buffer.from((await stream.read()).value!).toString()).to.equal('data: "good"\n\n');
      link.send('hello');
      expect(await firstValueFrom(link.frames$)).to.equal('hello');
    } finally {
      links.unsubscribe();
      server.close();
      server.closeAllConnections();
    }
  });
});
