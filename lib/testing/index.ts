// Virtual time
export { run, type RunConfig, type RunHelpers } from './run.js';
