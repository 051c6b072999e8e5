import type { ChannelClientFrame } from '../protocol/channelClientFrame.js';
import type { ChannelHubFrame } from '../protocol/channelFrames.js';
import type { PreparedFrame } from '../session/sessionLink.js';

/** Both directions of a channel's conversation. */
export type ChannelFrame = ChannelClientFrame | ChannelHubFrame | PreparedFrame;
