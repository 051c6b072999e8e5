import { duration } from '../duration.js';

/** A duration for people; below a second in ms. */
export const timeText = (ms: number): string => (ms < 999.5 ? `${Math.round(ms)} ms` : duration(ms));
