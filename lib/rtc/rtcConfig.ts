import type { ClientConfig, ConnectionThresholds } from '../connection/connectionConfig.js';
import type { Role } from '../protocol/channelFrames.js';
import type { TokenSource } from '../session/tokenSource.js';

/** What `createRtcChannel` takes. */
export interface RtcConfig extends ClientConfig {
  /** The channel's name: 1-64 bytes of printable characters. */
  readonly channel: string;
  /** The user's id in the channel: 1-64 bytes of printable characters. */
  readonly uid: string;
  /** Left out where the hub asks for none. With a function the channel renews by itself (SPEC RTC-9). */
  readonly token?: TokenSource;
  /** `broadcaster` (default) is announced to the others, `audience` is not. */
  readonly role?: Role;
  /** When silence is told, and when it is given up. */
  readonly thresholds?: ConnectionThresholds;
  /** Draws the instance's secret: 128 bits as 32 hexadecimal digits. Default: the system's randomness. */
  readonly ids?: () => string;
}
