import { SignJWT } from 'jose';

/** For the hub's `jwtAuthenticator`. */
export const key = 'the secret of the stage, 32 bytes or more';

/** A token that is good for `ms`. */
export const token = (ms: number, { user = 'ann', channel = 'stage', secret = key } = {}): Promise<string> =>
  new SignJWT({ channel })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setExpirationTime((Date.now() + ms) / 1_000)
    .sign(new TextEncoder().encode(secret));
