import { scenes } from '../support/scenes.js';
import { attributes } from './messaging/attributes.js';
import { receipts } from './messaging/receipts.js';
import { statuses } from './messaging/statuses.js';
import { takeover } from './messaging/takeover.js';
import { tokens } from './messaging/tokens.js';

describe('messaging on real sockets, at its true times', function () {
  this.timeout(120_000);

  scenes({ ...receipts, ...statuses, ...attributes, ...takeover, ...tokens });
});
