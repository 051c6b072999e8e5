/** How a simulation is divided, in ms: faults and commands, then time to recover, then a look at what recovered. */
export const calmAt = 1_050_000;
/** Everybody sends to everybody, and it arrives. */
export const probeAt = 1_150_000;
/** Everybody leaves. */
export const endAt = 1_180_000;
/** Nothing is left. */
export const over = 1_200_000;
