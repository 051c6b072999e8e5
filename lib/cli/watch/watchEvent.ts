import type { ConnectionReason, ConnectionState } from '../../connection/connectionTable.js';

/** What a watch sees. Links are numbered from 1 in the order in which they are dialled; times are ms. */
export type WatchEvent =
  | { readonly type: 'dialling' | 'opened' | 'accepted'; readonly link: number }
  /** The server, or the network, has ended an open link. */
  | {
      readonly type: 'closed';
      readonly link: number;
      readonly code: number;
      readonly reason: string;
      readonly clean: boolean;
    }
  /** A link that could not be opened, or that said nothing in time. */
  | { readonly type: 'failed'; readonly link: number; readonly why: 'no link' | 'mute'; readonly error: string }
  /** This side has ended an open link: it was silent for too long, or another one has taken its place. */
  | { readonly type: 'hungUp'; readonly link: number; readonly why: 'silent' | 'replaced' }
  /** The link will be dialled so much later. */
  | { readonly type: 'waiting'; readonly link: number; readonly delay: number }
  | {
      readonly type: 'state';
      readonly state: ConnectionState;
      readonly previous: ConnectionState;
      readonly reason: ConnectionReason;
      readonly silentFor: number;
    }
  /** Once in an outage: nothing was heard for so long. */
  | { readonly type: 'lost'; readonly silentFor: number }
  | { readonly type: 'frame'; readonly bytes: number };
