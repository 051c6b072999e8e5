/** No member. */
export const NONE = -1;

// A slot is 24 bytes: 8 for when it was heard, 4 each for its list and its neighbours there. Together they are in one
// line of the cache: with arrays apart, a million members cost twice as much to hear.
const TIMES = 3;
const WORDS = 6;
/** When anybody was last heard: in the head of the first list. As a variable it would be an object per value, +3 ns. */
const LAST = 0;
const LIST = 2;
const AFTER = 3;
const BEFORE = 4;

/**
 * Who was heard when, kept so that the next to fall silent is known at once.
 *
 * One list per threshold, each in the order of the last sign of life. A member is an integer handle and stands in the
 * list of the threshold that it crosses next. Hearing it moves it to the end of the first list, crossing moves it from
 * the head of its list to the end of the next: so each list stays in order, and the next to cross is one of the heads.
 *
 * Nothing depends on the number of members, and nothing is allocated but the slots of new ones: 24 bytes each, used
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
  /** The first member of a list, or `NONE`. */
  head(list: number): number;
  /** Takes the first member of a list to the next; not of the last. */
  cross(handle: number): void;
  /** Takes a member out, wherever it stands. */
  remove(handle: number): void;
  /** Takes all members out and frees their memory. */
  clear(): void;
}

/** Lists for `thresholds`: in ms, ascending, at least one. `Infinity` is never crossed. */
export function expiryLists(thresholds: readonly number[]): ExpiryLists {
  const lists = thresholds.length;
  // Slot i below `lists` is the head of list i, closed to a ring with its members; members have the slots above.
  let { times, words } = emptyLists(lists, -Infinity);
  let used = lists;
  /** The first slot to use again; the others follow by `AFTER`. */
  let vacant = NONE;

  const after = (handle: number) => words[handle * WORDS + AFTER]!;
  const before = (handle: number) => words[handle * WORDS + BEFORE]!;
  const listOf = (handle: number) => words[handle * WORDS + LIST]!;
  const heardAt = (handle: number) => times[handle * TIMES]!;

  function join(one: number, other: number): void {
    words[one * WORDS + AFTER] = other;
    words[other * WORDS + BEFORE] = one;
  }

  function append(handle: number, to: number): void {
    join(before(to), handle);
    join(handle, to);
  }

  function link(handle: number, to: number): void {
    words[handle * WORDS + LIST] = to;
    append(handle, to);
  }

  function unlink(handle: number): void {
    join(before(handle), after(handle));
  }

  function slot(): number {
    if (vacant !== NONE) {
      const handle = vacant;
      vacant = after(handle);
      return handle;
    }
    if (used * TIMES === times.length) {
      const grown = slots(Math.max(64, used * 2));
      grown.words.set(words);
      ({ times, words } = grown);
    }
    return used++;
  }

  const due = (handle: number, floor: number) => Math.max(heardAt(handle), floor) + thresholds[listOf(handle)]!;

  return {
    add(now) {
      const handle = slot();
      times[handle * TIMES] = times[LAST] = now;
      link(handle, 0);
      return handle;
    },
    hear(handle, now) {
      times[handle * TIMES] = times[LAST] = now;
      const crossed = listOf(handle) !== 0;
      unlink(handle);
      if (crossed) link(handle, 0);
      else append(handle, 0);
      return crossed;
    },
    heardAt,
    lastHeard: () => times[LAST]!,
    first(floor) {
      let first = NONE;
      let earliest = Infinity;
      for (let head = 0; head < lists; head++) {
        const handle = after(head);
        if (handle !== head && due(handle, floor) < earliest) {
          first = handle;
          earliest = due(handle, floor);
        }
      }
      return first;
    },
    due,
    next: listOf,
    shortest: () => thresholds.find((_, head) => after(head) !== head) ?? Infinity,
    head(list) {
      const handle = after(list);
      return handle === list ? NONE : handle;
    },
    cross(handle) {
      unlink(handle);
      link(handle, listOf(handle) + 1);
    },
    remove(handle) {
      unlink(handle);
      words[handle * WORDS + AFTER] = vacant;
      vacant = handle;
    },
    clear() {
      ({ times, words } = emptyLists(lists, times[LAST]!));
      used = lists;
      vacant = NONE;
    },
  };
}

/** So many lists without members. */
function emptyLists(many: number, lastHeard: number) {
  const { times, words } = slots(many);
  times[LAST] = lastHeard;
  for (let head = 0; head < many; head++) {
    words[head * WORDS + LIST] = words[head * WORDS + AFTER] = words[head * WORDS + BEFORE] = head;
  }
  return { times, words };
}

/** Room for so many slots, seen as times and as words. */
function slots(many: number) {
  const memory = new ArrayBuffer(many * TIMES * Float64Array.BYTES_PER_ELEMENT);
  return { times: new Float64Array(memory), words: new Int32Array(memory) };
}
