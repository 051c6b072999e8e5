/** 128 random bits as 32 hexadecimal digits: what `ids` options default to (SPEC API-6). */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
