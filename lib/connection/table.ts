/** One row of a profile's transition table: in `from`, on signal `on`, go to `to` because of `reason`. */
export interface Row<State extends string, Reason extends string, Word extends string> {
  /** In any of these states. */
  readonly from: readonly State[];
  /** Only while the present reason is one of these; left out: whatever it is. */
  readonly because?: readonly Reason[];
  /** Only while one of these words brought the present state about; left out: whichever did. */
  readonly after?: readonly Word[];
  /** The signal. */
  readonly on: Word;
  /** The state after it. */
  readonly to: State;
  /** The reason of the change. */
  readonly reason: Reason;
}

/** A profile's whole behaviour: pure data, and the only place that knows it (SPEC 2). */
export type Table<State extends string, Reason extends string, Word extends string> = readonly Row<
  State,
  Reason,
  Word
>[];

/** The row that `word` takes from `state`, or `undefined`: then it changes nothing. */
export function rowFor<State extends string, Reason extends string, Word extends string>(
  table: Table<State, Reason, Word>,
  { state, reason, by }: { readonly state: State; readonly reason: Reason | null; readonly by?: string | null },
  word: Word,
): Row<State, Reason, Word> | undefined {
  return table.find(
    ({ from, because, after, on }) =>
      on === word &&
      from.includes(state) &&
      (!because || (reason !== null && because.includes(reason))) &&
      (!after || after.some((it) => it === by)),
  );
}
