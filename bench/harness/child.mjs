// @ts-check
// One task in a process of its own, started by run.mjs: `child.mjs <suite> <task> [--short]`. Sends the rows.
const [name, task, short] = process.argv.slice(2);
const { suite } = /** @type {{ suite: import('./suite.mjs').Suite }} */ (await import(`../suites/${name}.mjs`));
const rows = await suite.tasks[`${task}`]?.({ short: short === '--short' });
process.send?.(rows, () => process.exit());
