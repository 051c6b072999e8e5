import type { Flag } from '../optionList.js';

/** The options of `rx-lifeline watch`: for the parser, for the help and for the page about it. */
export const watchFlags = {
  send: {
    type: 'string',
    value: '<text>',
    text: 'what to send on each link as soon as it is open, e.g. a subscription, or with --every a ping',
  },
  every: { type: 'string', value: '<time>', text: 'how often it is sent again, e.g. 1s; otherwise once a link' },
  interrupted: {
    type: 'string',
    default: '4s',
    value: '<time>',
    text: 'the silence after which the server counts as gone; never: an open link is enough',
  },
  lost: {
    type: 'string',
    value: '<time>',
    text: 'the silence after which a link is given up; otherwise 2.5 times --interrupted',
  },
  for: { type: 'string', value: '<time>', text: 'how long to watch; otherwise until Ctrl-C' },
  protocol: { type: 'string', multiple: true, value: '<name>', text: 'a sub-protocol to offer, the best first' },
  header: { type: 'string', multiple: true, value: '<name: value>', text: 'a header of the request that dials' },
  json: { type: 'boolean', text: 'prints a JSON object a line' },
  plain: { type: 'boolean', text: 'no colours and no gauge, as when the output is no terminal, or NO_COLOR is set' },
  help: { type: 'boolean', short: 'h', text: 'prints this' },
} as const satisfies Record<string, Flag>;
