"""What a group did in each hour, and how much each member talked in each week and month: counted as it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from storage.db import Db, Value
from storage.members import presence
from storage.members.roster import Member
from storage.rows import columns, read


@dataclass(frozen=True, slots=True)
class HourSum:
    """One local hour of a group."""

    day: date
    hour: int
    messages: int
    """Talk, without commands."""
    people: int
    """Members who sent anything."""
    checkins: int


def count_message(db: Db, member: Member, at: datetime, *, is_talk: bool, checked_in: bool = False) -> None:
    """Count a message at a local time: the member was there, and perhaps talked, or checked in for its day."""
    day = at.date()
    presence.see(db, member, day, spoke=is_talk, checked_in=checked_in)
    if is_talk:
        db.execute(_HOUR, member.group_id, day.isoformat(), at.hour)
        for span in (month_of(day), week_of(day)):
            db.execute(_TALK, member.group_id, span, member.id)


_TALK = """INSERT INTO talk_sum (group_id, span, member_id, messages) VALUES (?, ?, ?, 1)
    ON CONFLICT (group_id, span, member_id) DO UPDATE SET messages = talk_sum.messages + 1"""
_HOUR = """INSERT INTO hour_sum (group_id, day, hour, messages, people, checkins) VALUES (?, ?, ?, 1, 0, 0)
    ON CONFLICT (group_id, day, hour) DO UPDATE SET messages = hour_sum.messages + 1"""


def month_of(day: date) -> str:
    """Return the month of a local day as sums are kept: 2026-11."""
    return f"{day.year:04}-{day.month:02}"


def week_of(day: date) -> str:
    """Return the week of a local day, from Monday, as sums are kept: 2026-W48."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def list_hours(db: Db, group_id: str, first: date, last: date) -> list[HourSum]:
    """Return the hours from one local day to another in which anything happened, in order."""
    rows = db.fetch_all(
        f"""SELECT {columns(HourSum, "hour_sum")} FROM hour_sum
        WHERE group_id = :group_id AND day BETWEEN :first AND :last ORDER BY day, hour""",
        group_id=group_id,
        first=first.isoformat(),
        last=last.isoformat(),
    )
    return [read(HourSum, row) for row in rows]


def sum_messages(db: Db, group_id: str, first: date, last: date) -> dict[date, int]:
    """Return how much was said on each local day of a span, where anything was."""
    rows = db.fetch_all(
        """SELECT day, SUM(messages) FROM hour_sum
        WHERE group_id = :group_id AND day BETWEEN :first AND :last GROUP BY day""",
        group_id=group_id,
        first=first.isoformat(),
        last=last.isoformat(),
    )
    return {date.fromisoformat(day): int(messages) for day, messages in rows}


@dataclass(frozen=True, slots=True)
class DayByHour:
    """What the members of a group did on one local day, by the hour, as their own rows say."""

    messages: int
    people: tuple[int, ...]
    """Members who sent anything, for each hour from 0 to 23."""
    checkins: tuple[int, ...]


HOURS = range(24)
_EMPTY = DayByHour(0, (0,) * 24, (0,) * 24)


def measure(db: Db, group_id: str, first: date, last: date, offset: int) -> dict[date, DayByHour]:
    """Return each local day of a span, from one look at each day of each member.

    `offset` is what local time is ahead of UTC, in milliseconds. Made-up days are no check-ins here.
    """
    days: dict[str, Value] = {"first": first.isoformat(), "last": last.isoformat(), "number": first.toordinal()}
    people = db.fetch_all(
        f"""SELECT activity.day, SUM(activity.messages),
            {", ".join(f"SUM((activity.hours >> {hour}) & 1)" for hour in HOURS)}
        FROM member JOIN activity ON activity.member_id = member.id AND activity.day BETWEEN :first AND :last
        WHERE member.group_id = :group_id AND member.seen_on >= :number GROUP BY activity.day""",
        group_id=group_id,
        **days,
    )
    checkins = db.fetch_all(
        """SELECT day, hour, COUNT(*) FROM (
            SELECT checkin.day AS day, (checkin.at + :offset) / 3600000 % 24 AS hour
            FROM member JOIN checkin ON checkin.member_id = member.id AND checkin.day BETWEEN :first AND :last
            WHERE member.group_id = :group_id AND member.seen_on >= :number AND checkin.kind = 'checked'
        ) checked GROUP BY day, hour""",
        group_id=group_id,
        offset=offset,
        **days,
    )
    by_day: dict[str, list[int]] = {}
    for day, hour, count in checkins:
        by_day.setdefault(day, [0] * 24)[int(hour)] = int(count)
    return {
        date.fromisoformat(day): DayByHour(
            int(messages), tuple(map(int, counts)), tuple(by_day.get(day, _EMPTY.checkins))
        )
        for day, messages, *counts in people
    }


def save(db: Db, group_id: str, day: date, by_hour: DayByHour) -> None:
    """Keep who was there and who checked in in each hour of a day that is over."""
    for hour, people, checkins in zip(HOURS, by_hour.people, by_hour.checkins, strict=True):
        if people or checkins:
            db.execute(
                """INSERT INTO hour_sum (group_id, day, hour, messages, people, checkins)
                VALUES (:group_id, :day, :hour, 0, :people, :checkins)
                ON CONFLICT (group_id, day, hour) DO UPDATE SET people = excluded.people, checkins = excluded.checkins
                """,
                group_id=group_id,
                day=day.isoformat(),
                hour=hour,
                people=people,
                checkins=checkins,
            )
