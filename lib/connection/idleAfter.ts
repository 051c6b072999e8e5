/**
 * When a silent link itself is given up: at `lost`, or where that is off at 2.5 times `interrupted`, which is 10 s
 * by default (SPEC NET-4).
 */
export function idleAfter(interrupted: number, lost: number): number {
  return lost < Infinity ? lost : interrupted * 2.5;
}
