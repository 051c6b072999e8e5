import { Subject } from 'rxjs';
import type { AddressInfo } from 'node:net';
import { createHub } from '../../lib/hub/createHub.js';
import type { HubOptions } from '../../lib/hub/hub.js';
import { webSocketLinks } from '../../lib/transport/webSocketLinks.js';

/** A hub in a process of its own, for those who kill and stop it; it tells its parent the port, and ends with it. */
export interface HubProcessOptions {
  /** 0 picks a free one. */
  readonly port: number;
  readonly thresholds: NonNullable<HubOptions['thresholds']>;
}

const { port, thresholds } = JSON.parse(process.argv[2] ?? '') as HubProcessOptions;
const listening = new Subject<AddressInfo>();
listening.subscribe((address) => process.send?.(address.port));
createHub({ allowAnonymous: true, thresholds }).accept(webSocketLinks({ port, host: '127.0.0.1', listening }));
process.on('disconnect', () => process.exit());
