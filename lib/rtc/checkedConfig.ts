import { roles, type Role } from '../protocol/channelFrames.js';
import { checkedId } from '../session/checkedId.js';
import { drawnId } from '../session/drawnId.js';
import { checkedTokenSource } from '../session/tokenSource.js';
import type { RtcConfig } from './rtcConfig.js';

/** @throws TypeError, RangeError that names the option and the value. */
export function checkedConfig(config: RtcConfig): { readonly role: Role; readonly secret: string } {
  for (const name of ['channel', 'uid'] as const) checkedId(config[name], `createRtcChannel: ${name}`);
  checkedTokenSource(config.token, 'createRtcChannel');
  const secret = drawnId(config.ids, 'createRtcChannel');
  return { role: checkedRole(config.role ?? 'broadcaster', 'createRtcChannel'), secret };
}

/** @throws TypeError that names the value. */
export function checkedRole(role: unknown, caller: string): Role {
  const known = roles.find((name) => name === role);
  if (!known) throw new TypeError(`${caller}: role must be one of ${roles.join(', ')}, got ${String(role)}`);
  return known;
}
