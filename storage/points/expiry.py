"""Which points have expired: what was earned first is spent first, and what is left of it after its time lapses.

A member loses what they earned before the cutoff less everything they ever spent, and nothing where that is
negative. A correction counts against what it corrects, at its time: a credit taken back was never earned, a debit
given back never spent. Points that were earned before they came to a member have dates of their own: see lots.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from storage.db import Db, to_millis
from storage.members import roster
from storage.members.roster import MEMBER, Member
from storage.points import lots
from storage.points.ledger import POINTS, account

_LAPSED = """(SELECT COALESCE(SUM(CASE WHEN entry.reverses IS NOT NULL OR entry.at < :cutoff
            THEN entry.amount ELSE 0 END), 0) FROM entry
        WHERE entry.target = account.holder AND entry.target <> 'issuer' AND entry.unit = account.unit)
    - (SELECT COALESCE(SUM(CASE WHEN entry.reverses IS NULL
            OR (SELECT original.at FROM entry original WHERE original.id = entry.reverses) < :cutoff
            THEN entry.amount ELSE 0 END), 0) FROM entry
        WHERE entry.source = account.holder AND entry.source <> 'issuer' AND entry.unit = account.unit)"""
"""Of an account: credits before the cutoff and refunds, less debits and what was taken back of such credits."""


def list_holders(db: Db, group_id: str) -> list[str]:
    """Return the members' accounts that hold points, in the order that `list_lapsing` knows."""
    rows = db.fetch_all(
        """SELECT holder FROM account
        WHERE group_id = :group_id AND unit = :unit AND member_id IS NOT NULL AND balance > 0 ORDER BY holder""",
        group_id=group_id,
        unit=POINTS,
    )
    return [holder for (holder,) in rows]


def list_dated(db: Db, group_id: str, first: str, last: str) -> list[str]:
    """Return the accounts from `first` to `last` whose ledger has to be replayed, in the order of `list_holders`."""
    rows = db.fetch_all(
        """SELECT holder FROM account
        WHERE group_id = :group_id AND unit = :unit AND balance > 0 AND holder >= :first AND holder <= :last
            AND EXISTS (SELECT 1 FROM earned_lot WHERE earned_lot.member_id = account.member_id) ORDER BY holder""",
        group_id=group_id,
        unit=POINTS,
        first=first,
        last=last,
    )
    return [holder for (holder,) in rows]


def list_lapsing(db: Db, group_id: str, cutoff: datetime, first: str, last: str) -> list[tuple[Member, int]]:
    """Return what lapses of the accounts from `first` to `last`, for each member who loses something, by id."""
    rows = db.fetch_all(
        f"""SELECT id, group_id, user_id, name, lapsed FROM (
            SELECT {MEMBER}, {_LAPSED} AS lapsed
            FROM account JOIN member ON member.id = account.member_id
            WHERE account.group_id = :group_id AND account.unit = :unit AND account.member_id IS NOT NULL
                AND account.balance > 0 AND account.holder >= :first AND account.holder <= :last
                AND NOT EXISTS (SELECT 1 FROM earned_lot WHERE earned_lot.member_id = member.id)
        ) counted WHERE lapsed > 0 ORDER BY id""",
        group_id=group_id,
        unit=POINTS,
        cutoff=to_millis(cutoff),
        first=first,
        last=last,
    )
    by_age = [(Member(*member), int(lapsed)) for *member, lapsed in rows]
    by_lots = ((member, lots.sum_left_before(db, member, cutoff)) for member in _with_lots(db, group_id, first, last))
    return sorted([*by_age, *((member, points) for member, points in by_lots if points)])


def _with_lots(db: Db, group_id: str, first: str, last: str) -> list[Member]:
    rows = db.fetch_all(
        f"""SELECT {MEMBER} FROM account JOIN member ON member.id = account.member_id
        WHERE account.group_id = :group_id AND account.unit = :unit AND account.balance > 0
            AND account.holder >= :first AND account.holder <= :last
            AND EXISTS (SELECT 1 FROM earned_lot WHERE earned_lot.member_id = member.id)""",
        group_id=group_id,
        unit=POINTS,
        first=first,
        last=last,
    )
    return [Member(*row) for row in rows]


def lapsing_points(db: Db, member: Member, cutoff: datetime) -> int:
    """Return how many of one member's points lapse."""
    holder = account(member).holder
    return sum(points for _, points in list_lapsing(db, member.group_id, cutoff, holder, holder))


def list_losers(db: Db, group_id: str, cutoff: datetime) -> list[tuple[Member, int]]:
    """Return which current members lose something, those who lose most first. Takes seconds per million entries."""
    holders = list_holders(db, group_id)
    if not holders:
        return []
    current_ids = {member.id for member in roster.current(db, group_id)}
    lapsed = list_lapsing(db, group_id, cutoff, holders[0], holders[-1])
    return sorted(
        ((member, points) for member, points in lapsed if member.id in current_ids),
        key=lambda loss: (-loss[1], loss[0].id),
    )


def split(holders: Sequence[str], most: int) -> list[tuple[str, str]]:
    """Split accounts into parts of at most `most`, each given as its first and its last account."""
    return [(holders[start], holders[start : start + most][-1]) for start in range(0, len(holders), most)]
