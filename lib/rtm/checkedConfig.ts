import { ascending } from '../connection/ascending.js';
import { clientNames } from '../connection/clientSettings.js';
import { mustBe } from '../link/mustBe.js';
import { checkedNames } from '../liveness/checkedNames.js';
import { checkedId } from '../session/checkedId.js';
import { drawnId } from '../session/drawnId.js';
import { checkedTokenSource } from '../session/tokenSource.js';
import type { RtmConfig } from './rtmConfig.js';

/** What a client is made of, checked. */
export interface CheckedConfig {
  readonly secret: string;
  readonly outbox: { readonly instance: string; readonly limit: number };
  readonly login: number;
  readonly interrupted: number;
}

/** @throws TypeError, RangeError that names the option and the value. */
export function checkedConfig(config: RtmConfig): CheckedConfig {
  const caller = 'createRtmClient';
  const known = ['userId', 'token', 'thresholds', 'outboxLimit', 'ids', ...clientNames];
  checkedNames(config, known, `${caller}: config`);
  const { userId, token, ids, outboxLimit = 1_000, thresholds = {} } = config;
  checkedNames(thresholds, ['login', 'interrupted'], `${caller}: thresholds`);
  checkedId(userId, `${caller}: userId`);
  checkedTokenSource(token, caller);
  const isLimit = Number.isSafeInteger(outboxLimit) && outboxLimit >= 1;
  mustBe(isLimit, `${caller}: outboxLimit`, 'a whole number of 1 or more', outboxLimit, RangeError);
  return {
    ...ascending({ interrupted: thresholds.interrupted }, { interrupted: 4_000 }, caller),
    ...ascending({ login: thresholds.login }, { login: 6_000 }, caller),
    secret: drawnId(ids, caller),
    outbox: { instance: drawnId(ids, caller), limit: outboxLimit },
  };
}
