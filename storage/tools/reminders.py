"""Reminders that members set, for themselves or for the group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.db import Db, from_millis, to_millis
from storage.members.roster import Member
from storage.rows import columns, read


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to be said at a time."""

    id: int
    member_id: int
    number: int
    """The member's own name for it, from 1."""
    text: str
    due_at: datetime
    """The next time."""
    every: str
    """JSON of what comes again and again; empty for once."""
    for_all: int
    """1 where it is said in the group."""
    rung_at: datetime | None
    """Where it was for once and has been said."""


_REMINDERS = f"SELECT {columns(Reminder, 'reminder')} FROM reminder"


def create(db: Db, member: Member, text: str, due_at: datetime, *, every: str, for_all: bool) -> Reminder:
    """Keep a reminder under the least number that the member does not use."""
    db.lock(member.group_id)
    used = {reminder.number for reminder in list_of(db, member)}
    reminder_id = db.insert(
        """INSERT INTO reminder (member_id, number, text, due_at, every, for_all)
        VALUES (:member_id, :number, :text, :due_at, :every, :for_all)""",
        member_id=member.id,
        number=next(number for number in range(1, len(used) + 2) if number not in used),
        text=text,
        due_at=to_millis(due_at),
        every=every,
        for_all=int(for_all),
    )
    reminder = get(db, reminder_id)
    assert reminder
    return reminder


def get(db: Db, reminder_id: int) -> Reminder | None:
    """Return the reminder with this id, of anybody."""
    row = db.fetch_one(f"{_REMINDERS} WHERE id = :id", id=reminder_id)
    return read(Reminder, row) if row else None


def left_at(db: Db, reminder: Reminder) -> datetime:
    """Return when a reminder's member left; who has not counts as gone since for ever."""
    left = db.fetch_value("SELECT left_at FROM member WHERE id = :id", id=reminder.member_id)
    return from_millis(left or 0)


def list_of(db: Db, member: Member) -> list[Reminder]:
    """Return the member's reminders by their next time, those that were said lately among them."""
    rows = db.fetch_all(f"{_REMINDERS} WHERE member_id = :member_id ORDER BY due_at, number", member_id=member.id)
    return [read(Reminder, row) for row in rows]


def set_due(db: Db, reminder: Reminder, due_at: datetime) -> None:
    """Move a reminder to its next time."""
    db.execute("UPDATE reminder SET due_at = :due_at WHERE id = :id", due_at=to_millis(due_at), id=reminder.id)


def mark_rung(db: Db, reminder: Reminder, at: datetime) -> None:
    """Note that a reminder was said for the only time."""
    db.execute("UPDATE reminder SET rung_at = :at WHERE id = :id", at=to_millis(at), id=reminder.id)


def delete(db: Db, reminder: Reminder) -> None:
    """Forget a reminder."""
    db.execute("DELETE FROM reminder WHERE id = :id", id=reminder.id)


def forget_rung(db: Db, member_id: int, before: datetime) -> None:
    """Forget what was said to a member before a moment."""
    db.execute(
        "DELETE FROM reminder WHERE member_id = :member_id AND rung_at < :before",
        member_id=member_id,
        before=to_millis(before),
    )
