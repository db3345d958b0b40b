"""How much each member said on each day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from storage.db import Db
from storage.members.roster import Member


@dataclass(frozen=True, slots=True)
class Day:
    """What a member did on one local day."""

    messages: int
    checked_in: bool


def record_message(db: Db, member: Member, at: datetime) -> None:
    """One more message by this member at this local time."""
    db.execute(
        """INSERT INTO activity (member_id, day, messages, hours) VALUES (?, ?, 1, ?)
        ON CONFLICT (member_id, day) DO UPDATE
            SET messages = activity.messages + 1, hours = activity.hours | excluded.hours""",
        member.id,
        at.date().isoformat(),
        1 << at.hour,
    )


def count_active(db: Db, group_id: str, days: Collection[date], hours: Collection[int]) -> dict[date, int]:
    """How many members said something in any of these local hours, on each of these local days."""
    names = {f"day{place}": day.isoformat() for place, day in enumerate(days)}
    rows = db.fetch_all(
        f"""SELECT activity.day, COUNT(*) FROM member JOIN activity ON activity.member_id = member.id
        WHERE member.group_id = :group_id AND activity.day IN ({", ".join(f":{name}" for name in names)})
            AND activity.hours & :mask <> 0 GROUP BY activity.day""",
        group_id=group_id,
        mask=sum(1 << hour for hour in hours),
        **names,
    )
    return dict.fromkeys(days, 0) | {date.fromisoformat(row[0]): int(row[1]) for row in rows}


def count_messages(db: Db, member: Member, day: date) -> int:
    """How many messages the member sent on this local day."""
    row = db.fetch_one(
        "SELECT messages FROM activity WHERE member_id = :member_id AND day = :day",
        member_id=member.id,
        day=day.isoformat(),
    )
    return row[0] if row else 0


def list_day(db: Db, group_id: str, day: date, after: int, limit: int) -> list[tuple[Member, Day]]:
    """Who did something on this local day, by id, beginning behind the id `after`."""
    rows = db.fetch_all(
        """SELECT member.id, member.group_id, member.user_id, member.name, activity.messages, checkin.member_id
        FROM member JOIN activity ON activity.member_id = member.id AND activity.day = :day
        LEFT JOIN checkin ON checkin.member_id = member.id AND checkin.day = :day AND checkin.kind = 'checked'
        WHERE member.group_id = :group_id AND member.id > :after ORDER BY member.id LIMIT :most""",
        day=day.isoformat(),
        group_id=group_id,
        after=after,
        most=limit,
    )
    return [(Member(*row[:4]), Day(row[4], row[5] is not None)) for row in rows]


def list_idle(db: Db, group_id: str, day: date, after: int, limit: int) -> list[Member]:
    """Members still there who said nothing from this local day on, by id, beginning behind the id `after`."""
    rows = db.fetch_all(
        """SELECT id, group_id, user_id, name FROM member
        WHERE group_id = :group_id AND id > :after AND left_at IS NULL AND NOT EXISTS
            (SELECT 1 FROM activity WHERE activity.member_id = member.id AND activity.day >= :day)
        ORDER BY id LIMIT :most""",
        day=day.isoformat(),
        group_id=group_id,
        after=after,
        most=limit,
    )
    return [Member(*row) for row in rows]
