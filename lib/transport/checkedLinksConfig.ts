import { Server } from 'node:net';
import { mustBe } from '../link/mustBe.js';
import { checkedNames } from '../liveness/checkedNames.js';
import { isStrings } from './isStrings.js';
import type { WebSocketLinksConfig } from './webSocketLinks.js';

const known: readonly (keyof WebSocketLinksConfig)[] = [
  'port',
  'host',
  'server',
  'path',
  'origins',
  'maxPayload',
  'protocols',
  'perMessageDeflate',
  'listening',
  'refused',
];

type Test = (value: unknown) => boolean;

const wholeNumber =
  (least: number, most = Infinity): Test =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

/** @throws TypeError, RangeError that names the option and the value. */
export function checkedLinksConfig(config: WebSocketLinksConfig): void {
  checkedNames(config, known, 'webSocketLinks: config');
  const check = (name: keyof WebSocketLinksConfig, what: string, isRight: Test, Fault?: ErrorConstructor) => {
    const value: unknown = config[name];
    mustBe(value === undefined || isRight(value), `webSocketLinks: ${name}`, what, value, Fault);
  };
  if ((config.port === undefined) === (config.server === undefined)) {
    throw new TypeError('webSocketLinks: pass either port or server');
  }
  check('port', 'a whole number from 0 to 65535', wholeNumber(0, 65_535), RangeError);
  check('server', 'an HTTP server', (value) => value instanceof Server);
  check('host', 'a string', (value) => typeof value === 'string');
  check('path', 'a path such as /live', (value) => typeof value === 'string' && value.startsWith('/'));
  check('origins', "an array of origins or 'any'", (value) => value === 'any' || isStrings(value));
  check('maxPayload', 'a whole number of bytes above 0', wholeNumber(1), RangeError);
  check('protocols', 'an array of strings', isStrings);
  check('perMessageDeflate', 'true or false', (value) => typeof value === 'boolean');
  for (const name of ['listening', 'refused'] as const) {
    check(name, 'an observer', (value) => typeof (Object(value) as { next?: unknown }).next === 'function');
  }
}
