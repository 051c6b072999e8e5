// Runs a TypeScript file of this repository: `node scripts/run.cjs lib/cli/main.ts demo --exact`.
// Node would load it as an ES module, where ts-node's require hook does not reach.
const { resolve } = require('node:path');

require('ts-node/register');
process.argv.splice(1, 1);
process.argv[1] = resolve(process.argv[1]);
require(process.argv[1]);
