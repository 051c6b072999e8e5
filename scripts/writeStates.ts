import { writeFileSync } from 'node:fs';
import { states, statesFile } from './states.js';

writeFileSync(statesFile, states());
