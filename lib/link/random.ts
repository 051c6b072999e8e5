/** A uniform draw from [0, 1): what `random` options default to. */
export const random = (): number => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;
