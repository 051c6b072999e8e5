import type { MessagingClientFrame } from '../protocol/messagingClientFrame.js';
import type { MessagingHubFrame } from '../protocol/messagingFrames.js';
import type { PreparedFrame } from '../session/sessionLink.js';

/** Both directions of a messaging conversation. */
export type RtmFrame = MessagingClientFrame | MessagingHubFrame | PreparedFrame;
