import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  NEVER,
  defer,
  filter,
  firstValueFrom,
  fromEvent,
  interval,
  map,
  merge,
  of,
  race,
  startWith,
  timer,
} from 'rxjs';
import { createHub } from '../../hub/createHub.js';
import type { Hub } from '../../hub/hub.js';
import { webSocketLinks, type RefusedRequest } from '../../transport/webSocketLinks.js';
import type { Command, Surroundings } from '../commandLine.js';
import { authenticatorOf } from './authenticator.js';
import { HubFailure } from './hubFailure.js';
import { hubHelp } from './hubHelp.js';
import { hubSettings, type HubSettings } from './hubSettings.js';
import type { LogEvent } from './logEvent.js';
import { jsonLine, textLine } from './logLine.js';

const failureExit = 1;
/** How long after the last goodbye it is waited for links that did not end, in ms. */
const allowance = 1_000;

/** `rx-lifeline hub`: a hub that listens, logs, and stops without anybody's state changing (SPEC HUB-5). */
export const hub: Command = async (args, surroundings) => {
  const settings = hubSettings(args, surroundings.environment);
  if (settings === 'help') {
    surroundings.output.write(hubHelp);
    return 0;
  }
  try {
    await serve(settings, surroundings);
    return 0;
  } catch (error) {
    if (!(error instanceof HubFailure)) throw error;
    surroundings.errors.write(`rx-lifeline: hub: ${error.message}\n`);
    return failureExit;
  }
};

async function serve(settings: HubSettings, { output, signal }: Surroundings): Promise<void> {
  const { path, origins, access, takeover, limits, thresholds, drain } = settings;
  const line = settings.json ? jsonLine : textLine;
  const log = (event: LogEvent): void => void output.write(`${line(new Date(), event)}\n`);

  const wayIn = await authenticatorOf(access);
  const server = httpServer(thresholds.accept);
  const { address: host, port } = await listening(server, settings);
  const hub = createHub({ ...wayIn, takeover, limits, thresholds });
  hub.events$.subscribe(log);
  const served = { ...(path !== undefined && { path }), ...(origins && { origins }) };
  const refused = { next: (request: RefusedRequest) => log({ type: 'refusedRequest', ...request }) };
  hub.accept(webSocketLinks({ server, ...served, maxPayload: limits.frame, refused }));
  const reports = metricsWanted(settings).subscribe(() => log({ type: 'metrics', ...hub.metrics }));
  log({ type: 'listening', host, port, ...(path !== undefined && { path }), access: access.way });

  try {
    await firstValueFrom(merge(interrupted(signal), broken(server)));
    for (const name of ['SIGINT', 'SIGTERM']) process.off(name, exitAtOnce).on(name, exitAtOnce);
    server.close(); // from here on the port is free for the next hub
    hub.drain(drain);
    await firstValueFrom(race(emptied(hub), timer(drain.spread + allowance)));
  } finally {
    reports.unsubscribe();
    hub.close();
    server.close();
    server.closeAllConnections();
  }
  log({ type: 'stopped' });
}

/** Answers what is no WebSocket, and ends connections that say nothing within `patience` ms. */
const httpServer = (patience: number): Server =>
  createServer(
    { headersTimeout: patience, requestTimeout: patience, connectionsCheckingInterval: 1_000 },
    (_, response) => response.writeHead(426, { Upgrade: 'websocket' }).end(),
  );

async function listening(server: Server, { port, host }: HubSettings): Promise<AddressInfo> {
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    throw new HubFailure((error as Error).message);
  }
  return server.address() as AddressInfo;
}

const interrupted = (signal: AbortSignal) => defer(() => (signal.aborted ? of(signal) : fromEvent(signal, 'abort')));

const broken = (server: Server) =>
  fromEvent(server, 'error').pipe(
    map((error) => {
      throw new HubFailure((error as Error).message);
    }),
  );

const metricsWanted = ({ metricsEvery }: HubSettings) =>
  merge(fromEvent(process, 'SIGUSR2'), metricsEvery === undefined ? NEVER : interval(metricsEvery));

const emptied = (hub: Hub) =>
  hub.events$.pipe(
    startWith(undefined),
    filter(() => hub.metrics.openLinks === 0),
  );

const exitAtOnce = () => process.exit(failureExit);
