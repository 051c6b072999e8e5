import type { Engine, EngineSettings } from './engine.js';
import { arrive } from './memory/arrive.js';
import { attributeOperations } from './memory/attributeOperations.js';
import { channelOperations } from './memory/channelOperations.js';
import { mailOperations } from './memory/mailOperations.js';
import { sessionOperations } from './memory/sessionOperations.js';
import { createStore } from './memory/store.js';

/**
 * The engine of a hub that is one process: all is in its memory and gone with it; a new one has a new epoch (SPEC
 * HUB-6). Answers at the subscription. The default of `createHub`.
 *
 * ```ts
 * import { createHub, memoryEngine } from 'rx-lifeline/hub';
 *
 * const hub = createHub({ allowAnonymous: true, engine: memoryEngine }); // as without `engine`
 * hub.close();
 * ```
 */
export function memoryEngine(settings: EngineSettings): Engine {
  const store = createStore(settings);
  return {
    events$: store.wake.events$,
    ...sessionOperations(store),
    arrive: (fence, positions) => store.fenced(fence, (member) => arrive(store, member, positions)),
    ...mailOperations(store),
    ...channelOperations(store),
    ...attributeOperations(store),
    close: store.wake.end,
  };
}
