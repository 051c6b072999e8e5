import type { Naming } from './score.js';

/** Finds the mark for the values of one instant, by the scene's `where` and by initials. */
export interface Letters {
  markOf(values: readonly string[]): string;
  /** Namings that were missing: letters from `z` backwards. */
  readonly found: readonly Naming[];
}

/**
 * Several values are written by the letter that `where` gives them. One value is written by that letter too, else
 * by itself when it is one character, else by its initial in upper case. What finds no letter of its own gets one
 * that is not `taken`.
 */
export function lettersOf(namings: readonly Naming[], taken: ReadonlySet<string> = new Set()): Letters {
  const found: Naming[] = [];
  const initials = new Map<string, string>();
  const named = (mark: string): boolean => [...namings, ...found].some((naming) => naming.mark === mark);

  return {
    found,
    markOf(values) {
      const known = [...namings, ...found].find((naming) => naming.values.join() === values.join());
      if (known) return known.mark;
      const [value = ''] = values;
      if (values.length === 1) {
        const mark = value.length === 1 ? value : value.charAt(0).toUpperCase();
        const free = (initials.get(mark) ?? value) === value && !named(mark);
        if (free && /[A-Za-z0-9^!|#]/.test(mark)) {
          initials.set(mark, value);
          return mark;
        }
      }
      const mark = [...'zyxwvutsrqponmlkjihgfedcba9876543210'].find(
        (each) => !named(each) && !initials.has(each) && !taken.has(each),
      );
      if (mark === undefined) throw new Error('a scene has no more letters than these: name its values with where');
      found.push({ mark, values });
      return mark;
    },
  };
}
