import { defaultLimits } from '../../hub/limits.js';
import { defaultThresholds } from '../../hub/thresholds.js';
import { optionList, wrapped } from '../optionList.js';
import { hubFlags } from './hubFlags.js';

const defaults = (numbers: object) =>
  wrapped(
    Object.entries(numbers)
      .map((pair) => pair.join('='))
      .join(' '),
    2,
  ).join('\n');

/** What `rx-lifeline hub --help` says. */
export const hubHelp = `Usage: rx-lifeline hub --port <port> <who may come in> [options]

Serves clients over WebSockets. SIGTERM or SIGINT ends it: it asks its clients
to come back, and waits until they are gone; a second one ends it at once. The
log goes to stdout; SIGUSR2 adds the metrics.

Who may come in: --key, --jwks or --anonymous; one of them. A key never stands
on the command line, which every process of the machine can read: it is in a
file, or in the environment as LIFELINE_KEY.

${optionList(hubFlags)}

Limits and their defaults:
${defaults(defaultLimits)}

Thresholds and their defaults, in ms:
${defaults(defaultThresholds)}

Exit code 0: stopped. 1: it can't go on, or was told twice to stop.
2: an option is wrong.
`;
