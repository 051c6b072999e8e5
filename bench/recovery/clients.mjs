// One process: the clients of a family of candidates, and what they notice. `clients.mjs <family>`.
import { answering, clock } from './answering.mjs';
import { verdict } from './verdict.mjs';

const { candidates } = await import(`./candidates/${process.argv[2]}.mjs`);
const everyProbe = 250;
const notes = {};

// A message goes out at once when there is a new link, as an application's would that has waited for it.
function start({ id, candidate, port }) {
  const { states, heard, answered } = (notes[id] = { states: [], heard: [], answered: [] });
  let connected = false;
  const probe = () => {
    if (connected) send('probe');
  };
  const send = candidates[candidate].connect(
    { id, port },
    {
      connected(now) {
        if (connected === now) return;
        connected = now;
        states.push([clock(), now]);
        queueMicrotask(probe);
      },
      accepted: () => queueMicrotask(probe),
      message(text) {
        if (text === 'tick') heard.push(clock());
        if (text === 'probe') answered.push(clock());
      },
    },
  );
  setInterval(probe, everyProbe);
}

answering({
  connect: (cases) => cases.forEach(start),
  waiting: () => Object.keys(notes).filter((id) => notes[id].answered.length === 0),
  verdicts: (outages) =>
    Object.keys(notes).flatMap((id) => (outages[id] ? [{ id: Number(id), ...verdict(notes[id], outages[id]) }] : [])),
});
