import type { Mark, Marks, Who } from './happening.js';

/** Something that has to happen. */
export interface Step {
  /** Its name in the specification's timeline, `T0` to `T7`; empty for what lies between. */
  readonly name: string;
  readonly who: Who;
  readonly what: string;
  /** When it is due: so many ms after an instant. Left out for what the demo does itself. */
  readonly due?: { readonly after: Mark; readonly ms: (marks: Marks) => number };
}

/** A step that is due `ms` after an instant. */
export function step(name: string, who: Who, what: string, after: Mark, ms: number): Step {
  return { name, who, what, due: { after, ms: () => ms } };
}
