/** Every close code of the protocol: 1000-1015 keep the meaning that RFC 6455 gives them; 4000 and above are ours. */
export const closeCode = {
  left: 1000,
  notText: 1003,
  tooLarge: 1009,
  failed: 1011,
  draining: 1012,
  notJson: 4000,
  notInSchema: 4001,
  outOfPlace: 4002,
  notAccepted: 4003,
  idle: 4004,
  tooSlow: 4005,
  replaced: 4006,
  refused: 4007,
  removed: 4008,
} as const;

/** A close code by its name. */
export type CloseName = keyof typeof closeCode;
