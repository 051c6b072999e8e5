/** `authenticate` failed, and the journal knows why: neither a yes nor a no. */
export class Unchecked extends Error {
  override readonly name = 'Unchecked';

  constructor() {
    super('the token could not be checked');
  }
}
