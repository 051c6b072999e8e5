import { parseArgs } from 'node:util';
import { understood } from '../understood.js';

/** What `rx-lifeline demo --help` says. */
export const demoHelp = `Usage: rx-lifeline demo [--exact] [--plain]

Plays outages on real sockets, expected against measured: in a channel T0 to T7 of the specification, in a chat what
others see, and what is back-filled. It takes about 50 s.
Exit code 0: everything came, in order and on time. 1: something did not. 130: interrupted.

  --exact   cyd gives up after the true 20 min instead of 25 s; takes 21 min
  --plain   no colours and no gauge, as when the output is no terminal, or NO_COLOR is set
`;

/** The options in `args`. Throws a `UsageError` that names what it doesn't know. */
export function demoOptions(args: string[]) {
  return understood('demo', () => {
    const { values } = parseArgs({
      args,
      options: {
        exact: { type: 'boolean', default: false },
        plain: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return values;
  });
}
