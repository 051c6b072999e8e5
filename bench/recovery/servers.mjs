// One process: the servers of a family of candidates. `servers.mjs <family>`.
import { answering } from './answering.mjs';

const { candidates } = await import(`./candidates/${process.argv[2]}.mjs`);

answering({
  async serve(cases) {
    const ports = {};
    for (const [name, { serve }] of Object.entries(candidates)) {
      ports[name] = await serve(cases.filter(({ candidate }) => candidate === name).map(({ id }) => id));
    }
    return ports;
  },
});
