const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** How a text may stand out. */
export type Colour = keyof typeof codes;

/** Makes a text stand out; the width stays. */
export type Paint = (colour: Colour, text: string) => string;

/** For output that is no terminal: leaves every text as it is. */
export const plain: Paint = (_, text) => text;

/** For terminals. */
export const coloured: Paint = (colour, text) => `\u001b[${codes[colour]}m${text}\u001b[0m`;
