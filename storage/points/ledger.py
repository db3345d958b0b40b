"""This file is long because points move nowhere else: one append-only row per transfer, from account to account.

Invariants: the balances of a group and unit sum to zero; only the issuer may be below zero; a key is used once and
never again, and using it with other figures is an error, not silence; what corrects an entry points at it, and no
entry is corrected twice.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from storage.db import Db, to_millis
from storage.members import aliases
from storage.members.roster import Member
from storage.points.entries import Entry
from storage.points.errors import KeyReused, Overdrawn

POINTS = "points"
ISSUER = "issuer"
TREASURY = "treasury"
"""Holds what is left of a group's budget, where it has one."""
ESCROW = "escrow"
"""Begins the names of accounts that hold what members set aside for each other: `escrow:12`."""
PACKET = "packet"
"""Begins the names of accounts that hold what the group gives to whoever comes first: `packet:12`."""
MAX_AMOUNT = 1_000_000_000
"""Largest amount of one transfer; balances stay far inside 64 bits."""


class Balances(NamedTuple):
    """What both sides hold after a transfer."""

    source: int
    target: int


class Account(NamedTuple):
    """One holder of points in one group."""

    group_id: str
    holder: str
    member_id: int | None = None


def issuer(group_id: str) -> Account:
    """Return the account that a group's points come from; the only one that goes below zero."""
    return Account(group_id, ISSUER)


def treasury(group_id: str) -> Account:
    """Return the account with what is left of a group's budget; it never goes below zero."""
    return Account(group_id, TREASURY)


def account(member: Member) -> Account:
    """Return the member's own account."""
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
    """Pay a member, from the issuer unless another `source` is given, and return their balance.

    None where this key was paid before: nothing moves. Raises Overdrawn where another source holds too little.
    """
    is_new = _move(db, source or issuer(member.group_id), account(member), amount, key, reason, cause, at, POINTS)
    return balance(db, member) if is_new else None


def debit(db: Db, member: Member, amount: int, *, key: str, reason: str, cause: str, at: datetime) -> int | None:
    """Debit a member and return their balance, None as in `earn`; raises Overdrawn where they have too few."""
    is_new = _move(db, account(member), issuer(member.group_id), amount, key, reason, cause, at, POINTS)
    return balance(db, member) if is_new else None


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
    """Move `amount` (1 to MAX_AMOUNT). None where the key exists with the same figures.

    Raises ValueError for another amount, Overdrawn, and KeyReused where the key exists with other figures.
    """
    is_new = _move(db, source, target, amount, key, reason, cause, at, unit)
    return Balances(_balance(db, source, unit), _balance(db, target, unit)) if is_new else None


def reverse(
    db: Db, entry: Entry, *, reason: str, cause: str, at: datetime, amount: int | None = None
) -> Balances | None:
    """Correct an entry by one that goes the other way and points at it, over all of it or a smaller `amount`.

    None where it was corrected before: nothing moves. Raises Overdrawn where the receiver has too little left of it.
    What was booked of somebody who is another member since is taken from them, and given to them.
    """
    if db.fetch_one("SELECT 1 FROM entry WHERE reverses = :id", id=entry.id):
        return None
    amount = amount or entry.amount
    source, target = _account(entry.group_id, entry.target), _account(entry.group_id, entry.source)
    payer, receiver = _present(db, source), _present(db, target)
    with db.savepoint():
        if payer != source:
            _move(db, payer, source, amount, f"merge:{entry.id}:back", reason, cause, at, entry.unit)
        is_new = _move(db, source, target, amount, f"reverse:{entry.id}", reason, cause, at, entry.unit, entry.id)
        if receiver != target and is_new:
            key = f"merge:{entry.id}:on"
            _move(db, target, receiver, amount, key, reason, cause, at, entry.unit)
            _keep_date(db, key, receiver, entry)
    return Balances(_balance(db, payer, entry.unit), _balance(db, receiver, entry.unit)) if is_new else None


def _present(db: Db, of: Account) -> Account:
    """Return the account of whom an account's member was merged into; itself where they were not."""
    into = aliases.merged_into(db, of.member_id) if of.member_id is not None else None
    return of if into is None else Account(of.group_id, f"member:{into}", into)


def _keep_date(db: Db, key: str, receiver: Account, original: Entry) -> None:
    """Record that what came back is as old as when it was spent, see storage/points/lots.py."""
    db.execute(
        """INSERT INTO earned_lot (entry_id, earned_at, member_id, amount)
        SELECT id, :earned_at, :member_id, amount FROM entry WHERE key = :key""",
        key=key,
        earned_at=to_millis(original.at),
        member_id=receiver.member_id,
    )


def _account(group_id: str, holder: str) -> Account:
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
    is_new = db.execute(
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
    if not is_new:
        _same_as_before(db, key, (source.group_id, unit, source.holder, target.holder, amount))
        return False
    if source.holder == ISSUER:
        _pay_out(db, source, target, unit, amount)
    else:
        _debit_account(db, source, unit, amount)
        _credit_account(db, target, unit, amount)
    return True


def _pay_out(db: Db, source: Account, target: Account, unit: str, amount: int) -> None:
    """Change both sides in one statement, because most entries are these. Only the issuer may begin below zero."""
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
    is_debited = db.execute(
        """UPDATE account SET balance = balance - :amount
        WHERE group_id = :group_id AND unit = :unit AND holder = :holder AND balance >= :amount""",
        amount=amount,
        group_id=source.group_id,
        unit=unit,
        holder=source.holder,
    )
    if not is_debited:
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
    """Return what the member has; 0 where nothing ever moved."""
    return _balance(db, account(member), unit)


def _balance(db: Db, of: Account, unit: str) -> int:
    points = db.fetch_value(
        "SELECT balance FROM account WHERE group_id = ? AND unit = ? AND holder = ?",
        of.group_id,
        unit,
        of.holder,
    )
    return points or 0
