import { report } from './report.js';

/** Calls what the application gave us; what it throws is reported and stops nothing. */
export function guarded(act: () => void): void {
  try {
    act();
  } catch (error) {
    report(error);
  }
}
