"""What is known of every member of a group at once, for choosing among them.

This file is long because all of it is read in one statement.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from storage.checkin import checkins
from storage.db import Db, Value, from_millis
from storage.members.birthdays import BirthdayDate, Calendar
from storage.members.newcomers import CAME, known_at
from storage.members.roster import MEMBER, Member
from storage.sop import waves

NO_SEGMENTS: Mapping[int, frozenset[str]] = MappingProxyType({})
FEW, AT_ONCE = 20_000, 500
"""So many are looked up by their ids, so many in one statement: to look at 200,000 for 5,000 of them took a second."""


class Facts(NamedTuple):
    """One member who has not left, as of a local day; what was not asked for is as of somebody who did nothing."""

    member: Member
    joined_at: datetime
    spoke: date | None
    """The last local day on which they talked in the group; commands are no talk."""
    streak: int
    """Days in a row, up to yesterday where today is open, and over days that freezes will save."""
    checked_in: bool
    """Today."""
    growth: int
    points: int
    birthday: BirthdayDate | None
    introduced: bool
    tags: frozenset[str]
    spent: int = 0
    """In fen, for all orders ever, less what was returned."""
    said: str = ""
    """What they said of themselves, in their own words."""
    segments: frozenset[str] = frozenset()
    """The ready segments they are in, where a rule asks for them: see handlers/segments/standing.py."""
    seen: date | None = None
    """The last local day on which they sent anything."""
    waves: Mapping[str, bool] = MappingProxyType({})
    """The waves whose latest run spoke to them, and whether they are back since."""
    came: bool = False
    """They joined while we were there, so that `joined_at` is the day of that."""


class Part(StrEnum):
    """What has to be looked up elsewhere than in a member's own row."""

    SPOKE = "spoke"
    CHECKIN = "checkin"
    GROWTH = "growth"
    POINTS = "points"
    BIRTHDAY = "birthday"
    INTRODUCTION = "introduction"
    TAGS = "tags"
    WAVES = "waves"
    ARRIVAL = "arrival"


ALL = frozenset(Part)
_ACCOUNT = """LEFT JOIN account of_{unit} ON of_{unit}.group_id = member.group_id AND of_{unit}.unit = '{unit}'
    AND of_{unit}.holder = 'member:' || member.id"""
_COLUMNS = {
    # Days of talk from more than 62 days before the last message are in no bits.
    Part.SPOKE: """member.spoke_days, CASE WHEN member.spoke_days = 0 AND member.seen_on > 0 THEN
        (SELECT MAX(day) FROM activity WHERE activity.member_id = member.id AND activity.messages > 0) END""",
    Part.CHECKIN: "COALESCE(now.streak, before.streak, 0), now.member_id, of_freeze.balance",
    Part.GROWTH: "COALESCE(of_growth.balance, 0)",
    Part.POINTS: "COALESCE(of_points.balance, 0)",
    Part.BIRTHDAY: "birthday.month, birthday.day, birthday.calendar",
    Part.INTRODUCTION: """introduction.member_id,
        introduction.age || ' ' || introduction.likes || ' ' || introduction.skills || ' ' || introduction.hopes""",
    Part.ARRIVAL: CAME,
}
_NOTHING = {
    Part.SPOKE: "0, NULL",
    Part.CHECKIN: "0, NULL, NULL",
    Part.GROWTH: "0",
    Part.POINTS: "0",
    Part.BIRTHDAY: "NULL, NULL, NULL",
    Part.INTRODUCTION: "NULL, NULL",
    Part.ARRIVAL: "0",
}
_JOINS = {
    Part.CHECKIN: f"""LEFT JOIN checkin now ON now.member_id = member.id AND now.day = :today
        LEFT JOIN checkin before ON before.member_id = member.id AND before.day = :yesterday
        {_ACCOUNT.format(unit="freeze")} AND of_freeze.balance > 0""",
    Part.GROWTH: _ACCOUNT.format(unit="growth"),
    Part.POINTS: _ACCOUNT.format(unit="points"),
    Part.BIRTHDAY: "LEFT JOIN birthday ON birthday.member_id = member.id",
    Part.INTRODUCTION: "LEFT JOIN introduction ON introduction.member_id = member.id",
}


def facts(
    db: Db,
    group_id: str,
    today: date,
    *,
    parts: Collection[Part] = ALL,
    segments: Mapping[int, frozenset[str]] = NO_SEGMENTS,
    only: Set[int] | None = None,
    with_opted_out: bool = False,
) -> Iterator[Facts]:
    """Yield the facts of everybody who has not left and not opted out, by id, where it is given `only` of these ids.

    `segments` are the ready ones of each member. Kept in a list, the facts of 200,000 members cost the garbage
    collector as much time as all the rest.
    """
    willing = "AND NOT EXISTS (SELECT 1 FROM opt_out WHERE opt_out.member_id = member.id)"
    which = f"member.group_id = :group_id {'' if with_opted_out else willing}"
    if only is None or len(only) > FEW:
        yield from _facts(db, which, today, parts, segments, only, group_id=group_id)
        return
    ids = sorted(only)
    for start in range(0, len(ids), AT_ONCE):
        named, values = _named(ids[start : start + AT_ONCE])
        yield from _facts(
            db, f"{which} AND member.id IN ({named})", today, parts, segments, None, group_id=group_id, **values
        )


def facts_of(
    db: Db,
    member_ids: Collection[int],
    today: date,
    *,
    parts: Collection[Part] = ALL,
    segments: Mapping[int, frozenset[str]] = NO_SEGMENTS,
) -> list[Facts]:
    """Return the facts of these members without those who left, by id; those who opted out included."""
    named, values = _named(member_ids)
    return list(_facts(db, f"member.id IN ({named})", today, parts, segments, None, **values))


def _named(ids: Collection[int]) -> tuple[str, dict[str, Value]]:
    """Return names for ids in a statement, and what they stand for."""
    values: dict[str, Value] = {f"id{place}": member_id for place, member_id in enumerate(ids)}
    return ", ".join(f":{name}" for name in values) or "NULL", values


def _facts(
    db: Db,
    which: str,
    today: date,
    parts: Collection[Part],
    segments: Mapping[int, frozenset[str]],
    only: Set[int] | None,
    **values: Value,
) -> Iterator[Facts]:
    columns = ", ".join((_COLUMNS if part in parts else _NOTHING)[part] for part in _COLUMNS)
    joins = " ".join(join for part, join in _JOINS.items() if part in parts)
    days = {"today": today.isoformat(), "yesterday": (today - timedelta(days=1)).isoformat()}
    known = {"known_at": _known_at(db, **values)} if Part.ARRIVAL in parts else {}
    rows = db.fetch_all(
        f"""SELECT {MEMBER}, member.joined_at, member.seen_on, member.spent, {columns} FROM member {joins}
        WHERE {which} AND member.left_at IS NULL ORDER BY member.id""",
        **(days if Part.CHECKIN in parts else {}),
        **known,
        **values,
    )
    tags: Mapping[int, Collection[str]] = {}
    if rows and Part.TAGS in parts:
        tags = _tags(db, which, last=rows[-1][0], **values)
    called = _waves(db, which, **values) if rows and Part.WAVES in parts else {}
    for (
        *fields,
        joined_at,
        seen_on,
        spent,
        spoke_days,
        spoke_before,
        streak,
        checkin,
        freezes,
        growth,
        points,
        month,
        day,
        calendar,
        introduction,
        said,
        came,
    ) in rows:
        if only is not None and fields[0] not in only:
            continue
        member = Member._make(fields)
        yield Facts(
            member=member,
            joined_at=from_millis(joined_at),
            spoke=_last_day(seen_on, spoke_days) if spoke_days else spoke_before and date.fromisoformat(spoke_before),
            # Few have freezes, and fewer have missed a day: they are looked at one by one.
            streak=checkins.streak(db, member, today) if freezes and not streak else streak,
            checked_in=checkin is not None,
            growth=int(growth),
            points=int(points),
            birthday=BirthdayDate(month, day, Calendar(calendar)) if month else None,
            introduced=introduction is not None,
            tags=frozenset(tags[member.id]) if member.id in tags else _NONE,
            spent=spent,
            said=said or "",
            segments=segments.get(member.id, _NONE),
            seen=date.fromordinal(seen_on) if seen_on else None,
            waves=called.get(member.id, _NO_WAVES),
            came=bool(came),
        )


def _known_at(db: Db, **values: Value) -> int:
    """Return `known_at` of a group, or of that of the first of some members."""
    return known_at(db, _group_of(db, **values))


def _group_of(db: Db, *, group_id: Value = None, id0: Value = None, **_: Value) -> str:
    """Return the group that is asked for, or that of the first of some members."""
    return str(group_id or db.fetch_value("SELECT group_id FROM member WHERE id = :id", id=id0))


_NO_WAVES: Mapping[str, bool] = MappingProxyType({})
_NONE: frozenset[str] = frozenset()


def _last_day(seen_on: int, bits: int) -> date:
    """Return the last day among bits that are counted back from a day."""
    return date.fromordinal(seen_on + 1 - (bits & -bits).bit_length())


def _tags(db: Db, which: str, **values: Value) -> dict[int, set[str]]:
    """Return the tags of these members, by member id."""
    tags: dict[int, set[str]] = {}
    rows = db.fetch_all(
        f"""SELECT tag.member_id, tag.name FROM tag JOIN member ON member.id = tag.member_id
        WHERE {which} AND member.id <= :last""",
        **values,
    )
    for member_id, name in rows:
        tags.setdefault(member_id, set()).add(name)
    return tags


def _waves(db: Db, which: str, **values: Value) -> dict[int, dict[str, bool]]:
    """Return which waves spoke to these members in their latest run, and whether they are back, by member id."""
    called: dict[int, dict[str, bool]] = {}
    for run in waves.list_latest(db, _group_of(db, **values)):
        rows = db.fetch_all(
            f"""SELECT member.id, CASE WHEN {run.is_back} THEN 1 ELSE 0 END
            FROM wave_member JOIN member ON member.id = wave_member.member_id
            WHERE wave_member.run_id = :run AND wave_member.touched_at IS NOT NULL AND {which}""",
            run=run.id,
            **values,
        )
        for member_id, is_back in rows:
            called.setdefault(member_id, {})[run.name] = bool(is_back)
    return called
