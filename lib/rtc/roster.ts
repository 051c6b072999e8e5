import type { DepartureReason } from '../protocol/channelFrames.js';

/** The hub's word about the peers of the channel. */
export type RosterFrame =
  | { readonly t: 'peerJoined'; readonly uid: string }
  | { readonly t: 'peerLeft'; readonly uid: string; readonly reason: DepartureReason }
  | {
      readonly t: 'joined';
      readonly peers: readonly string[];
      readonly departed: readonly (readonly [string, DepartureReason])[];
      /** The hub has just started: what another one said of departures may be out of date. */
      readonly settling?: number | undefined;
    };

/** Who is in the channel: as the hub says, and as the application was told. */
export interface Roster {
  readonly present: ReadonlySet<string>;
  readonly told: ReadonlySet<string>;
  /** Why those who are told but no longer present have left. */
  readonly departures: ReadonlyMap<string, DepartureReason>;
}

export type PeerNews =
  | { readonly type: 'peerJoined'; readonly uid: string }
  | { readonly type: 'peerOffline'; readonly uid: string; readonly reason: DepartureReason };

export const emptyRoster: Roster = { present: new Set(), told: new Set(), departures: new Map() };

/** What the hub's word makes of the roster; nobody is told yet. */
export function heardOfPeers(roster: Roster, frame: RosterFrame): Roster {
  switch (frame.t) {
    case 'joined':
      return {
        ...roster,
        present: new Set(frame.peers),
        departures: new Map([...(frame.settling === undefined ? roster.departures : []), ...frame.departed]),
      };
    case 'peerJoined':
      return { ...roster, present: new Set([...roster.present, frame.uid]) };
    case 'peerLeft': {
      const present = new Set(roster.present);
      present.delete(frame.uid);
      return { ...roster, present, departures: new Map([...roster.departures, [frame.uid, frame.reason]]) };
    }
  }
}

/**
 * The real differences between what is and what was told (SPEC RTC-6): who came and went in between is no news. A
 * departure of which the hub no longer knows the reason is `dropped`; while the roster is not `settled`, it is no
 * departure yet, since a hub that has just started does not know who is still coming back.
 */
export function newsOfPeers({ present, told, departures }: Roster, settled: boolean): readonly [PeerNews[], Roster] {
  const gone = [...told].filter((uid) => !present.has(uid) && (settled || departures.has(uid)));
  const come = [...present].filter((uid) => !told.has(uid));
  const known = new Set([...told, ...come]);
  for (const uid of gone) known.delete(uid);
  return [
    [
      ...gone.map((uid): PeerNews => ({ type: 'peerOffline', uid, reason: departures.get(uid) ?? 'dropped' })),
      ...come.map((uid): PeerNews => ({ type: 'peerJoined', uid })),
    ],
    { present, told: known, departures: new Map() },
  ];
}
