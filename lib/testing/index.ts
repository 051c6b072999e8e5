// Virtual time
export { run, type RunConfig, type RunHelpers } from './run.js';

// A network in virtual time
export { virtualNetwork, type NetworkEvent, type VirtualNetwork, type VirtualNetworkConfig } from './virtualNetwork.js';
export { readFault, type Direction, type Fault, type Faults, type Side } from './fault.js';
export { type NetworkEventKind } from './connection.js';
export { type Delay, type Latency } from './site.js';
export { type WeatherConfig } from './weather.js';
