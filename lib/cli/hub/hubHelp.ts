import { defaultLimits } from '../../hub/limits.js';
import { defaultThresholds } from '../../hub/thresholds.js';
import { hubFlags } from './hubFlags.js';

const columns = 80;

/** `text` in lines, each of them behind so many spaces. */
function wrapped(text: string, margin: number): string[] {
  const lines = text.match(new RegExp(`\\S.{0,${columns - margin - 1}}(?= |$)`, 'g')) ?? [];
  return lines.map((line) => ' '.repeat(margin) + line);
}

const options = Object.entries(hubFlags).map(([name, flag]) => {
  const option = `  --${name}${'value' in flag ? ` ${flag.value}` : ''}`;
  const notes = [
    ...('default' in flag ? [`default ${flag.default}`] : []),
    ...('multiple' in flag ? ['may be given again'] : []),
  ];
  const text = notes.length === 0 ? flag.text : `${flag.text} (${notes.join(', ')})`;
  return option + wrapped(text, 26).join('\n').slice(option.length);
});

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

${options.join('\n')}

Limits and their defaults:
${defaults(defaultLimits)}

Thresholds and their defaults, in ms:
${defaults(defaultThresholds)}

Exit code 0: stopped. 1: it can't go on, or was told twice to stop.
2: an option is wrong.
`;
