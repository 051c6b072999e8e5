import { liveness } from '../../lib/liveness/liveness.js';
import { livenessBy } from '../../lib/liveness/livenessBy.js';
import { obeysTheLaws } from './laws.js';

// LIV-5
obeysTheLaws('liveness', (scheduler) => liveness({ interrupted: 4_000, lost: 10_000 }, { scheduler }));
obeysTheLaws('livenessBy', (scheduler) => livenessBy((key: string) => key, { offline: 20_000 }, { scheduler }));
