import { tap, timer, type SchedulerLike } from 'rxjs';
import type { Perform } from './perform.js';

/** A channel with more members is a crowd: its comings and goings are told as a number only (SPEC RTM-6). */
export const crowd = 512;

interface MemberCountsConfig {
  readonly scheduler: SchedulerLike;
  readonly perform: Perform;
  /** Whether anybody did not know. */
  readonly tell: (channel: string, count: number) => boolean;
}

/** Tells how many members a channel has when that changes, at most once a second, of a crowd every 3 s. */
export function createMemberCounts({ scheduler, perform, tell }: MemberCountsConfig): MemberCounts {
  /** Of the channels about which something was told lately: the latest count. */
  const latest = new Map<string, number>();

  const say = (channel: string, count: number): void => {
    if (!tell(channel, count)) return void latest.delete(channel);
    latest.set(channel, count);
    const after = timer(count > crowd ? 3_000 : 1_000, scheduler).pipe(
      tap(() => {
        const now = latest.get(channel);
        if (now === undefined || now === count) latest.delete(channel);
        else say(channel, now);
      }),
    );
    perform(after);
  };

  return {
    changed(channel, count) {
      if (latest.has(channel)) latest.set(channel, count);
      else say(channel, count);
    },
  };
}

export interface MemberCounts {
  changed(channel: string, count: number): void;
}
