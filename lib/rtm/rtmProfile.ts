import type { Profile } from '../connection/connection.js';
import type { LoginFrame } from '../protocol/messagingClientFrame.js';
import type { LoggedInFrame, LoginRefusal } from '../protocol/messagingFrames.js';
import { hubTalk } from '../session/hubTalk.js';
import { LoginError, isLoginError } from './loginError.js';
import type { RtmFrame } from './rtmFrame.js';
import type { Acceptance } from './rtmMachine.js';
import { rtmTable, type RtmReason, type RtmState, type RtmWord } from './rtmTable.js';

/** How a messaging client logs in, and is told how that went. */
export interface Login {
  readonly frame: () => LoginFrame;
  readonly accepted: (frame: LoggedInFrame) => Acceptance;
  readonly refused: (reason: LoginRefusal) => void;
}

/** How a messaging client talks on a link: its table, its handshake, and what the hub's frames mean to the connection. */
export function rtmProfile(login: Login): Profile<RtmFrame, Acceptance, RtmState, RtmReason, RtmWord> {
  return {
    table: rtmTable,
    initial: 'disconnected',
    connected: 'connected',
    dialling: ['connecting', 'connected', 'reconnecting'],
    farewells: ['logout'],
    ...hubTalk<RtmFrame, Acceptance, RtmWord, LoginRefusal>({
      hello: login.frame,
      farewell: { t: 'logout' },
      yes: (frame) => (frame.t === 'loggedIn' ? login.accepted(frame) : undefined),
      no(reason, message) {
        login.refused(reason);
        return new LoginError(reason, message);
      },
      wordOf: (error) => (isLoginError(error) ? wordFor(error.reason) : undefined),
    }),
  };
}

const wordFor = (reason: LoginError['reason']): RtmWord =>
  reason === 'BANNED_BY_SERVER' || reason === 'REMOTE_LOGIN' ? reason : 'refused';
