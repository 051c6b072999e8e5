import type { Flag } from '../optionList.js';

/** The options of `rx-lifeline hub`: for the parser, for the help and for the page about it. */
export const hubFlags = {
  port: { type: 'string', value: '<port>', text: 'where it listens; 0 picks a free port, and the log tells which' },
  host: { type: 'string', value: '<address>', text: 'the one address it listens on; otherwise all of the machine' },
  path: { type: 'string', value: '</path>', text: 'the one path that is served; otherwise all' },
  origin: {
    type: 'string',
    multiple: true,
    value: '<origin>',
    text: 'a page that may dial, or any; otherwise those of the host that is dialled',
  },
  key: {
    type: 'string',
    value: '<file>',
    text: 'the key of the tokens: a secret of at least 32 bytes, a public key as PEM, or a JWK',
  },
  jwks: { type: 'string', value: '<url or file>', text: 'the set of public keys of the tokens, as JSON' },
  anonymous: { type: 'boolean', text: 'everybody may come in without a token, as whom they like' },
  audience: { type: 'string', value: '<aud>', text: 'what the tokens must be for' },
  issuer: { type: 'string', value: '<iss>', text: 'who must have made the tokens' },
  takeover: {
    type: 'string',
    default: 'kick-old',
    value: '<policy>',
    text: 'when a user id comes in twice: kick-old or reject-new',
  },
  limit: { type: 'string', multiple: true, value: '<name=value>', text: 'how much it takes, e.g. members=500' },
  threshold: { type: 'string', multiple: true, value: '<name=ms>', text: 'when it judges, e.g. peerOffline=30000' },
  json: { type: 'boolean', text: 'each line of the log is a JSON object' },
  metrics: {
    type: 'string',
    value: '<seconds>',
    text: 'how often the metrics go to the log; at each SIGUSR2 they do anyway',
  },
  'retry-after': {
    type: 'string',
    default: '1000',
    value: '<ms>',
    text: 'when it stops: how long clients wait before they dial again',
  },
  spread: {
    type: 'string',
    default: '1000',
    value: '<ms>',
    text: 'when it stops: over how long the goodbyes are spread',
  },
  help: { type: 'boolean', short: 'h', text: 'prints this' },
} as const satisfies Record<string, Flag>;
