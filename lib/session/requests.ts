/** What was asked of the hub and not yet answered; what is unanswered when a link is replaced is asked again. */
export interface Requests<R> {
  /** The highest id given out; none is given twice. */
  readonly last: number;
  /** By id, in the order of asking. */
  readonly open: ReadonlyMap<number, R>;
}

export const noRequests: Requests<never> = { last: 0, open: new Map<number, never>() };

/** One more; its id is the new `last`. */
export function asked<R>({ last, open }: Requests<R>, request: R): Requests<R> {
  return { last: last + 1, open: new Map([...open, [last + 1, request]]) };
}

/** Without the one that was answered. */
export function answered<R>({ last, open }: Requests<R>, id: number): Requests<R> {
  const rest = new Map(open);
  rest.delete(id);
  return { last, open: rest };
}
