// @ts-check

/** The clock that all processes of this machine share, in ms. */
export const clock = () => Number(process.hrtime.bigint()) / 1e6;

/**
 * Answers what the parent process asks by name, until it lets go.
 * @param {Readonly<Record<string, (given: any) => unknown>>} answers
 */
export function answering(answers) {
  process.on('message', async (/** @type {{ ask: string, given: unknown }} */ { ask, given }) => {
    process.send?.((await answers[ask]?.(given)) ?? null);
  });
  process.on('disconnect', () => process.exit());
}
