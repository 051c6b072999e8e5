// Loads every entry of the built package as a user would, by `import` and by `require`, and compares the names.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

for (const entry of Object.keys(manifest.exports).filter((entry) => entry !== './package.json')) {
  const specifier = manifest.name + entry.slice(1);
  const imported = Object.keys(await import(specifier))
    .sort()
    .join(' ');
  const required = Object.keys(require(specifier)).sort().join(' ');
  if (imported === '') throw new Error(`${specifier} exports nothing`);
  if (imported !== required) throw new Error(`${specifier} differs: import ${imported}; require ${required}`);
  console.log(`${specifier}: ${imported}`);
}
