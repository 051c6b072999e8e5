import { concat, type Observable } from 'rxjs';
import { act } from './act.js';
import type { ChatStage } from './chatStage.js';
import { pause } from './pause.js';
import { seen } from './seen.js';

/** The length of the two outages, in ms: one that the grace covers, and one that it doesn't. */
const outages = { short: 6_000, long: 35_000 };
/** When dan speaks, in ms after the beginning of an outage. */
const speaks = { short: 3_000, early: 2_000, late: 20_000 };
/** So long before the end of the short outage dan looks at the members. */
const glance = 200;
/** So long the first act has the screen for itself. */
const entrance = 1_000;
/** How long all is well, in ms; also how long after a return a second report would be seen. */
const calm = 2_000;

/** Plays the second act on `stage`: dan and eve meet, and eve's network fails twice while dan goes on speaking. */
export function chatStory({ happenings$, ...stage }: Omit<ChatStage, 'close'>): Observable<never> {
  return concat(
    pause(entrance),
    act(() => stage.logIn('dan')),
    seen(happenings$, 'dan', 'joined'),
    act(() => stage.logIn('eve')),
    seen(happenings$, 'eve', 'joined'),
    act(() => stage.say(1)),
    pause(calm),

    act(() => stage.cutOff(outages.short)),
    pause(speaks.short),
    act(() => stage.say(2)),
    pause(outages.short - speaks.short - glance),
    act(() => stage.look()),
    pause(glance),
    act(() => stage.restore()),
    pause(calm),

    act(() => stage.cutOff(outages.long)),
    pause(speaks.early),
    act(() => stage.say(3, 4, 5)),
    pause(speaks.late - speaks.early),
    act(() => stage.say(6, 7, 8)),
    pause(outages.long - speaks.late),
    act(() => stage.restore()),
    pause(calm),
  );
}
