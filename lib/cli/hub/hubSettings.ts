import { parseArgs } from 'node:util';
import type { DrainConfig } from '../../hub/drain.js';
import { checkedLimits, type HubLimits } from '../../hub/limits.js';
import { checkedThresholds, type HubThresholds } from '../../hub/thresholds.js';
import type { Origins } from '../../transport/originAllowed.js';
import { understood } from '../understood.js';
import { UsageError } from '../usageError.js';
import { accessOf, type Access } from './access.js';
import { assignments } from './assignments.js';
import { hubFlags } from './hubFlags.js';
import { checkedOrigins } from './origins.js';
import { wholeNumber } from './wholeNumber.js';

/** What a command line of `rx-lifeline hub` asks for. */
export interface HubSettings {
  readonly port: number;
  readonly host?: string;
  readonly path?: string;
  readonly origins?: Origins;
  readonly access: Access;
  readonly takeover: 'kick-old' | 'reject-new';
  readonly limits: HubLimits;
  readonly thresholds: HubThresholds;
  readonly json: boolean;
  /** In ms; absent: only when asked. */
  readonly metricsEvery?: number;
  readonly drain: DrainConfig;
}

/** What a timer can wait, in ms. */
const longest = 2 ** 31 - 1;
/** An hour, in ms. */
const longestSpread = 3_600_000;

/** What `args` ask for. Throws a {@link UsageError} that names the option, and never quotes a key. */
export function hubSettings(
  args: string[],
  environment: Readonly<Record<string, string | undefined>>,
): HubSettings | 'help' {
  return understood('hub', () => {
    const values = valuesOf(args);
    return values.help ? 'help' : settingsOf(values, environment);
  });
}

type Values = ReturnType<typeof valuesOf>;

const valuesOf = (args: string[]) => parseArgs({ args, options: hubFlags }).values;

function settingsOf(values: Values, environment: Readonly<Record<string, string | undefined>>): HubSettings {
  for (const [name, value] of Object.entries(values)) if (value === '') throw new UsageError(`--${name} is empty`);
  const { port, host, path, origin, takeover, metrics, limit = [], threshold = [], json = false } = values;
  if (port === undefined) throw new UsageError('--port is missing');
  if (path !== undefined && !/^\/[^?#]*$/.test(path)) {
    throw new UsageError(`--path: expected a path such as /live, got '${path}'`);
  }
  return {
    port: wholeNumber('--port', port, [0, 65_535]),
    ...(host !== undefined && { host }),
    ...(path !== undefined && { path }),
    ...(origin && { origins: checkedOrigins(origin) }),
    access: accessOf(values, environment),
    takeover: policy(takeover),
    limits: checkedLimits(assignments('--limit', limit)),
    thresholds: checkedThresholds(assignments('--threshold', threshold)),
    json,
    ...(metrics !== undefined && {
      metricsEvery: wholeNumber('--metrics', metrics, [1, Math.floor(longest / 1_000)]) * 1_000,
    }),
    drain: {
      retryAfter: wholeNumber('--retry-after', values['retry-after'], [0, longest]),
      spread: wholeNumber('--spread', values.spread, [0, longestSpread]),
    },
  };
}

function policy(takeover: string): 'kick-old' | 'reject-new' {
  if (takeover === 'kick-old' || takeover === 'reject-new') return takeover;
  throw new UsageError(`--takeover: expected kick-old or reject-new, got '${takeover}'`);
}
