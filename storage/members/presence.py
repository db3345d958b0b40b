"""On which days members were there, spoke and checked in: bits in the member's own row, for the last 62 days.

So one pass over a group's members tells who is active, however long the history is. See
docs/decisions/0020-facts-and-daily-sums.md.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from storage.db import Db, to_millis
from storage.members.aliases import NOT_MERGED
from storage.members.arrivals import was_there
from storage.members.left_out import leave_out
from storage.members.roster import MEMBER, Member

KEPT = 62
"""Days, and weeks, of a member that are kept."""
_BITS = (1 << KEPT) - 1


def _moved(column: str, shift: str) -> str:
    """Return SQL for a column of bits whose bit 0 is now `shift` (0 or more) days or weeks later."""
    return f"({column} << CASE WHEN {shift} < {KEPT} THEN {shift} ELSE {KEPT} END) & {_BITS}"


_SEE = f"""UPDATE member SET
    seen_days = {_moved("seen_days", "?1 - seen_on")} | 1, spoke_days = {_moved("spoke_days", "?1 - seen_on")} | ?2,
    checked_days = {_moved("checked_days", "?1 - seen_on")} | ?3,
    seen_weeks = {_moved("seen_weeks", "(?1 - 1) / 7 - (seen_on - 1) / 7")} | 1, seen_on = ?1
    WHERE id = ?4 AND (seen_on < ?1 OR seen_on = ?1 AND (spoke_days & 1 < ?2 OR checked_days & 1 < ?3))"""
_SEE_LATE = f"""UPDATE member SET seen_days = seen_days | (CAST(1 AS BIGINT) << (seen_on - ?1)),
    spoke_days = spoke_days | (CAST(?2 AS BIGINT) << (seen_on - ?1)),
    checked_days = checked_days | (CAST(?3 AS BIGINT) << (seen_on - ?1)),
    seen_weeks = seen_weeks | (CAST(1 AS BIGINT) << ((seen_on - 1) / 7 - (?1 - 1) / 7))
    WHERE id = ?4 AND seen_on > ?1 AND seen_on - ?1 < {KEPT}"""


def see(db: Db, member: Member, day: date, *, spoke: bool = False, checked_in: bool = False) -> None:
    """Record that a member sent something on this local day: talk, or what they checked in with, or anything else.

    The first message of a day costs one statement; what comes late, after one of a later day, counts for its own day.
    """
    values = day.toordinal(), int(spoke), int(checked_in), member.id
    if not db.execute(_SEE, *values):
        db.execute(_SEE_LATE, *values)


def join(db: Db, gone: Member, stays: Member) -> None:
    """Unite the days of two members who are one person, and leave the one who goes none."""
    (last, *bits), (other_last, *other_bits) = (
        db.fetch_one(
            "SELECT seen_on, seen_days, spoke_days, checked_days, seen_weeks FROM member WHERE id = :id", id=number
        )
        or (0, 0, 0, 0, 0)
        for number in (stays.id, gone.id)
    )
    latest = max(last, other_last)
    days, other_days = latest - last, latest - other_last
    weeks, other_weeks = ((latest - 1) // 7 - (seen - 1) // 7 for seen in (last, other_last))
    shifts = ((days, other_days),) * 3 + ((weeks, other_weeks),)
    united = [
        (_late(mine, shift) | _late(theirs, other_shift))
        for mine, theirs, (shift, other_shift) in zip(bits, other_bits, shifts, strict=True)
    ]
    for member, values in ((stays, [latest, *united]), (gone, [0] * 5)):
        db.execute(
            """UPDATE member SET seen_on = ?, seen_days = ?, spoke_days = ?, checked_days = ?, seen_weeks = ?
            WHERE id = ?""",
            *values,
            member.id,
        )


def _late(bits: int, shift: int) -> int:
    """Return bits whose bit 0 is now `shift` days or weeks later."""
    return bits << min(shift, KEPT) & _BITS


def days_between(column: str, name: str = "") -> str:
    """Return SQL for those bits of a member's column that are days of a span (at most 62), at any place; see `span`."""
    first, last, width = (f":{name}{part}" for part in ("first", "last", "width"))
    bits, seen_on = f"member.{column}", "member.seen_on"
    return f"""(CASE WHEN {seen_on} < {first} OR {seen_on} - {last} >= {KEPT} THEN 0
        WHEN {seen_on} >= {last} THEN ({bits} >> ({seen_on} - {last})) & {width}
        ELSE {bits} & ((CAST(1 AS BIGINT) << ({seen_on} - {first} + 1)) - 1) END)"""


def span(first: date, last: date, name: str = "") -> dict[str, int]:
    """Return the values of `days_between` for local days, both included."""
    days = last.toordinal() - first.toordinal() + 1
    assert 0 < days <= KEPT
    return {f"{name}first": first.toordinal(), f"{name}last": last.toordinal(), f"{name}width": (1 << days) - 1}


@dataclass(frozen=True, slots=True)
class Reach:
    """How many members did something at least once in a span of days."""

    seen: int
    spoke: int
    checked_in: int


def count(db: Db, group_id: str, first: date, last: date) -> Reach:
    """Return how many members, gone or not, were there, talked and checked in on any day of a span."""
    row = db.fetch_one(
        f"""SELECT {", ".join(f"COUNT(CASE WHEN {days_between(name)} <> 0 THEN 1 END)" for name in _COLUMNS)}
        FROM member WHERE group_id = :group_id AND seen_on >= :first""",
        group_id=group_id,
        **span(first, last),
    )
    assert row
    return Reach(*map(int, row))


_COLUMNS = ("seen_days", "spoke_days", "checked_days")


@dataclass(frozen=True, slots=True)
class LastSeen:
    """A member, and the last local day on which they sent something; None where they never did."""

    member: Member
    day: date | None


def list_silent(
    db: Db, group_id: str, since: date, joined_before: datetime, limit: int, without: Collection[str] = ()
) -> list[LastSeen]:
    """Return members who sent nothing since a local day, the longest silent first; newer ones are left out.

    So are the user ids `without`.
    """
    not_them, users = leave_out(without)
    rows = db.fetch_all(
        f"""SELECT seen_on, {MEMBER} FROM member WHERE group_id = :group_id AND left_at IS NULL AND seen_on < :since
            AND joined_at < :joined_before {not_them} ORDER BY seen_on, id LIMIT :most""",
        group_id=group_id,
        since=since.toordinal(),
        joined_before=to_millis(joined_before),
        most=limit,
        **users,
    )
    return [LastSeen(Member(*member), date.fromordinal(seen) if seen else None) for seen, *member in rows]


def list_returned(db: Db, group_id: str, day: date, absent: int, limit: int) -> list[Member]:
    """Return members who were there on a local day, and on none of the `absent` (1 to 61) days before it.

    Who joined within those days has not been absent.
    """
    rows = db.fetch_all(
        f"""SELECT {MEMBER} FROM member WHERE group_id = :group_id AND left_at IS NULL AND seen_on = :day
        AND seen_days & :days = 1 AND joined_at < :joined_before ORDER BY id LIMIT :most""",
        group_id=group_id,
        day=day.toordinal(),
        days=(1 << (absent + 1)) - 1,
        joined_before=to_millis(datetime.combine(day - timedelta(days=absent), time(), UTC)),
        most=limit,
    )
    return [Member(*row) for row in rows]


def count_silent(
    db: Db, group_id: str, first: date, last: date, joined_before: datetime, until: datetime, without: Collection[str]
) -> int:
    """Return how many sent nothing from one local day to another, of those who joined before and were there to the end.

    `until` is the moment at which the last day ends. Bits go back 62 days from the last one on which a member was seen:
    the first day must not be older than that. Left out are the user ids `without`.
    """
    not_them, users = leave_out(without)
    members = db.fetch_value(
        f"""SELECT COUNT(*) FROM member WHERE group_id = :group_id AND {was_there(":until", ":joined_before")}
            AND {NOT_MERGED}
            AND {days_between("seen_days")} = 0 {not_them}""",
        group_id=group_id,
        joined_before=to_millis(joined_before),
        until=to_millis(until),
        **span(first, last),
        **users,
    )
    return int(members)


def last_seen(db: Db, member: Member) -> tuple[date | None, int]:
    """Return the last local day on which a member sent something, and their weeks as bits, the last one first."""
    row = db.fetch_one("SELECT seen_on, seen_weeks FROM member WHERE id = :id", id=member.id)
    assert row
    return (date.fromordinal(row[0]) if row[0] else None), int(row[1])
