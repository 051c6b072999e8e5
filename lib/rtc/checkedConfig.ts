import { oneOf } from '../link/oneOf.js';
import { clientNames } from '../connection/clientSettings.js';
import { checkedNames } from '../liveness/checkedNames.js';
import { roles, type Role } from '../protocol/channelFrames.js';
import { checkedId } from '../session/checkedId.js';
import { drawnId } from '../session/drawnId.js';
import { checkedTokenSource } from '../session/tokenSource.js';
import type { RtcConfig } from './rtcConfig.js';

/** @throws TypeError, RangeError that names the option and the value. */
export function checkedConfig(config: RtcConfig): { readonly role: Role; readonly secret: string } {
  const known = ['channel', 'uid', 'token', 'role', 'thresholds', 'ids', ...clientNames];
  checkedNames(config, known, 'createRtcChannel: config');
  for (const name of ['channel', 'uid'] as const) checkedId(config[name], `createRtcChannel: ${name}`);
  checkedTokenSource(config.token, 'createRtcChannel');
  const { role = 'broadcaster', ids } = config;
  return { role: checkedRole(role, 'createRtcChannel'), secret: drawnId(ids, 'createRtcChannel') };
}

/** @throws TypeError that names the value. */
export function checkedRole(role: unknown, caller: string): Role {
  return oneOf(role, roles, `${caller}: role`);
}
