/** A mistake that somebody could make in lib, and the clause that it breaks. The simulation must find it. */
export interface Bug {
  readonly name: string;
  /** In lib. */
  readonly file: string;
  /** Is there exactly once. */
  readonly find: string;
  readonly replace: string;
  readonly clause: string;
}
