"""How many friend requests each of the staff sent on each day; a correction is a new row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from storage.db import Db, to_millis
from storage.members.roster import MEMBER, Member


@dataclass(frozen=True, slots=True)
class RequestCounts:
    """Friend requests of a day or more."""

    sent: int = 0
    passed: int = 0
    answered: int = 0

    def __add__(self, other: RequestCounts) -> RequestCounts:
        return RequestCounts(self.sent + other.sent, self.passed + other.passed, self.answered + other.answered)


def record(db: Db, member: Member, day: date, numbers: RequestCounts, *, actor: str, at: datetime) -> None:
    """Record a day's numbers, in place of earlier ones."""
    db.execute(
        """INSERT INTO friend_report (group_id, member_id, day, sent, passed, answered, actor, at)
        VALUES (:group_id, :member_id, :day, :sent, :passed, :answered, :actor, :at)""",
        group_id=member.group_id,
        member_id=member.id,
        day=day.isoformat(),
        sent=numbers.sent,
        passed=numbers.passed,
        answered=numbers.answered,
        actor=actor,
        at=to_millis(at),
    )


def get(db: Db, member: Member, day: date) -> RequestCounts | None:
    """Return a member's numbers of a local day, None where nothing was reported."""
    row = db.fetch_one(
        """SELECT sent, passed, answered FROM friend_report WHERE member_id = :member_id AND day = :day
        ORDER BY id DESC LIMIT 1""",
        member_id=member.id,
        day=day.isoformat(),
    )
    return RequestCounts(*row) if row else None


def list_between(db: Db, group_id: str, first: date, last: date) -> list[tuple[Member, date, RequestCounts]]:
    """Return what counts for each member and local day, both ends included, by day and member."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER}, friend_report.day, friend_report.sent,
            friend_report.passed, friend_report.answered
        FROM friend_report JOIN member ON member.id = friend_report.member_id
        WHERE friend_report.group_id = :group_id AND friend_report.day >= :first AND friend_report.day <= :last
            AND NOT EXISTS (SELECT 1 FROM friend_report later WHERE later.member_id = friend_report.member_id
                AND later.day = friend_report.day AND later.id > friend_report.id)
        ORDER BY friend_report.day, member.id""",
        group_id=group_id,
        first=first.isoformat(),
        last=last.isoformat(),
    )
    return [
        (Member(*member), date.fromisoformat(day), RequestCounts(sent, passed, answered))
        for *member, day, sent, passed, answered in rows
    ]
