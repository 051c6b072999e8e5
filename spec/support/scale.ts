import { backoff } from '../../lib/link/backoff.js';
import type { HubOptions } from '../../lib/hub/hub.js';
import type { RtcConfig } from '../../lib/rtc/rtcConfig.js';

/** The times by which both sides judge. */
export interface Scale {
  readonly hub: NonNullable<HubOptions['thresholds']>;
  readonly client: Pick<RtcConfig, 'thresholds' | 'deadlines' | 'redial'>;
}

/** The defaults. */
export const real: Scale = { hub: {}, client: {} };

/** A tenth of the defaults, where their true length is not the point. */
export const tenth: Scale = {
  hub: { accept: 600, beat: 100, unheard: 400, unreachable: 600, idle: 1_000, peerOffline: 2_000, grace: 3_000 },
  client: {
    thresholds: { interrupted: 400, lost: 1_000, giveUp: 120_000 },
    deadlines: { dial: 400, accept: 600 },
    redial: backoff({ base: 25, cap: 200, lateCap: 1_000, lateAfter: 6_000 }),
  },
};
