import { refused, type Refused } from '../engine.js';
import type { HubLimits } from '../limits.js';
import { validId } from '../../protocol/validId.js';
import type { Request } from './requests.js';

/** The names in a request: of users, channels, attributes. */
function namesIn(request: Request): readonly string[] {
  switch (request.t) {
    case 'enter':
    case 'exit':
    case 'members':
    case 'channelAttributesOf':
      return [request.channel];
    case 'watch':
    case 'unwatch':
    case 'query':
      return request.users;
    case 'attributesOf':
      return [request.user];
    case 'setAttributes':
      return request.attributes.map(([key]) => key);
    case 'deleteAttributes':
      return request.keys;
    case 'setChannelAttributes':
      return [request.channel, ...request.attributes.map(([key]) => key)];
    case 'deleteChannelAttributes':
      return [request.channel, ...request.keys];
  }
}

/** What is wrong with a request by itself, whatever anybody else does (SPEC RTM-15). */
export function requestFault(request: Request, limits: HubLimits): Refused | undefined {
  if (!namesIn(request).every((name) => validId(name, limits.id))) {
    return refused('INVALID_ARGUMENT', `a name is 1 to ${limits.id} bytes of printable characters`);
  }
  if (request.t === 'query' && request.users.length > limits.queried) {
    return refused('TOO_MANY', `at most ${limits.queried} users are asked for at once`);
  }
  return undefined;
}
