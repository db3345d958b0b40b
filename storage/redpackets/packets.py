"""Red packets: their terms, and whether they are still open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from storage.db import Db, to_millis
from storage.members.roster import MEMBER, Member
from storage.numbering import next_number
from storage.points.ledger import ESCROW, PACKET, Account
from storage.rows import columns, read

ANSWERS = "/"
"""Stands between the answers to a packet's question."""
LONGEST = timedelta(hours=73)
"""No packet is open for so long; what the rules allow at most is less."""


class State(StrEnum):
    """Where a packet stands. Stored, so the names stay."""

    OPEN = "open"
    EMPTY = "empty"
    """All shares were grabbed."""
    EXPIRED = "expired"
    """Its time was over before, or it was withdrawn; what was left has gone back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is shared out, and how."""

    points: int
    lucky: bool
    """Luck decides how much each one gets; else all get the same."""
    words: str
    phrase: str = ""
    """What has to be typed to grab a share."""
    question: str = ""
    """What is asked; then the phrase is not shown: it is the answers, with ANSWERS between them."""
    occasion: str = ""
    """What made it come by itself."""
    reason: str = ""
    """What happened on that occasion."""
    cause: str | None = None
    """The key of what happened; it brings one packet for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """A packet that was opened in a group."""

    id: int
    group_id: str
    number: int
    """Its name in the group: from 1, never used again."""
    sender_id: int | None
    """The member who sent it; None where it came by itself."""
    own: bool
    """The sender paid for it; else the group did."""
    lucky: bool
    points: int
    shares: int
    words: str
    phrase: str
    question: str
    occasion: str
    reason: str
    opened_at: datetime
    ends_at: datetime
    state: State
    ended_at: datetime | None

    def is_open(self, at: datetime) -> bool:
        """Tell whether shares can be grabbed at a moment."""
        return self.state is State.OPEN and at < self.ends_at

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether it was ended before its time with something left; timers may be late, and are never early."""
        return self.state is State.EXPIRED and self.ended_at is not None and self.ended_at < self.ends_at

    @property
    def phrases(self) -> list[str]:
        """Return what can be typed to grab a share; empty where grabbing is enough."""
        if not self.question:
            return [self.phrase] if self.phrase else []
        return self.phrase.split(ANSWERS)

    @property
    def account(self) -> Account:
        """Return the account that holds what nobody has grabbed yet."""
        return Account(self.group_id, f"{ESCROW if self.own else PACKET}:{self.id}")

    @property
    def key(self) -> str:
        """Return the key of the ledger's entry that filled it."""
        return f"packet:{self.id}"


_PACKETS = f"SELECT {columns(Packet, 'red_packet')} FROM red_packet"


def create(
    db: Db,
    group_id: str,
    terms: Terms,
    split: Sequence[int],
    receivers: Iterable[Member],
    *,
    sender: Member | None,
    own: bool,
    at: datetime,
    ends_at: datetime,
) -> Packet:
    """Open a packet under the group's next number, with its shares in the order in which they will be grabbed.

    The group is locked, so that no number is used twice. Without receivers it is for everybody.
    """
    packet_id = db.insert(
        """INSERT INTO red_packet (group_id, number, sender_id, own, lucky, points, shares, words, phrase, question,
            occasion, reason, cause, opened_at, ends_at, state)
        VALUES (:group_id, :number, :sender_id, :own, :lucky, :points, :shares, :words, :phrase, :question,
            :occasion, :reason, :cause, :at, :ends_at, 'open')""",
        group_id=group_id,
        number=next_number(db, "red_packet", group_id),
        sender_id=sender.id if sender else None,
        own=int(own),
        lucky=int(terms.lucky),
        points=terms.points,
        shares=len(split),
        words=terms.words,
        phrase=terms.phrase,
        question=terms.question,
        occasion=terms.occasion,
        reason=terms.reason,
        cause=terms.cause,
        at=to_millis(at),
        ends_at=to_millis(ends_at),
    )
    for number, points in enumerate(split, 1):
        db.execute(
            "INSERT INTO red_packet_share (packet_id, number, points) VALUES (:packet_id, :number, :points)",
            packet_id=packet_id,
            number=number,
            points=points,
        )
    for receiver in receivers:
        db.execute(
            "INSERT INTO red_packet_receiver (packet_id, member_id) VALUES (:packet_id, :member_id)",
            packet_id=packet_id,
            member_id=receiver.id,
        )
    packet = get(db, packet_id)
    assert packet
    return packet


def get(db: Db, packet_id: int) -> Packet | None:
    """Return the packet with this id, of any group."""
    row = db.fetch_one(f"{_PACKETS} WHERE id = :id", id=packet_id)
    return read(Packet, row) if row else None


def get_by_number(db: Db, group_id: str, number: int) -> Packet | None:
    """Return the packet of the group with this number."""
    row = db.fetch_one(f"{_PACKETS} WHERE group_id = :group_id AND number = :number", group_id=group_id, number=number)
    return read(Packet, row) if row else None


def list_open(db: Db, group_id: str, at: datetime) -> list[Packet]:
    """Return the packets of the group that shares can be grabbed of at a moment, the newest first."""
    rows = db.fetch_all(
        f"{_PACKETS} WHERE group_id = :group_id AND state = 'open' AND ends_at > :at ORDER BY number DESC",
        group_id=group_id,
        at=to_millis(at),
    )
    return [read(Packet, row) for row in rows]


def list_with_phrase(db: Db, group_id: str, at: datetime, since: datetime) -> list[Packet]:
    """Return the packets with a phrase that are open at a moment, or ended after another, the newest first."""
    rows = db.fetch_all(
        f"""{_PACKETS} WHERE group_id = :group_id AND opened_at > :oldest AND phrase <> ''
            AND (state = 'open' AND ends_at > :at OR ended_at > :since) ORDER BY number DESC""",
        group_id=group_id,
        oldest=to_millis(at - LONGEST),
        at=to_millis(at),
        since=to_millis(since),
    )
    return [read(Packet, row) for row in rows]


def get_newest(db: Db, group_id: str) -> Packet | None:
    """Return the packet of the group that was opened last, whether it is still open or not."""
    row = db.fetch_one(f"{_PACKETS} WHERE group_id = :group_id ORDER BY number DESC LIMIT 1", group_id=group_id)
    return read(Packet, row) if row else None


def list_of_group(db: Db, group_id: str, limit: int) -> list[Packet]:
    """Return the packets that the group paid for, the newest first."""
    rows = db.fetch_all(
        f"{_PACKETS} WHERE group_id = :group_id AND own = 0 ORDER BY number DESC LIMIT :most",
        group_id=group_id,
        most=limit,
    )
    return [read(Packet, row) for row in rows]


def list_receivers(db: Db, packet: Packet) -> list[Member]:
    """Return those whom a packet is for, by id; empty where it is for everybody."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER} FROM red_packet_receiver JOIN member ON member.id = red_packet_receiver.member_id
        WHERE packet_id = :id ORDER BY member.id""",
        id=packet.id,
    )
    return [Member(*row) for row in rows]


def finish(db: Db, packet: Packet, state: State, at: datetime) -> Packet | None:
    """End an open packet and return it as it is then; None where it has ended before."""
    changed = db.execute(
        "UPDATE red_packet SET state = :state, ended_at = :at WHERE id = :id AND state = 'open'",
        state=state.value,
        at=to_millis(at),
        id=packet.id,
    )
    return get(db, packet.id) if changed else None
