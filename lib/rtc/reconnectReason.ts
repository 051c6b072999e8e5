import { oneOf } from '../link/oneOf.js';
import { checkedNames } from '../liveness/checkedNames.js';
import type { ReconnectReason } from './rtcTable.js';

const reasons: readonly ReconnectReason[] = ['SETTING_PROXY_SERVER', 'CLIENT_IP_ADDRESS_CHANGED'];

/** The reason of a `reconnect()`, if it has one. @throws TypeError that names the value when it is another word. */
export function reconnectReason(config: { readonly reason?: ReconnectReason }): ReconnectReason | undefined {
  checkedNames(config, ['reason'], 'reconnect: config');
  const { reason } = config;
  return reason === undefined ? reason : oneOf(reason, reasons, 'reconnect: reason');
}
