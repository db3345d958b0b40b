"""Shares of red packets: who grabbed which one, and how old its points are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from storage.db import Db, from_millis, to_millis
from storage.members import aliases
from storage.members.roster import Member
from storage.points.lots import Lot
from storage.redpackets.packets import Packet
from storage.rows import columns, read


class Share(NamedTuple):
    """A share that somebody grabbed; of one packet, who had two accounts may have two."""

    member: Member
    number: int
    """From 1, in the order in which they were grabbed."""
    points: int
    at: datetime


class Received(NamedTuple):
    """What a member grabbed of all packets of the group."""

    packets: int
    points: int


class Sent(NamedTuple):
    """What a member sent and paid for, and what of it was grabbed."""

    packets: int
    points: int
    grabbed: int


_SHARES = f"""SELECT {columns(Share, "red_packet_share", member="member")}
    FROM red_packet_share JOIN member ON member.id = {aliases.TODAY.format(column="red_packet_share.member_id")}"""
_THEIRS = aliases.IS_THEIRS.format(column="red_packet_share.member_id")


def grab(db: Db, packet: Packet, member: Member, at: datetime) -> Share | None:
    """Give the next share to a member who has none of this packet yet; None where all are gone.

    The group is locked, so that nobody meets a share that somebody else is just grabbing.
    """
    db.lock(packet.group_id)
    row = db.fetch_one("SELECT MIN(number) FROM red_packet_share WHERE packet_id = ? AND member_id IS NULL", packet.id)
    number = row[0] if row else None
    if number is None:
        return None
    db.execute(
        "UPDATE red_packet_share SET member_id = :member_id, at = :at WHERE packet_id = :id AND number = :number",
        member_id=member.id,
        at=to_millis(at),
        id=packet.id,
        number=number,
    )
    return get(db, packet, member)


def get(db: Db, packet: Packet, member: Member) -> Share | None:
    """Return what a member grabbed of a packet."""
    row = db.fetch_one(
        f"{_SHARES} WHERE packet_id = :packet_id AND red_packet_share.member_id = :member_id",
        packet_id=packet.id,
        member_id=member.id,
    )
    return read(Share, row) if row else None


def list_grabbed(db: Db, packet: Packet) -> list[Share]:
    """Return the shares that were grabbed, in order."""
    rows = db.fetch_all(f"{_SHARES} WHERE packet_id = :id ORDER BY red_packet_share.number", id=packet.id)
    return [read(Share, row) for row in rows]


def sum_before(db: Db, packet: Packet, number: int) -> int:
    """Return the points of the shares before a number."""
    points = db.fetch_value(
        "SELECT COALESCE(SUM(points), 0) FROM red_packet_share WHERE packet_id = :id AND number < :number",
        id=packet.id,
        number=number,
    )
    return int(points)


def record_lots(db: Db, packet: Packet, lots: Iterable[Lot]) -> None:
    """Record when the sender earned what is in a packet."""
    for lot in lots:
        db.execute(
            """INSERT INTO red_packet_lot (packet_id, earned_at, amount) VALUES (:id, :earned_at, :amount)
            ON CONFLICT (packet_id, earned_at) DO UPDATE SET amount = red_packet_lot.amount + excluded.amount""",
            id=packet.id,
            earned_at=to_millis(lot.earned_at),
            amount=lot.amount,
        )


def list_lots(db: Db, packet: Packet) -> list[Lot]:
    """Return when the sender earned what was in a packet, the oldest first."""
    rows = db.fetch_all(
        "SELECT earned_at, amount FROM red_packet_lot WHERE packet_id = :id ORDER BY earned_at", id=packet.id
    )
    return [Lot(from_millis(earned_at), amount) for earned_at, amount in rows]


def sum_received(db: Db, member: Member) -> Received:
    """Return how many shares a member has grabbed, and their points."""
    row = db.fetch_one(
        f"SELECT COUNT(DISTINCT packet_id), COALESCE(SUM(points), 0) FROM red_packet_share WHERE {_THEIRS}",
        id=member.id,
    )
    assert row
    return read(Received, row)


def count_best(db: Db, member: Member) -> int:
    """Return of how many emptied packets a member had the largest share, the first one where several are as large."""
    times = db.fetch_value(
        f"""SELECT COUNT(*) FROM red_packet_share mine JOIN red_packet ON red_packet.id = mine.packet_id
        WHERE {aliases.IS_THEIRS.format(column="mine.member_id")}
            AND red_packet.state = 'empty' AND red_packet.lucky = 1 AND red_packet.shares > 1
            AND NOT EXISTS (SELECT 1 FROM red_packet_share other WHERE other.packet_id = mine.packet_id
                AND (other.points > mine.points OR other.points = mine.points AND other.number < mine.number))""",
        id=member.id,
    )
    return int(times)


def sum_sent(db: Db, member: Member) -> Sent:
    """Return how many packets a member has sent out of their own points, with how much, and what was grabbed."""
    row = db.fetch_one(
        """SELECT COUNT(*), COALESCE(SUM(red_packet.points), 0), COALESCE(SUM((SELECT SUM(red_packet_share.points)
            FROM red_packet_share WHERE packet_id = red_packet.id AND member_id IS NOT NULL)), 0)
        FROM red_packet WHERE sender_id = :id AND own = 1""",
        id=member.id,
    )
    assert row
    return read(Sent, row)
