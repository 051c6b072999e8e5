import type { Origins } from '../../transport/originAllowed.js';
import { UsageError } from '../usageError.js';

/** As browsers write them: no path, no slash at the end. */
const shape = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+$/;

/** The origins of `--origin`. Throws a {@link UsageError} for one that no browser would ever send. */
export function checkedOrigins(given: readonly string[]): Origins {
  if (given.includes('any')) {
    if (given.length > 1) throw new UsageError('--origin: any says it all; leave the others out');
    return 'any';
  }
  for (const origin of given) {
    if (asSent(origin)) continue;
    throw new UsageError(`--origin: expected an origin such as https://app.example.org, got '${origin}'`);
  }
  return given;
}

function asSent(origin: string): boolean {
  if (!shape.test(origin) || !URL.canParse(origin)) return false;
  const { protocol, origin: normal } = new URL(origin);
  // Other schemes, e.g. of an app's web view, have no normal form.
  return !['http:', 'https:'].includes(protocol) || normal === origin;
}
