import { kind, optional, text, type Schema, type Shape } from './schema.js';

/** The fields of which frames are made, and the frames that both profiles speak. */
export const count = kind<number>(
  'a whole number from 0 on',
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
);
export const milliseconds = kind<number>(
  'a finite number from 0 on',
  (value) => Number.isFinite(value) && Number(value) >= 0,
);

/** One of the words `W`: who reads it takes one that it does not know as it is, so that a newer hub may have more. */
export const word = <W extends string>(): Schema<W> => text as Schema<W>;

/** Hub to client: it has ended a session, or refused a join or login or request. */
export const no = <Reason extends string>() => ({ reason: word<Reason>(), message: text });

/** Hub to client, in every profile; besides, `refused` and `removed` say why a session does not begin, or ends. */
export const commonHubShapes = {
  beat: {},
  /** Nothing was heard on this link for `silentFor` ms. */
  unheard: { silentFor: optional(milliseconds) },
  /** It is heard again. */
  heard: {},
  /** The hub is about to close this link, or won't take a new one; not again before `retryAfter` ms. */
  drain: { retryAfter: milliseconds },
  /** The answer to a request. */
  done: { id: count, expiresIn: optional(milliseconds) },
} satisfies Record<string, Shape>;
