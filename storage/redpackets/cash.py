"""Packets of real money, which no platform lets a bot send: they are kept until the owner has done it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, to_millis
from storage.numbering import next_number
from storage.rows import columns, read


@dataclass(frozen=True, slots=True, kw_only=True)
class CashPacket:
    """A packet of money to be sent by hand."""

    id: int
    group_id: str
    number: int
    """Its name in the group: from 1, used again only where the last one was called off."""
    fen: int
    shares: int
    words: str
    reason: str
    at: datetime
    done_at: datetime | None


_CASH_PACKETS = f"SELECT {columns(CashPacket, 'cash_packet')} FROM cash_packet"


def create(db: Db, group_id: str, fen: int, shares: int, words: str, reason: str, at: datetime) -> CashPacket:
    """Note a packet under the group's next number. The group is locked, so that no number is used twice."""
    number = next_number(db, "cash_packet", group_id)
    db.execute(
        """INSERT INTO cash_packet (group_id, number, fen, shares, words, reason, at)
        VALUES (:group_id, :number, :fen, :shares, :words, :reason, :at)""",
        group_id=group_id,
        number=number,
        fen=fen,
        shares=shares,
        words=words,
        reason=reason,
        at=to_millis(at),
    )
    packet = get(db, group_id, number)
    assert packet
    return packet


def get(db: Db, group_id: str, number: int) -> CashPacket | None:
    """Return the packet of the group with this number."""
    row = db.fetch_one(
        f"{_CASH_PACKETS} WHERE group_id = :group_id AND number = :number", group_id=group_id, number=number
    )
    return read(CashPacket, row) if row else None


def list_waiting(db: Db, group_id: str, limit: int) -> list[CashPacket]:
    """Return the first packets that are still to be sent, the oldest first."""
    rows = db.fetch_all(
        f"{_CASH_PACKETS} WHERE group_id = :group_id AND done_at IS NULL ORDER BY number LIMIT :most",
        group_id=group_id,
        most=limit,
    )
    return [read(CashPacket, row) for row in rows]


def finish(db: Db, packet: CashPacket, at: datetime) -> bool:
    """Note that a packet was sent; False where it was noted before."""
    return bool(
        db.execute(
            "UPDATE cash_packet SET done_at = :at WHERE id = :id AND done_at IS NULL", at=to_millis(at), id=packet.id
        )
    )


def call_off(db: Db, packet: CashPacket) -> bool:
    """Forget a packet that will not be sent; False where it was sent before."""
    return bool(db.execute("DELETE FROM cash_packet WHERE id = :id AND done_at IS NULL", id=packet.id))
