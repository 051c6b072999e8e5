/** Keeps every delay of the back-off at 100 ms at most: an attempt that ends as the network heals is repeated in time. */
export const lowDraw = () => 0.05;
