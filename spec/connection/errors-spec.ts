import { expect } from 'chai';
import { ConnectError, isConnectError } from '../../lib/connection/connectError.js';
import { HoldError, isHoldError } from '../../lib/connection/holdError.js';
import { StateError, isStateError } from '../../lib/connection/stateError.js';

describe('the errors of a connection', () => {
  it('API-7: ConnectError tells the state, the reason and the cause', () => {
    const cause = new Error('no such user');
    const error = new ConnectError('failed', 'REJECTED_BY_SERVER', cause);
    expect(error.message).to.equal('not connected: failed, REJECTED_BY_SERVER (no such user)');
    expect([error.name, error.state, error.reason, error.cause]).to.deep.equal([
      'ConnectError',
      'failed',
      'REJECTED_BY_SERVER',
      cause,
    ]);
    expect(new ConnectError('failed', 'JOIN_FAILED').message).to.equal('not connected: failed, JOIN_FAILED');
  });

  it('API-7: StateError tells the command and the state', () => {
    const error = new StateError('open', 'connected');
    expect([error.name, error.message, error.command, error.state]).to.deep.equal([
      'StateError',
      'open() is not possible while connected',
      'open',
      'connected',
    ]);
  });

  it('API-7: HoldError tells why and how many', () => {
    expect(new HoldError('overflow', 3).message).to.equal(
      'holdUntilConnected: a value came while 3, the limit, were held',
    );
    expect(new HoldError('over', 1).message).to.equal('holdUntilConnected: state$ completed while 1 values were held');
  });

  it('API-7: the guards know theirs, also of another copy of the package, and nothing else', () => {
    const guards = { ConnectError: isConnectError, StateError: isStateError, HoldError: isHoldError };
    for (const [name, guard] of Object.entries(guards)) {
      const errors = [new ConnectError('failed', 'X'), new StateError('open', 'x'), new HoldError('over', 1)];
      expect(errors.filter(guard).map((error) => error.name)).to.deep.equal([name]);
      expect(guard(Object.assign(new Error('x'), { name }))).to.equal(true);
      expect([guard({ name }), guard(null), guard(name)]).to.deep.equal([false, false, false]);
    }
  });
});
