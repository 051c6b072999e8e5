import { asyncScheduler, type SchedulerAction, type SchedulerLike, Subscription } from 'rxjs';
import type { Faults } from '../../lib/testing/index.js';

/** The process of a client, which stops now and then: what falls due meanwhile is late, and what comes is read after it. */
export interface Sleeper {
  /** For the client. */
  readonly scheduler: SchedulerLike;
  /** `waking`: its timers run again, and it has not read yet what has come. */
  readonly phase: 'awake' | 'asleep' | 'waking';
  sleep(): void;
  /** All that fell due meanwhile runs, in order. */
  wake(): void;
  /** It reads what has come. */
  read(): void;
  /** Faults as such a process has them: it finds only later that a link has ended. */
  faults(site: Faults): Faults;
}

export function sleeper(site: Faults): Sleeper {
  let phase: Sleeper['phase'] = 'awake';
  const late: (() => void)[] = [];
  const runAll = () => {
    for (let work = late.shift(); work; work = late.shift()) work();
  };

  function schedule<T>(work: (this: SchedulerAction<T>, state?: T) => void, delay = 0, state?: T): Subscription {
    let timer = Subscription.EMPTY;
    const action: SchedulerAction<T> = Object.assign(new Subscription(() => timer.unsubscribe()), {
      schedule(next?: T, after = 0): Subscription {
        timer.unsubscribe();
        const armed = asyncScheduler.schedule(() => (phase === 'asleep' ? void late.push(run) : run()), after);
        const run = () => {
          if (action.closed || timer !== armed) return;
          work.call(action, next);
          if (timer === armed) action.unsubscribe();
        };
        timer = armed;
        return action;
      },
    });
    return action.schedule(state, delay);
  }

  return {
    // Its clock is the one of the simulation, whatever the wall clock says.
    scheduler: Object.assign({ now: () => asyncScheduler.now(), schedule }, { ownTime: true }),
    get phase() {
      return phase;
    },
    sleep() {
      phase = 'asleep';
      site.freeze('client');
    },
    wake() {
      phase = 'waking';
      runAll();
    },
    read() {
      phase = 'awake';
      runAll();
      site.thaw();
    },
    faults: (those) => ({
      ...those,
      cut(side = 'both') {
        if (phase === 'awake') return those.cut(side);
        if (side !== 'client') those.cut('hub');
        if (side !== 'hub') late.push(() => those.cut('client'));
      },
      heal() {
        those.heal();
        if (phase !== 'awake') site.freeze('client');
      },
    }),
  };
}
