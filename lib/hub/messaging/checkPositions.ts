import type { LoginFrame } from '../../protocol/messagingClientFrame.js';
import type { HubLimits } from '../limits.js';
import { Refusal } from '../refusal.js';
import { validId } from '../../protocol/validId.js';

/** @throws Refusal for positions in channels that cannot be (SPEC RTM-15). */
export function checkPositions({ channels }: LoginFrame, limits: HubLimits): void {
  const names = new Set(channels.map(([name]) => name));
  if (names.size < channels.length) throw new Refusal('INVALID_ARGUMENT', 'a channel is named twice');
  if (names.size > limits.channels) throw new Refusal('INVALID_ARGUMENT', `at most ${limits.channels} channels`);
  if (![...names].every((name) => validId(name, limits.id))) {
    throw new Refusal('INVALID_ARGUMENT', `a channel name is 1 to ${limits.id} bytes of printable characters`);
  }
}
