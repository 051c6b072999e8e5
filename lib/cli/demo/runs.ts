/** Numbers in the order in which they came, runs of them shortened: `3-5 7`. */
export function runs(numbers: readonly number[]): string {
  const found: (readonly [from: number, to: number])[] = [];
  for (const number of numbers) {
    const [from, to] = found.at(-1) ?? [];
    if (from !== undefined && number === Number(to) + 1) found[found.length - 1] = [from, number];
    else found.push([number, number]);
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(' ');
}
