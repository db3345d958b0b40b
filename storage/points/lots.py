"""When points were earned that came by another way: as a gift, or as the rest of an order returned in part.

A lot is what is left of one credit; the oldest is spent first. Most members' credits are as old as their entries, and
for them storage/points/expiry.py needs no lots. For those with rows in `earned_lot` the ledger is replayed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import heappop, heappush
from typing import NamedTuple

from storage.db import Db, from_millis, to_millis
from storage.members.roster import Member
from storage.points.entries import Entry
from storage.points.ledger import POINTS, account


class Lot(NamedTuple):
    """Points that were earned at one moment."""

    earned_at: datetime
    amount: int


def record(db: Db, entry: Entry, receiver: Member, lots: Iterable[Lot]) -> None:
    """Record when the points of an entry were earned; the lots add up to the entry's amount."""
    for lot in lots:
        db.execute(
            """INSERT INTO earned_lot (entry_id, earned_at, member_id, amount)
            VALUES (:entry_id, :earned_at, :member_id, :amount)
            ON CONFLICT (entry_id, earned_at) DO UPDATE SET amount = earned_lot.amount + excluded.amount""",
            entry_id=entry.id,
            earned_at=to_millis(lot.earned_at),
            member_id=receiver.id,
            amount=lot.amount,
        )


def list_left(db: Db, member: Member) -> list[Lot]:
    """Return what is left of each credit of a member, the oldest first; takes milliseconds per thousand entries.

    What was corrected never happened, as in storage/points/expiry.py.
    """
    return [Lot(from_millis(earned_at), amount) for earned_at, amount in _replay(db, member)]


def sum_left_before(db: Db, member: Member, cutoff: datetime) -> int:
    """Return how many of a member's points were earned before a moment."""
    limit = to_millis(cutoff)
    return sum(amount for earned_at, amount in _replay(db, member) if earned_at < limit)


def earned_at(db: Db, entry: Entry) -> datetime:
    """Return when the points of an entry were earned: the earliest of them, where they were not earned at once."""
    first = db.fetch_value("SELECT MIN(earned_at) FROM earned_lot WHERE entry_id = :id", id=entry.id)
    return entry.at if first is None else from_millis(first)


def take_oldest(lots: Iterable[Lot], amount: int, *, behind: int = 0) -> Iterator[Lot]:
    """Yield the first `amount` points of lots, those that come behind so many others."""
    for lot in lots:
        skipped = min(lot.amount, behind)
        taken = min(lot.amount - skipped, amount)
        if taken:
            yield Lot(lot.earned_at, taken)
        behind -= skipped
        amount -= taken


def _replay(db: Db, member: Member) -> list[tuple[int, int]]:
    """Return the milliseconds and the amounts of what is left, the oldest first."""
    dated: dict[int, list[tuple[int, int]]] = {}
    for entry_id, earned, amount in db.fetch_all(
        "SELECT entry_id, earned_at, amount FROM earned_lot WHERE member_id = :id ORDER BY earned_at", id=member.id
    ):
        dated.setdefault(entry_id, []).append((earned, amount))
    left: list[tuple[int, int]] = []
    hunger = 0
    for entry_id, is_credit, at, amount in _standing(db, member):
        if is_credit:
            for lot in _up_to(dated.get(entry_id, [(at, amount)]), amount):
                heappush(left, lot)
        else:
            hunger += amount
        while hunger and left:
            earned, lot_amount = heappop(left)
            eaten = min(lot_amount, hunger)
            hunger -= eaten
            if eaten < lot_amount:
                heappush(left, (earned, lot_amount - eaten))
    return sorted(left)


def _up_to(lots: Iterable[tuple[int, int]], most: int) -> Iterator[tuple[int, int]]:
    for earned, amount in lots:
        standing = min(amount, most)
        if standing:
            yield earned, standing
        most -= standing


def _standing(db: Db, member: Member) -> list[tuple[int, int, int, int]]:
    """Return the member's entries in order: id, 1 for a credit, ms, and what corrections left of the amount."""
    rows = db.fetch_all(
        """SELECT id, credit, at, amount FROM (
            SELECT entry.id, 1 AS credit, entry.at, entry.amount - COALESCE(back.amount, 0) AS amount
            FROM entry LEFT JOIN entry back ON back.reverses = entry.id
            WHERE entry.target = :holder AND entry.target <> 'issuer' AND entry.unit = :unit
                AND entry.reverses IS NULL
            UNION ALL
            SELECT entry.id, 0 AS credit, entry.at, entry.amount - COALESCE(back.amount, 0) AS amount
            FROM entry LEFT JOIN entry back ON back.reverses = entry.id
            WHERE entry.source = :holder AND entry.source <> 'issuer' AND entry.unit = :unit
                AND entry.reverses IS NULL
        ) standing WHERE amount > 0 ORDER BY id""",
        holder=account(member).holder,
        unit=POINTS,
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]
