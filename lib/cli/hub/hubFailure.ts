/** The hub can't start or go on, and the command line is not to blame; the message is for its operator. */
export class HubFailure extends Error {
  override readonly name = 'HubFailure';
}
