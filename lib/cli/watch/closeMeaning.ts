/** What RFC 6455 and its registry say of the close codes that are not an application's own. */
const meanings: Readonly<Record<number, string>> = {
  1000: 'normal',
  1001: 'going away',
  1002: 'protocol error',
  1003: 'a kind of data that it does not take',
  1005: 'no code given',
  1006: 'without a goodbye',
  1007: 'data that it cannot read',
  1008: 'against its policy',
  1009: 'a frame that is too large',
  1010: 'an extension is missing',
  1011: 'internal error',
  1012: 'restarts',
  1013: 'try again later',
  1014: 'bad gateway',
};

/** What a close code says; nothing where an application has given it its meaning. */
export const closeMeaning = (code: number): string => meanings[code] ?? '';
