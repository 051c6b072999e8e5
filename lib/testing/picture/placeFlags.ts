/** A text that finds no room in its lane, and where it should hang. */
export interface Flag {
  readonly x: number;
  readonly width: number;
}

/** Where a flag hangs: its row, from 0, and the left end of its text. */
export interface Hung {
  readonly row: number;
  readonly left: number;
}

const between = 8;

/**
 * Hangs texts below a lane, each at a stem of its own, in as few rows as there can be without a text on a text or a
 * stem through a text. None goes beyond `right`.
 */
export function placeFlags(flags: readonly Flag[], right: number): Hung[] {
  const hung = new Map<Flag, Hung>();
  for (const flag of [...flags].sort((one, other) => other.x - one.x)) {
    const left = Math.min(flag.x - 3, right - flag.width);
    let row = 0;
    while ([...hung].some(([other, place]) => collide({ flag, row, left }, { flag: other, ...place }))) row++;
    hung.set(flag, { row, left });
  }
  return flags.map((flag) => hung.get(flag)!);
}

interface Placed extends Hung {
  readonly flag: Flag;
}

function collide(one: Placed, other: Placed): boolean {
  if (one.row === other.row) {
    return one.left < other.left + other.flag.width + between && other.left < one.left + one.flag.width + between;
  }
  const [upper, lower] = one.row < other.row ? [one, other] : [other, one];
  return lower.flag.x > upper.left - 3 && lower.flag.x < upper.left + upper.flag.width + 3;
}
