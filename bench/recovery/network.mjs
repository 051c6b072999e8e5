// One process: a faulty line for each case.
import { answering, clock } from './answering.mjs';
import { faultyLine } from './line.mjs';

const lines = new Map();
const outages = {};

answering({
  async open(cases) {
    const ports = {};
    for (const { id, target } of cases) {
      const line = await faultyLine(target);
      lines.set(id, line);
      ports[id] = line.port;
    }
    return ports;
  },
  fail(cases) {
    for (const { id, fault, after, lasts } of cases) {
      setTimeout(() => {
        lines.get(id).fail(fault);
        const outage = (outages[id] = { began: clock(), healed: Infinity });
        if (lasts === Infinity) return;
        setTimeout(() => {
          lines.get(id).heal();
          outage.healed = clock();
        }, lasts);
      }, after);
    }
  },
  outages: () => outages,
});
