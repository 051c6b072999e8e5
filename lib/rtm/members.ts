/** Who is in a channel: as far as this client was told. */
export interface Members {
  readonly members: ReadonlySet<string>;
  /** Those of them who were there before the hub lost its memory, and are not back: they may be on their way. */
  readonly awaited: ReadonlySet<string>;
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
 * came and went meanwhile, each once; the first list of a channel is no news. `self` is never news. Who is awaited has
 * not gone before a list of a hub that has `settled` says so.
 */
export function heardOfMembers<M extends Members>(
  before: M,
  word: MembersWord,
  self: string,
  settled: boolean,
): MembersNews<M> {
  const { members, awaited } = after(before, word, settled);
  const isNews = (user: string) => user !== self;
  const first = word.t === 'members' && !before.listed;
  return {
    joined: first ? [] : [...members].filter((user) => !before.members.has(user)).filter(isNews),
    left: first ? [] : [...before.members].filter((user) => !members.has(user)).filter(isNews),
    now: { ...before, members, awaited, listed: before.listed || word.t === 'members' },
  };
}

/** The hub has lost its memory: all but `self` are awaited. */
export const awaitingAll = <M extends Members>(members: M, self: string): M => ({
  ...members,
  awaited: without(members.members, self),
});

type Presence = Pick<Members, 'members' | 'awaited'>;

function after({ members, awaited }: Presence, word: MembersWord, settled: boolean): Presence {
  switch (word.t) {
    case 'members': {
      const back = new Set(word.users);
      const missing = [...awaited].filter((user) => !settled && !back.has(user));
      return { members: new Set([...back, ...missing]), awaited: new Set(missing) };
    }
    case 'memberJoined':
      return { members: new Set([...members, word.user]), awaited: without(awaited, word.user) };
    case 'memberLeft':
      return { members: without(members, word.user), awaited: without(awaited, word.user) };
  }
}

function without(users: ReadonlySet<string>, user: string): ReadonlySet<string> {
  const others = new Set(users);
  others.delete(user);
  return others;
}
