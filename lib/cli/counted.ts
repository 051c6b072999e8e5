import { thousands } from './thousands.js';

/** `1 frame`, `1 204 frames`. */
export const counted = (count: number, noun: string): string => `${thousands(count)} ${noun}${count === 1 ? '' : 's'}`;
