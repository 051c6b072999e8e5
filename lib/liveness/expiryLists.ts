/** No member. */
export const NONE = -1;

/**
 * Who was heard when, kept so that the next to fall silent is known at once.
 *
 * One list per threshold, each in the order of the last sign of life. A member is an integer handle and stands in the
 * list of the threshold that it crosses next. Hearing it moves it to the end of the first list, crossing moves it from
 * the head of its list to the end of the next: so each list stays in order, and the next to cross is one of the heads.
 *
 * Nothing depends on the number of members, and nothing is allocated but the slots of new ones: 18 bytes each, used
 * again when a member is gone. Whoever keeps the handle on an object of its own needs no map of keys.
 */
export interface ExpiryLists {
  /** A new member, heard at `now`. */
  add(now: number): number;
  /** Hears a member; `true` if it had crossed a threshold since it was last heard. */
  hear(handle: number, now: number): boolean;
  /** When a member was last heard. */
  heardAt(handle: number): number;
  /** When anybody was last heard; `-Infinity`: never. */
  lastHeard(): number;
  /** The member that crosses a threshold next, if no silence began before `floor`; or `NONE`. */
  first(floor: number): number;
  /** When a member crosses its next threshold, if its silence did not begin before `floor`. */
  due(handle: number, floor: number): number;
  /** The threshold that a member crosses next: its index. */
  next(handle: number): number;
  /** The shortest threshold that any member has yet to cross; `Infinity`: none. */
  shortest(): number;
  /** Takes the first member of a list to the next; `false`: that was the last, the member is gone. */
  cross(handle: number): boolean;
  /** Takes a member out, wherever it stands. */
  remove(handle: number): void;
}

/** Lists for `thresholds`: in ms, ascending, at least one. `Infinity` is never crossed. */
export function expiryLists(thresholds: readonly number[]): ExpiryLists {
  const lists = thresholds.length;
  // Slot i below `lists` is the head of list i, closed to a ring with its members; members have the slots above.
  let heard = new Float64Array(lists);
  let list = Uint16Array.from(thresholds.keys());
  let after = Int32Array.from(thresholds.keys());
  let before = Int32Array.from(thresholds.keys());
  let used = lists;
  /** The first slot to use again; the others follow by `after`. */
  let vacant = NONE;
  let last = -Infinity;

  function link(handle: number, to: number): void {
    const tail = before[to]!;
    list[handle] = to;
    before[handle] = tail;
    after[handle] = to;
    after[tail] = before[to] = handle;
  }

  function unlink(handle: number): void {
    before[after[handle]!] = before[handle]!;
    after[before[handle]!] = after[handle]!;
  }

  function slot(): number {
    if (vacant !== NONE) {
      const handle = vacant;
      vacant = after[handle]!;
      return handle;
    }
    if (used === heard.length) {
      const size = Math.max(64, used * 2);
      heard = grown(heard, new Float64Array(size));
      list = grown(list, new Uint16Array(size));
      after = grown(after, new Int32Array(size));
      before = grown(before, new Int32Array(size));
    }
    return used++;
  }

  function remove(handle: number): void {
    unlink(handle);
    after[handle] = vacant;
    vacant = handle;
  }

  const due = (handle: number, floor: number) => Math.max(heard[handle]!, floor) + thresholds[list[handle]!]!;

  return {
    add(now) {
      const handle = slot();
      heard[handle] = last = now;
      link(handle, 0);
      return handle;
    },
    hear(handle, now) {
      heard[handle] = last = now;
      const crossed = list[handle] !== 0;
      if (crossed || after[handle] !== 0) {
        unlink(handle);
        link(handle, 0);
      }
      return crossed;
    },
    heardAt: (handle) => heard[handle]!,
    lastHeard: () => last,
    first(floor) {
      let first = NONE;
      let earliest = Infinity;
      for (let head = 0; head < lists; head++) {
        const handle = after[head]!;
        if (handle !== head && due(handle, floor) < earliest) {
          first = handle;
          earliest = due(handle, floor);
        }
      }
      return first;
    },
    due,
    next: (handle) => list[handle]!,
    shortest: () => thresholds.find((_, head) => after[head] !== head) ?? Infinity,
    cross(handle) {
      const to = list[handle]! + 1;
      if (to === lists) {
        remove(handle);
        return false;
      }
      unlink(handle);
      link(handle, to);
      return true;
    },
    remove,
  };
}

function grown<A extends Float64Array | Uint16Array | Int32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
