import * as v from 'valibot';

/** The frames that both profiles speak, and the parts of which the others are made. */
export const text = v.string();
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0));
/** 128 bits in hexadecimal digits. */
export const secret = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

export const beatFrame = v.object({ t: v.literal('beat') });
/** Client to hub: asks the other side to say something at once. */
export const pingFrame = v.object({ t: v.literal('ping') });
/** Client to hub. */
export const renewFrame = v.object({ t: v.literal('renew'), id: count, token: text });
/** Hub to client: nothing was heard on this link for `silentFor` ms. */
export const unheardFrame = v.object({ t: v.literal('unheard'), silentFor: v.optional(milliseconds) });
/** Hub to client: it is heard again. */
export const heardFrame = v.object({ t: v.literal('heard') });
/** Hub to client: it is about to close this link, or won't take a new one; not again before `retryAfter` ms. */
export const drainFrame = v.object({ t: v.literal('drain'), retryAfter: milliseconds });

/** Hub to client: the answer to a request. */
export const doneWith = <E extends v.ObjectEntries>(entries: E) =>
  v.object({ t: v.literal('done'), id: count, expiresIn: v.optional(milliseconds), ...entries });
/** Hub to client: a request was refused. */
export const deniedBy = <const R extends readonly string[]>(reasons: R) =>
  v.object({ t: v.literal('denied'), id: count, reason: v.picklist(reasons), message: text });
/** Hub to client: a join or login was refused. */
export const refusedBy = <const R extends readonly string[]>(reasons: R) =>
  v.object({ t: v.literal('refused'), reason: v.picklist(reasons), message: text });
/** Hub to client: it has ended this session, which will not be resumed. */
export const removedBy = <const R extends readonly string[]>(reasons: R) =>
  v.object({ t: v.literal('removed'), reason: v.picklist(reasons), message: text });
