"""The only way points move: one append-only row per transfer, from one account of a group to another.

Invariants: the balances of a group and unit sum to zero; only the issuer may be below zero; a key is used once for
ever, and using it again with other figures is an error, not silence; what corrects an entry points at it, and no entry
is corrected twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from storage.db import Db, Row, from_millis, to_millis
from storage.members.roster import Member

POINTS = "points"
ISSUER = "issuer"
TREASURY = "treasury"
"""Holds what is left of a group's budget, where it has one."""
MAX_AMOUNT = 1_000_000_000
"""Largest amount of one transfer; balances stay far inside 64 bits."""


class Overdrawn(Exception):
    """The paying account holds too little; nothing was moved."""

    def __init__(self, balance: int) -> None:
        super().__init__(f"balance is {balance}")
        self.balance = balance


class KeyReused(Exception):
    """A key came again with another transfer: a mistake in the calling feature."""


class Balances(NamedTuple):
    """What both sides hold after a transfer."""

    source: int
    target: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the books."""

    id: int
    key: str
    kind: str
    group_id: str
    unit: str
    source: str
    target: str
    amount: int
    reason: str
    cause: str
    at: datetime
    reverses: int | None
    """The entry that this one corrects."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of a member's statement. `amount` is negative for what they spent."""

    number: int
    at: datetime
    amount: int
    reason: str
    cause: str
    balance: int
    """What the member had after it."""


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the ranking."""

    name: str
    balance: int


class Account(NamedTuple):
    """One holder of points in one group."""

    group_id: str
    holder: str
    member_id: int | None = None


def issuer(group_id: str) -> Account:
    """Where a group's points come from; the only account that goes below zero."""
    return Account(group_id, ISSUER)


def treasury(group_id: str) -> Account:
    """What is left of a group's budget; like a member's account it never goes below zero."""
    return Account(group_id, TREASURY)


def account(member: Member) -> Account:
    """The member's own account."""
    return Account(member.group_id, f"member:{member.id}", member.id)


def earn(
    db: Db,
    member: Member,
    amount: int,
    *,
    key: str,
    reason: str,
    cause: str,
    at: datetime,
    source: Account | None = None,
) -> int | None:
    """Pays a member, out of the issuer unless told otherwise, and returns his balance.

    None when this key was paid before: nothing moves. Raises Overdrawn when another source holds too little.
    """
    moved = _move(db, source or issuer(member.group_id), account(member), amount, key, reason, cause, at, POINTS)
    return balance(db, member) if moved else None


def debit(db: Db, member: Member, amount: int, *, key: str, reason: str, cause: str, at: datetime) -> int | None:
    """Takes points back and returns the member's balance, None as in `earn`; raises Overdrawn when he has too few."""
    moved = _move(db, account(member), issuer(member.group_id), amount, key, reason, cause, at, POINTS)
    return balance(db, member) if moved else None


def transfer(
    db: Db,
    source: Account,
    target: Account,
    amount: int,
    *,
    key: str,
    reason: str,
    cause: str,
    at: datetime,
    unit: str = POINTS,
) -> Balances | None:
    """Moves `amount` (1 to MOST). None when the key exists with the same figures; raises Overdrawn or KeyReused."""
    moved = _move(db, source, target, amount, key, reason, cause, at, unit)
    return Balances(_balance(db, source, unit), _balance(db, target, unit)) if moved else None


def reverse(
    db: Db, entry: Entry, *, reason: str, cause: str, at: datetime, amount: int | None = None
) -> Balances | None:
    """Corrects an entry by one that goes the other way and points at it, over all of it or a smaller `amount`.

    None when it was corrected before: nothing moves. Raises Overdrawn when the receiver has too little left of it.
    """
    if db.fetch_one("SELECT 1 FROM entry WHERE reverses = :id", id=entry.id):
        return None
    source, target = _holder(entry.group_id, entry.target), _holder(entry.group_id, entry.source)
    moved = _move(
        db, source, target, amount or entry.amount, f"reverse:{entry.id}", reason, cause, at, entry.unit, entry.id
    )
    return Balances(_balance(db, source, entry.unit), _balance(db, target, entry.unit)) if moved else None


def get(db: Db, group_id: str, number: int) -> Entry | None:
    """The group's entry with this number."""
    row = db.fetch_one(f"{_ENTRIES} WHERE id = :id AND group_id = :group_id", id=number, group_id=group_id)
    return _entry(row) if row else None


def get_by_key(db: Db, key: str) -> Entry | None:
    """The entry under this key."""
    row = db.fetch_one(f"{_ENTRIES} WHERE key = :key", key=key)
    return _entry(row) if row else None


def get_reversal(db: Db, entry: Entry) -> Entry | None:
    """The entry that corrected this one, None where it stands."""
    row = db.fetch_one(f"{_ENTRIES} WHERE reverses = :id", id=entry.id)
    return _entry(row) if row else None


_ENTRIES = """SELECT id, key, kind, group_id, unit, source, target, amount, reason, cause, at, reverses FROM entry"""


def _entry(row: Row) -> Entry:
    id_, key, kind, group_id, unit, source, target, amount, reason, cause, at, reverses = row
    return Entry(id_, key, kind, group_id, unit, source, target, amount, reason, cause, from_millis(at), reverses)


def _holder(group_id: str, holder: str) -> Account:
    kind, _, number = holder.partition(":")
    return Account(group_id, holder, int(number) if kind == "member" else None)


def _move(
    db: Db,
    source: Account,
    target: Account,
    amount: int,
    key: str,
    reason: str,
    cause: str,
    at: datetime,
    unit: str,
    reverses: int | None = None,
) -> bool:
    if not 0 < amount <= MAX_AMOUNT:
        raise ValueError(f"amount {amount} is out of range")
    if source.holder == ISSUER:
        return _book(db, source, target, amount, key, reason, cause, at, unit, reverses)
    with db.savepoint():
        return _book(db, source, target, amount, key, reason, cause, at, unit, reverses)


def _book(
    db: Db,
    source: Account,
    target: Account,
    amount: int,
    key: str,
    reason: str,
    cause: str,
    at: datetime,
    unit: str,
    reverses: int | None,
) -> bool:
    new = db.execute(
        """INSERT INTO entry (key, kind, group_id, unit, source, target, amount, reason, cause, at, reverses)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING""",
        key,
        key.partition(":")[0],
        source.group_id,
        unit,
        source.holder,
        target.holder,
        amount,
        reason,
        cause,
        to_millis(at),
        reverses,
    )
    if not new:
        _same_as_before(db, key, (source.group_id, unit, source.holder, target.holder, amount))
        return False
    if source.holder == ISSUER:
        _pay_out(db, source, target, unit, amount)
    else:
        _debit_account(db, source, unit, amount)
        _credit_account(db, target, unit, amount)
    return True


def _pay_out(db: Db, source: Account, target: Account, unit: str, amount: int) -> None:
    """Both sides at once, because most entries are these. Only the issuer's row may begin below zero."""
    db.execute(
        """INSERT INTO account (group_id, unit, holder, member_id, balance)
        VALUES (?, ?, ?, NULL, ?), (?, ?, ?, ?, ?)
        ON CONFLICT (group_id, unit, holder) DO UPDATE SET balance = account.balance + excluded.balance""",
        source.group_id,
        unit,
        source.holder,
        -amount,
        target.group_id,
        unit,
        target.holder,
        target.member_id,
        amount,
    )


def _debit_account(db: Db, source: Account, unit: str, amount: int) -> None:
    enough = db.execute(
        """UPDATE account SET balance = balance - :amount
        WHERE group_id = :group_id AND unit = :unit AND holder = :holder AND balance >= :amount""",
        amount=amount,
        group_id=source.group_id,
        unit=unit,
        holder=source.holder,
    )
    if not enough:
        raise Overdrawn(_balance(db, source, unit))


def _credit_account(db: Db, target: Account, unit: str, amount: int) -> None:
    db.execute(
        """INSERT INTO account (group_id, unit, holder, member_id, balance)
        VALUES (:group_id, :unit, :holder, :member_id, :amount)
        ON CONFLICT (group_id, unit, holder) DO UPDATE SET balance = account.balance + excluded.balance""",
        group_id=target.group_id,
        unit=unit,
        holder=target.holder,
        member_id=target.member_id,
        amount=amount,
    )


def _same_as_before(db: Db, key: str, figures: tuple[str, str, str, str, int]) -> None:
    row = db.fetch_one("SELECT group_id, unit, source, target, amount FROM entry WHERE key = :key", key=key)
    if row != figures:
        raise KeyReused(key)


def balance(db: Db, member: Member, unit: str = POINTS) -> int:
    """What the member has; 0 where nothing ever moved."""
    return _balance(db, account(member), unit)


def _balance(db: Db, holder: Account, unit: str) -> int:
    row = db.fetch_one(
        "SELECT balance FROM account WHERE group_id = ? AND unit = ? AND holder = ?",
        holder.group_id,
        unit,
        holder.holder,
    )
    return row[0] if row else 0


def earned_since(db: Db, member: Member, since: datetime) -> tuple[int, datetime]:
    """What the member got since a moment, and when he got the first of it, by his last hundred credits."""
    row = db.fetch_one(
        """SELECT COALESCE(SUM(amount), 0), MIN(at) FROM (
            SELECT amount, at FROM entry WHERE target = :holder AND target <> 'issuer' AND unit = :unit
                AND reverses IS NULL ORDER BY id DESC LIMIT 100) lately WHERE at >= :since""",
        holder=account(member).holder,
        unit=POINTS,
        since=to_millis(since),
    )
    assert row
    return int(row[0]), since if row[1] is None else from_millis(row[1])


def statement(db: Db, member: Member, limit: int, unit: str = POINTS) -> list[Movement]:
    """The member's last movements, newest first, each with the balance it left."""
    rows = db.fetch_all(
        """SELECT id, at, amount, reason, cause FROM (
            SELECT * FROM (SELECT id, at, amount, reason, cause FROM entry
                WHERE target = :holder AND target <> 'issuer' AND unit = :unit ORDER BY id DESC LIMIT :most) earned
            UNION ALL
            SELECT * FROM (SELECT id, at, -amount AS amount, reason, cause FROM entry
                WHERE source = :holder AND source <> 'issuer' AND unit = :unit ORDER BY id DESC LIMIT :most) spent
        ) moved ORDER BY id DESC LIMIT :most""",
        holder=account(member).holder,
        unit=unit,
        most=limit,
    )
    left = balance(db, member, unit)
    moves = []
    for number, at, amount, reason, cause in rows:
        moves.append(Movement(number, from_millis(at), amount, reason, cause, left))
        left -= amount
    return moves


def ranking(db: Db, group_id: str, limit: int, unit: str = POINTS) -> list[Place]:
    """Who has most, among those still in the group; ties by who came first."""
    rows = db.fetch_all(
        """SELECT member.name, account.balance FROM account
        JOIN member ON member.id = account.member_id
        WHERE account.group_id = :group_id AND account.unit = :unit AND account.balance > 0
            AND account.member_id IS NOT NULL
            AND member.left_at IS NULL
        ORDER BY account.balance DESC, member.id LIMIT :most""",
        group_id=group_id,
        unit=unit,
        most=limit,
    )
    return [Place(*row) for row in rows]


def rank(db: Db, member: Member, unit: str = POINTS) -> int:
    """The member's place in the ranking, from 1."""
    row = db.fetch_one(
        """SELECT COUNT(*) FROM account JOIN member ON member.id = account.member_id
        WHERE account.group_id = :group_id AND account.unit = :unit AND account.balance > :mine
            AND account.member_id IS NOT NULL
            AND member.left_at IS NULL""",
        group_id=member.group_id,
        unit=unit,
        mine=balance(db, member, unit),
    )
    assert row
    return 1 + int(row[0])
