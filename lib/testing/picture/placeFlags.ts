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
 * Hangs texts below a lane, each at a stem of its own, none on another and none beyond `right`. A stem goes through a
 * text only where there is no other way.
 */
export function placeFlags(flags: readonly Flag[], right: number): readonly Hung[] {
  const ways = [true, false].flatMap((fromRight) => [true, false].map((toRight) => ({ fromRight, toRight })));
  const tries = ways.map((way) => hangAll(flags, right, way));
  return (tries.find(({ clean }) => clean) ?? tries[0]!).hung;
}

/** One way to hang the flags: from which side they are taken, and to which side of its stem a text goes first. */
interface Way {
  readonly fromRight: boolean;
  readonly toRight: boolean;
}

interface Placed extends Hung {
  readonly flag: Flag;
}

function hangAll(flags: readonly Flag[], right: number, way: Way): { hung: readonly Hung[]; clean: boolean } {
  const placed: Placed[] = [];
  const order = [...flags].sort((one, other) => (way.fromRight ? other.x - one.x : one.x - other.x));
  let clean = true;
  for (const flag of order) {
    const sides = [flag.x - 3, flag.x + 3 - flag.width].map((left) => Math.max(0, Math.min(left, right - flag.width)));
    if (!way.toRight) sides.reverse();
    const rows = Array.from({ length: flags.length }, (_, row) => row);
    const places = rows.flatMap((row) => sides.map((left) => ({ flag, row, left })));
    const free = places.filter((place) => !placed.some((other) => textsMeet(place, other)));
    const best = free.find((place) => !placed.some((other) => stemMeets(place, other)));
    if (!best) clean = false;
    placed.push(best ?? free[0]!);
  }
  return { hung: flags.map((flag) => hangOf(placed.find((place) => place.flag === flag)!)), clean };
}

function hangOf({ row, left }: Placed): Hung {
  return { row, left };
}

function textsMeet(one: Placed, other: Placed): boolean {
  const apart =
    one.left >= other.left + other.flag.width + between || other.left >= one.left + one.flag.width + between;
  return one.row === other.row && !apart;
}

/** Whether the stem of the lower one goes through the text of the upper one. */
function stemMeets(one: Placed, other: Placed): boolean {
  const [upper, lower] = one.row < other.row ? [one, other] : [other, one];
  const through = lower.flag.x > upper.left - 2 && lower.flag.x < upper.left + upper.flag.width + 2;
  return upper.row < lower.row && through;
}
