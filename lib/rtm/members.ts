/** Who is in a channel: as far as this client was told. */
export interface Members {
  readonly members: ReadonlySet<string>;
  /** Whether `members` are all, or only those who were heard of since the entry. */
  readonly listed: boolean;
}

/** The hub's word about the members of a channel. */
export type MembersWord =
  | { readonly t: 'memberJoined' | 'memberLeft'; readonly user: string }
  | { readonly t: 'members'; readonly users: readonly string[] };

/** What is new about the members, and who they are now. */
export interface MembersNews<M extends Members> {
  readonly joined: readonly string[];
  readonly left: readonly string[];
  readonly now: M;
}

/**
 * The real differences between what the hub says and what was told (SPEC RTM-6): a list after a reconnect brings who
 * came and went meanwhile, each once; the first list of a channel is no news. `self` is never news.
 */
export function heardOfMembers<M extends Members>(before: M, word: MembersWord, self: string): MembersNews<M> {
  const members = membersAfter(before.members, word);
  const isNews = (user: string) => user !== self;
  const first = word.t === 'members' && !before.listed;
  return {
    joined: first ? [] : [...members].filter((user) => !before.members.has(user)).filter(isNews),
    left: first ? [] : [...before.members].filter((user) => !members.has(user)).filter(isNews),
    now: { ...before, members, listed: before.listed || word.t === 'members' },
  };
}

function membersAfter(before: ReadonlySet<string>, word: MembersWord): ReadonlySet<string> {
  if (word.t === 'members') return new Set(word.users);
  const members = new Set(before);
  if (word.t === 'memberJoined') members.add(word.user);
  else members.delete(word.user);
  return members;
}
