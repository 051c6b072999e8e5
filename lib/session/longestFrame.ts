/** The longest frame that a hub takes from who is inside, in bytes: a longer one would cost the link (SPEC HUB-7). */
export const longestFrame = 65_536;
