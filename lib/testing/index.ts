/**
 * A network that fails at a given millisecond, and time that passes at once.
 *
 * - {@link run} puts RxJS into virtual time; {@link RunHelpers} is what it hands over.
 * - {@link virtualNetwork} gives a {@link VirtualNetwork}; {@link Faults} is everything that can happen to it.
 * - {@link readScore}, {@link checkScene}, {@link acceptScore} and {@link drawScore} are for marble diagrams that run; a
 *   {@link Word} bridges them to your code.
 *
 * @module rx-lifeline/testing
 */

// Virtual time
export { run, type RunConfig, type RunHelpers } from './run.js';

// A network in virtual time
export { virtualNetwork, type NetworkEvent, type VirtualNetwork, type VirtualNetworkConfig } from './virtualNetwork.js';
export { readFault, type Direction, type Fault, type Faults, type Side } from './fault.js';
export { type NetworkEventKind } from './connection.js';
export { type Delay, type Latency } from './site.js';
export { type WeatherConfig } from './weather.js';

// Scores: marble diagrams that run
export { readScore } from './score/readScore.js';
export { drawScore } from './score/drawScore.js';
export { playScene, type Heard, type Order } from './score/playScene.js';
export { checkScene } from './score/checkScene.js';
export { acceptScore } from './score/acceptScore.js';
export { paintScore, type PaintConfig } from './picture/paintScore.js';
export { type Theme } from './picture/palette.js';
export { isScoreError, ScoreError, type Place } from './score/scoreError.js';
export { type Stage, type Word, type Words } from './score/word.js';
export { type VirtualTime } from './score/virtualTime.js';
export { type Said } from './score/hearLane.js';
export {
  type Duration,
  type Label,
  type Lane,
  type LaneEvent,
  type Naming,
  type Option,
  type Preamble,
  type Ruler,
  type Scene,
  type Score,
  type Span,
} from './score/score.js';
