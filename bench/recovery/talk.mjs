// @ts-check

/** How often a server speaks by itself, in ms. */
export const everyTick = 100;

/**
 * What every server does for every client: it ticks, and sends back what it gets.
 * @param {(text: string) => void} send
 * @returns {{ hear: (text: string) => void, end: () => void }}
 */
export function talk(send) {
  send('tick');
  const ticking = setInterval(send, everyTick, 'tick');
  return { hear: send, end: () => clearInterval(ticking) };
}
