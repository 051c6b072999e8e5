import { UsageError } from './usageError.js';

/** What `read` makes of a command line; what it throws about that is a {@link UsageError} that names `command`. */
export function understood<T>(command: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof TypeError || error instanceof RangeError)) throw error;
    throw new UsageError(`${command}: ${error.message.split(/\. |\n/, 1)[0] ?? ''}`);
  }
}
