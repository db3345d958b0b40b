"""How much each member talked on each local day, and in which hours."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from storage.db import Db
from storage.members.roster import MEMBER, Member


@dataclass(frozen=True, slots=True)
class Day:
    """What a member did on one local day."""

    messages: int
    """Without commands and private words."""
    checked_in: bool


def record_message(db: Db, member: Member, at: datetime, *, is_talk: bool = True) -> None:
    """Note that a member was there at this local time, and count one more message where it was talk."""
    db.execute(
        """INSERT INTO activity (member_id, day, messages, hours) VALUES (?, ?, ?, ?)
        ON CONFLICT (member_id, day) DO UPDATE
            SET messages = activity.messages + excluded.messages, hours = activity.hours | excluded.hours""",
        member.id,
        at.date().isoformat(),
        int(is_talk),
        1 << at.hour,
    )


def count_active(db: Db, group_id: str, days: Collection[date], hours: Collection[int]) -> dict[date, int]:
    """Return how many members sent a message in any of these local hours, for each of these local days."""
    values = {f"day{place}": day.isoformat() for place, day in enumerate(days)}
    rows = db.fetch_all(
        f"""SELECT activity.day, COUNT(*) FROM member JOIN activity ON activity.member_id = member.id
        WHERE member.group_id = :group_id AND activity.day IN ({", ".join(f":{name}" for name in values)})
            AND activity.hours & :mask <> 0 GROUP BY activity.day""",
        group_id=group_id,
        mask=sum(1 << hour for hour in hours),
        **values,
    )
    return dict.fromkeys(days, 0) | {date.fromisoformat(day): int(members) for day, members in rows}


def count_messages(db: Db, member: Member, day: date) -> int:
    """Return how many messages the member sent on this local day."""
    messages = db.fetch_value(
        "SELECT messages FROM activity WHERE member_id = :member_id AND day = :day",
        member_id=member.id,
        day=day.isoformat(),
    )
    return messages or 0


def list_day(db: Db, group_id: str, day: date, after: int, limit: int) -> list[tuple[Member, Day]]:
    """Return who was there on this local day and what they did, by id, only ids greater than `after`."""
    rows = db.fetch_all(
        f"""SELECT activity.messages, checkin.member_id IS NOT NULL, {MEMBER}
        FROM member JOIN activity ON activity.member_id = member.id AND activity.day = :day
        LEFT JOIN checkin ON checkin.member_id = member.id AND checkin.day = :day AND checkin.kind = 'checked'
        WHERE member.group_id = :group_id AND member.id > :after ORDER BY member.id LIMIT :most""",
        day=day.isoformat(),
        group_id=group_id,
        after=after,
        most=limit,
    )
    return [(Member(*member), Day(messages, bool(checked_in))) for messages, checked_in, *member in rows]


def list_idle(db: Db, group_id: str, day: date, after: int, limit: int) -> list[Member]:
    """Return the current members who sent nothing since this local day, by id, only ids greater than `after`."""
    rows = db.fetch_all(
        f"""SELECT {MEMBER} FROM member
        WHERE group_id = :group_id AND id > :after AND left_at IS NULL AND NOT EXISTS
            (SELECT 1 FROM activity WHERE activity.member_id = member.id AND activity.day >= :day)
        ORDER BY id LIMIT :most""",
        day=day.isoformat(),
        group_id=group_id,
        after=after,
        most=limit,
    )
    return [Member(*row) for row in rows]


def last_talk(db: Db, member: Member) -> tuple[date, int] | None:
    """Return the last local day on which a member talked, and the last hour of it in which they sent anything."""
    row = db.fetch_one(
        """SELECT day, hours FROM activity WHERE member_id = :id AND messages > 0 ORDER BY day DESC LIMIT 1""",
        id=member.id,
    )
    return (date.fromisoformat(row[0]), max(int(row[1]).bit_length() - 1, 0)) if row else None


def list_days(db: Db, member: Member, first: date, last: date) -> list[date]:
    """Return the local days of a span on which a member sent anything, in order."""
    rows = db.fetch_all(
        "SELECT day FROM activity WHERE member_id = :id AND day BETWEEN :first AND :last ORDER BY day",
        id=member.id,
        first=first.isoformat(),
        last=last.isoformat(),
    )
    return [date.fromisoformat(day) for (day,) in rows]
