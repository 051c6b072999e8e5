import { randomId } from '../link/randomId.js';
import { roles, type Role } from '../protocol/channelFrames.js';
import { validId } from '../protocol/validId.js';
import type { RtcConfig } from './rtcConfig.js';

/** How many bytes a user id or channel name has at most (SPEC RTM-15). */
const longestId = 64;

/** @throws TypeError, RangeError that names the option and the value. */
export function checkedConfig(config: RtcConfig): { readonly role: Role; readonly secret: string } {
  for (const name of ['channel', 'uid'] as const) {
    const id: unknown = config[name];
    if (typeof id !== 'string') throw new TypeError(`createRtcChannel: ${name} must be a string, got ${String(id)}`);
    if (!validId(id, longestId)) {
      throw new RangeError(
        `createRtcChannel: ${name} must be 1-${longestId} bytes of printable characters, got ${JSON.stringify(id)}`,
      );
    }
  }
  const token: unknown = config.token;
  if (token !== undefined && typeof token !== 'string' && typeof token !== 'function') {
    throw new TypeError(`createRtcChannel: token must be a string or a function, got ${typeof token}`);
  }
  const secret = (config.ids ?? randomId)();
  if (!/^[0-9a-f]{32}$/.test(secret)) {
    throw new RangeError('createRtcChannel: ids must give 128 bits as 32 hexadecimal digits');
  }
  return { role: checkedRole(config.role ?? 'broadcaster', 'createRtcChannel'), secret };
}

/** @throws TypeError that names the value. */
export function checkedRole(role: unknown, caller: string): Role {
  const known = roles.find((name) => name === role);
  if (!known) throw new TypeError(`${caller}: role must be one of ${roles.join(', ')}, got ${String(role)}`);
  return known;
}
