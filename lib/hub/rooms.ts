import type { ChannelHubFrame, DepartureReason, Role } from '../protocol/channelFrames.js';
import type { ChannelCredentials } from './authentication.js';
import { createDepartures } from './departures.js';
import { payload } from './payload.js';
import type { Session } from './sessions.js';
import { createSettling } from './settling.js';

/** Who is in which channel, and what its members are told about it (SPEC RTC-3, RTC-6, RTC-10). */
export interface Rooms {
  /** How many are in a channel, listeners included. */
  size(channel: string): number;
  /** The broadcasters of a session's channel without itself, and why others are no longer among them. */
  roster(session: Session): {
    peers: string[];
    departed: [user: string, reason: DepartureReason][];
    /** How long others may still come back from before this hub was there, in ms. */
    settling?: number;
  };
  /**
   * Puts a session where its user is, or will be: the others are told what that changes for them. Nothing, when the
   * user was there in the same role, on another link or by another instance.
   */
  put(session: Session): void;
  /** Takes a session out. */
  remove(session: Session, reason: DepartureReason): void;
  /** Says something to all other members. */
  tell(session: Session, frame: ChannelHubFrame): void;
}

interface Member {
  readonly session: Session;
  /** The role the others know. */
  readonly role: Role;
}

/** The sessions of rooms are those of channels. */
const whereIs = ({ credentials }: Session): ChannelCredentials => credentials as ChannelCredentials;

/** A hub that has just started takes nobody for gone until `settlingFor` ms have passed. */
export function createRooms(now: () => number, settlingFor: number): Rooms {
  const settling = createSettling(now, settlingFor);
  const rooms = new Map<string, Map<string, Member>>();
  const departures = createDepartures(now);
  const others = function* (session: Session): Iterable<Member> {
    const { channel, user } = whereIs(session);
    for (const [other, member] of rooms.get(channel) ?? []) if (other !== user) yield member;
  };

  const tell = (session: Session, frame: ChannelHubFrame): void => {
    const encoded = payload(frame);
    for (const member of [...others(session)]) member.session.line?.say(encoded);
  };

  /** The user is no broadcaster any more. */
  const gone = (session: Session, reason: DepartureReason): void => {
    const { channel, user: uid } = whereIs(session);
    departures.add(channel, uid, reason);
    tell(session, { t: 'peerLeft', uid, reason });
  };

  return {
    size: (channel) => rooms.get(channel)?.size ?? 0,
    roster: (session) => ({
      peers: [...others(session)]
        .filter(({ role }) => role === 'broadcaster')
        .map((peer) => peer.session.credentials.user),
      departed: departures.of(whereIs(session).channel),
      ...settling(),
    }),
    put(session) {
      const { channel, user: uid, role } = whereIs(session);
      const room = rooms.get(channel) ?? new Map<string, Member>();
      const known = room.get(uid)?.role ?? 'audience';
      rooms.set(channel, room.set(uid, { session, role }));
      if (role === known) return;
      if (role === 'audience') return gone(session, 'became-audience');
      departures.cancel(channel, uid);
      tell(session, { t: 'peerJoined', uid });
    },
    remove(session, reason) {
      const { channel, user } = whereIs(session);
      const room = rooms.get(channel);
      const member = room?.get(user);
      if (!room || member?.session !== session) return;
      room.delete(user);
      if (room.size === 0) rooms.delete(channel);
      if (member.role === 'broadcaster') gone(session, reason);
    },
    tell,
  };
}
