"""What a group did on each local day: one row for a day, kept once it is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from storage.db import Db, to_millis
from storage.members import presence
from storage.members.aliases import NOT_MERGED
from storage.members.arrivals import was_there
from storage.members.presence import days_between
from storage.rows import columns, read

MONTH = timedelta(days=29)
"""From the last day of thirty back to the first."""


@dataclass(frozen=True, slots=True)
class DaySum:
    """One local day of a group."""

    day: date
    members: int
    """At the end of the day."""
    joined: int
    left: int
    active: int
    """Members who sent anything: the day's DAU."""
    monthly: int
    """Members who did within thirty days, this one included: its MAU."""
    speakers: int
    messages: int
    """Talk, without commands."""
    checkins: int
    """Members who checked in on the day itself; who makes it up later does not count."""
    issued: int
    spent: int


def _within(column: str) -> str:
    return f"COUNT(CASE WHEN {column} >= :since AND {column} < :until THEN 1 END)"


def measure(
    db: Db, group_id: str, day: date, since: datetime, until: datetime, messages: int, issued: int, spent: int
) -> DaySum:
    """Return a local day that begins at `since` and ends at `until`, from one pass over the group's members.

    What was said, and how points moved, is known otherwise.
    """
    row = db.fetch_one(
        f"""SELECT COUNT(CASE WHEN {was_there(":until")} THEN 1 END),
            {" + ".join(_within(column) for column in ("joined_at", "first_joined_at"))},
            {" + ".join(_within(column) for column in ("left_at", "first_left_at"))},
            COUNT(CASE WHEN {days_between("seen_days")} <> 0 THEN 1 END),
            COUNT(CASE WHEN {days_between("seen_days", "month_")} <> 0 THEN 1 END),
            COUNT(CASE WHEN {days_between("spoke_days")} <> 0 THEN 1 END),
            COUNT(CASE WHEN {days_between("checked_days")} <> 0 THEN 1 END)
        FROM member WHERE group_id = :group_id AND {NOT_MERGED}""",
        group_id=group_id,
        since=to_millis(since),
        until=to_millis(until),
        **presence.span(day, day),
        **presence.span(day - MONTH, day, "month_"),
    )
    assert row
    members, joined, left, active, monthly, speakers, checkins = map(int, row)
    return DaySum(day, members, joined, left, active, monthly, speakers, messages, checkins, issued, spent)


def save(db: Db, group_id: str, sums: Iterable[DaySum], entry_id: int) -> None:
    """Keep days that are over, with the ledger in them up to an entry; those that are kept already stay as they are."""
    for day_sum in sums:
        db.execute(
            """INSERT INTO day_sum VALUES (:group_id, :day, :members, :joined, :left, :active, :monthly, :speakers,
                :messages, :checkins, :issued, :spent, :entry_id) ON CONFLICT (group_id, day) DO NOTHING""",
            group_id=group_id,
            day=day_sum.day.isoformat(),
            members=day_sum.members,
            joined=day_sum.joined,
            left=day_sum.left,
            active=day_sum.active,
            monthly=day_sum.monthly,
            speakers=day_sum.speakers,
            messages=day_sum.messages,
            checkins=day_sum.checkins,
            issued=day_sum.issued,
            spent=day_sum.spent,
            entry_id=entry_id,
        )


def forget(db: Db, group_id: str, first: date) -> int:
    """Delete the days of a group from a local day on, so that they are kept anew; return how many there were."""
    return db.execute(
        "DELETE FROM day_sum WHERE group_id = :group_id AND day >= :first", group_id=group_id, first=first.isoformat()
    )


def list_days(db: Db, group_id: str, first: date, last: date) -> list[DaySum]:
    """Return the days of a span that are kept, in order."""
    names = columns(DaySum, "day_sum", left='day_sum."left"')
    rows = db.fetch_all(
        f"SELECT {names} FROM day_sum WHERE group_id = :group_id AND day BETWEEN :first AND :last ORDER BY day",
        group_id=group_id,
        first=first.isoformat(),
        last=last.isoformat(),
    )
    return [read(DaySum, row) for row in rows]


@dataclass(frozen=True, slots=True)
class Kept:
    """The last day that is kept, and the entry up to which the ledger is in it and those before."""

    day: date
    entry_id: int


def last_kept(db: Db, group_id: str) -> Kept | None:
    """Return the last day of a group that is kept."""
    row = db.fetch_one(
        "SELECT day, entry_id FROM day_sum WHERE group_id = :group_id ORDER BY day DESC LIMIT 1", group_id=group_id
    )
    return Kept(date.fromisoformat(row[0]), int(row[1])) if row else None
