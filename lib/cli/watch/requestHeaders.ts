import { validateHeaderName, validateHeaderValue } from 'node:http';
import { UsageError } from '../usageError.js';

/** Headers by their name; `lines` as `name: value`. Throws a {@link UsageError} that quotes no value. */
export function requestHeaders(lines: readonly string[]): Readonly<Record<string, string>> {
  const seen = new Set<string>();
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value = ''] = /^([^:]*):[ \t]*(.*)$/s.exec(line) ?? [];
      if (name === undefined || !isHeader(name, value)) {
        const got = name === undefined ? 'a name is missing' : `got '${name}: ...'`;
        throw new UsageError(`--header: expected a header such as 'Authorization: Bearer ...', ${got}`);
      }
      const key = name.toLowerCase();
      if (seen.has(key)) throw new UsageError(`--header: expected each header once, got '${name}: ...' again`);
      seen.add(key);
      return [name, value];
    }),
  );
}

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
