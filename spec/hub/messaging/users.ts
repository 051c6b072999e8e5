import type { HubOptions } from '../../../lib/hub/hub.js';
import type { MessagingClientFrame } from '../../../lib/protocol/messagingClientFrame.js';
import type { MessagingHubFrame } from '../../../lib/protocol/messagingFrames.js';
import { secretOf, stage, type Peer, type Stage } from '../stage.js';

type Frame<T extends string> = Extract<MessagingHubFrame, { t: T }> & { readonly at: number };

/** All frames named `t` that a peer has heard. */
export const heard = <T extends MessagingHubFrame['t']>(peer: Peer, t: T): Frame<T>[] =>
  peer.heard.filter((frame) => frame.t === t) as unknown as Frame<T>[];
export const words = (peer: Peer): string[] => peer.heard.map(({ t }) => t);

const instance = secretOf('1');
/** The nth message id of a client; `digit` tells clients apart. */
export const id = (n: number, digit = '1'): string => `${digit.repeat(32)}.${n}`;
export const firstInstance = instance;

/** A stage with helpers for users that are logged in. */
export interface Users extends Stage {
  /** On a new link. */
  user(name: string, given?: Parameters<Peer['logsIn']>[0]): Peer;
  /** Beats each second, from now until `until`, in ms of the stage's time. */
  beatsOf(peer: Peer, until: number): void;
  /** Says it and answers with what came for it. */
  asks(peer: Peer, request: Extract<MessagingClientFrame, { id: number }>): unknown;
}

export function users(options?: HubOptions): Users {
  const scene = stage(options);
  const beatsOf = (peer: Peer, until: number): void => {
    if (scene.time.frame + 1_000 > until) return;
    scene.time.schedule(() => {
      peer.says({ t: 'beat' });
      beatsOf(peer, until);
    }, 1_000);
  };
  return {
    ...scene,
    beatsOf,
    user(name, given = {}) {
      const peer = scene.peer();
      peer.logsIn({ user: name, ...given });
      return peer;
    },
    asks(peer, request) {
      peer.says(request);
      const answer = peer.heard.find((frame) => 'id' in frame && frame.id === request.id);
      if (answer?.t === 'done') return 'result' in answer ? answer.result : 'done';
      return answer?.t === 'denied' ? answer.reason : answer;
    },
  };
}
