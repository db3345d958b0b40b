"""Streak freezes, one for each day missed: a unit of their own in the ledger."""

from __future__ import annotations

from datetime import date, datetime

from storage.db import Db
from storage.members.roster import Member
from storage.points import ledger

UNIT = "freeze"


def count(db: Db, member: Member) -> int:
    """Return how many freezes the member has."""
    return ledger.balance(db, member, UNIT)


def grant(db: Db, member: Member, *, key: str, reason: str, cause: str, at: datetime) -> None:
    """Grant the member one more freeze, once per key."""
    source, target = ledger.issuer(member.group_id), ledger.account(member)
    ledger.transfer(db, source, target, 1, key=key, reason=reason, cause=cause, at=at, unit=UNIT)


def use(db: Db, member: Member, day: date, *, cause: str, at: datetime) -> None:
    """Use one freeze for a missed day, only once; raises Overdrawn where the member has none."""
    source, target = ledger.account(member), ledger.issuer(member.group_id)
    key = f"freeze:{member.id}:{day}"
    ledger.transfer(db, source, target, 1, key=key, reason=f"连签保护 {day}", cause=cause, at=at, unit=UNIT)


def refund(db: Db, member: Member, day: date, *, cause: str, at: datetime) -> None:
    """Refund the freeze used for a day that was not missed after all, only once."""
    grant(db, member, key=f"thaw:{member.id}:{day}", reason=f"连签保护退回 {day}", cause=cause, at=at)
