import type { Lane } from './score.js';

/** The marks of a lane, spaces up to its start included: column 0 is the first character. */
export function drawLane({ kind, start, end, events }: Lane): string {
  const columns = Array.from({ length: end - start }, (_, index) => {
    const column = start + index;
    const here = events.find((event) => event.column === column);
    const last = events.filter((event) => event.column < column).at(-1);
    return here?.mark ?? (kind === 'states' && last && last.mark !== '^' ? '=' : '-');
  });
  return ' '.repeat(start) + columns.join('');
}
