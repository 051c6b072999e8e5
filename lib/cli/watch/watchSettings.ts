import { parseArgs } from 'node:util';
import { idleAfter } from '../../connection/idleAfter.js';
import { understood } from '../understood.js';
import { UsageError } from '../usageError.js';
import { durationOption } from './durationOption.js';
import { requestHeaders } from './requestHeaders.js';
import { serverUrl } from './serverUrl.js';
import { watchFlags } from './watchFlags.js';

/** What a command line of `rx-lifeline watch` asks for. Times are ms; `Infinity`: never. */
export interface WatchSettings {
  readonly url: URL;
  readonly protocols: string[];
  readonly headers: Readonly<Record<string, string>>;
  /** What each link is sent when it is open, and again `every` so long. */
  readonly send?: string;
  readonly every?: number;
  readonly interrupted: number;
  readonly lost: number;
  /** How long to watch; absent: until the user ends it. */
  readonly duration?: number;
  readonly output: 'json' | 'plain' | 'screen';
}

/** What one timer can wait, in ms. */
const longest = 2 ** 31 - 1;
/** A sub-protocol is a token of HTTP. */
const token = /^[\w!#$%&'*+.^`|~-]+$/;

/** What `args` ask for. Throws a {@link UsageError} that names the option and the value. */
export function watchSettings(args: string[]): WatchSettings | 'help' {
  return understood('watch', () => {
    const { values, positionals } = parseArgs({ args, options: watchFlags, allowPositionals: true });
    return values.help ? 'help' : settingsOf(values, positionals);
  });
}

type Values = ReturnType<typeof parseArgs<{ options: typeof watchFlags }>>['values'];

function settingsOf(values: Values, [address, ...others]: readonly string[]): WatchSettings {
  const { send, every, protocol = [], header = [], json = false, plain = false } = values;
  if (address === undefined) throw new UsageError('which server? an address such as ws://127.0.0.1:8080');
  if (others.length > 0) throw new UsageError(`expected one address, got '${others[0]}' too`);
  if (every !== undefined && send === undefined) throw new UsageError('--every: what is to be sent? --send <text>');
  return {
    url: serverUrl(address),
    protocols: checkedProtocols(protocol),
    headers: requestHeaders(header),
    ...(send !== undefined && { send }),
    ...(every !== undefined && { every: durationOption('--every', every, longest) }),
    ...silences(values),
    ...(values.for !== undefined && { duration: durationOption('--for', values.for, longest) }),
    output: json ? 'json' : plain ? 'plain' : 'screen',
  };
}

function silences(values: Values): Pick<WatchSettings, 'interrupted' | 'lost'> {
  const interrupted = durationOption('--interrupted', values.interrupted, Infinity);
  if (values.lost === undefined) return { interrupted, lost: idleAfter(interrupted, Infinity) };
  const lost = durationOption('--lost', values.lost, Infinity);
  if (lost < Infinity && interrupted === Infinity) {
    throw new UsageError(`--lost: expected never where --interrupted is never, got '${values.lost}'`);
  }
  if (lost < Infinity && lost <= interrupted) {
    throw new UsageError(`--lost: expected more than --interrupted ${values.interrupted}, got '${values.lost}'`);
  }
  return { interrupted, lost };
}

function checkedProtocols(names: string[]): string[] {
  const wrong = names.find((name, index) => !token.test(name) || names.indexOf(name) < index);
  if (wrong === undefined) return names;
  throw new UsageError(`--protocol: expected a name without spaces or commas, and each once, got '${wrong}'`);
}
