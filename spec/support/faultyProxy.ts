export { faultyProxy, type Direction, type FaultyProxy } from '../../lib/cli/faultyProxy.js';
