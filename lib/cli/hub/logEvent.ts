import type { HubEvent } from '../../hub/hubEvent.js';
import type { HubMetrics } from '../../hub/journal.js';
import type { RefusedRequest } from '../../transport/refusedRequest.js';
import type { Access } from './access.js';

/** What the log of `rx-lifeline hub` tells: what happens in the hub, and what the program does. */
export type LogEvent =
  | HubEvent
  | {
      readonly type: 'listening';
      readonly host: string;
      readonly port: number;
      readonly path?: string;
      readonly access: Access['way'];
    }
  | ({ readonly type: 'refusedRequest' } & RefusedRequest)
  | ({ readonly type: 'metrics' } & HubMetrics)
  | { readonly type: 'stopped' };
