import { payload, type Payload } from '../payload.js';

/** The report that ends a back-fill, of a channel or of the inbox (`null`); `missed: null` when nobody knows. */
export const continuity = (
  channel: string | null,
  { replayed, missed, seq }: { readonly replayed: number; readonly missed: number | null; readonly seq: number },
): Payload => payload({ t: 'continuity', channel, continuity: judgement(missed), replayed, missed, seq });

const judgement = (missed: number | null) => {
  if (missed === null) return 'unknown';
  return missed === 0 ? 'complete' : 'gap';
};
