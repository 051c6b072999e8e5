import type { Bug } from './bugs/bug.js';
import { connectionBugs } from './bugs/connectionBugs.js';
import { hubBugs } from './bugs/hubBugs.js';
import { rtcBugs } from './bugs/rtcBugs.js';
import { rtmBugs } from './bugs/rtmBugs.js';

/** Bugs to be planted into the source as it is loaded: lib knows nothing of them. */
export const bugs: readonly Bug[] = [...connectionBugs, ...rtcBugs, ...rtmBugs, ...hubBugs];
