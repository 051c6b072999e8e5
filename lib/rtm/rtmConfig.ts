import type { ClientConfig } from '../connection/connectionConfig.js';
import type { TokenSource } from '../session/tokenSource.js';

/** What `createRtmClient` takes. */
export interface RtmConfig extends ClientConfig {
  /** Who logs in: 1-64 bytes of printable characters. */
  readonly userId: string;
  /** Left out where the hub asks for none. With a function the client renews by itself (SPEC RTM-4). */
  readonly token?: TokenSource;
  /** In ms; `false` or `Infinity` switches one off. */
  readonly thresholds?: {
    /** From the `login()` to its timeout. Default 6 000. */
    readonly login?: number | false;
    /** So long a silence, then `reconnecting`. Default 4 000. */
    readonly interrupted?: number | false;
  };
  /** How many messages may be without an outcome; one more is refused as `full`. Default 1 000. */
  readonly outboxLimit?: number;
  /** Draws the instance's secret, and its name: 128 bits as 32 hexadecimal digits each. Default: the system's randomness. */
  readonly ids?: () => string;
}
