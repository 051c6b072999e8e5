import { VirtualTimeScheduler } from 'rxjs';
import { memoryEngine } from '../../lib/hub/memory.js';
import { engineContract } from './engine.contract.js';

engineContract('memoryEngine', (settings) => {
  const scheduler = new VirtualTimeScheduler();
  return {
    engine: memoryEngine({ ...settings, scheduler }),
    until(at) {
      scheduler.schedule(() => {}, at - scheduler.frame);
      scheduler.maxFrames = at;
      scheduler.flush();
    },
  };
});
