"""What is known of every member of a group at once, for choosing among them; and who has opted out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from storage.checkin import checkins
from storage.db import Db, Value, from_millis, to_millis
from storage.members.birthdays import BirthdayDate, Calendar
from storage.members.roster import MEMBER, Member


@dataclass(frozen=True, slots=True)
class Facts:
    """One member who has not left, as of a local day."""

    member: Member
    joined_at: datetime
    spoke: date | None
    """The last local day on which they sent a message."""
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


def facts(
    db: Db, group_id: str, today: date, *, after: int = 0, limit: int | None = None, with_opted_out: bool = False
) -> list[Facts]:
    """Return the facts of everybody who has not left and not opted out, by id; only ids greater than `after`."""
    willing = "AND NOT EXISTS (SELECT 1 FROM opt_out WHERE opt_out.member_id = member.id)"
    return _facts(
        db,
        f"member.group_id = :group_id AND member.id > :after {'' if with_opted_out else willing}",
        today,
        limit,
        group_id=group_id,
        after=after,
    )


def facts_of(db: Db, member_ids: Collection[int], today: date) -> list[Facts]:
    """Return the facts of these members without those who left, by id; those who opted out included."""
    ids = {f"id{place}": member_id for place, member_id in enumerate(member_ids)}
    return _facts(db, f"member.id IN ({', '.join(f':{name}' for name in ids)})", today, None, **ids)


def _facts(db: Db, which: str, today: date, limit: int | None, **values: Value) -> list[Facts]:
    rows = db.fetch_all(
        f"""SELECT {MEMBER}, member.joined_at, member.seen_on,
            (SELECT MAX(day) FROM activity WHERE activity.member_id = member.id),
            COALESCE(now.streak, before.streak, 0), now.member_id, cards.balance,
            COALESCE(growth.balance, 0), COALESCE(points.balance, 0), birthday.month, birthday.day,
            birthday.calendar, introduction.member_id, member.spent,
            introduction.age || ' ' || introduction.likes || ' ' || introduction.skills || ' ' || introduction.hopes
        FROM member
        LEFT JOIN checkin now ON now.member_id = member.id AND now.day = :today
        LEFT JOIN checkin before ON before.member_id = member.id AND before.day = :yesterday
        LEFT JOIN account growth ON growth.group_id = member.group_id AND growth.unit = 'growth'
            AND growth.holder = 'member:' || member.id
        LEFT JOIN account points ON points.group_id = member.group_id AND points.unit = 'points'
            AND points.holder = 'member:' || member.id
        LEFT JOIN account cards ON cards.group_id = member.group_id AND cards.unit = 'freeze'
            AND cards.holder = 'member:' || member.id AND cards.balance > 0
        LEFT JOIN birthday ON birthday.member_id = member.id
        LEFT JOIN introduction ON introduction.member_id = member.id
        WHERE {which} AND member.left_at IS NULL ORDER BY member.id {"" if limit is None else "LIMIT :most"}""",
        today=today.isoformat(),
        yesterday=(today - timedelta(days=1)).isoformat(),
        **({} if limit is None else {"most": limit}),
        **values,
    )
    tags = _tags(db, which, last=max(member_id for member_id, *_ in rows), **values) if rows else {}
    return [
        Facts(
            member=(member := Member(*fields)),
            joined_at=from_millis(joined_at),
            spoke=date.fromisoformat(spoke) if spoke else None,
            # Few have freezes, and fewer have missed a day: they are looked at one by one.
            streak=checkins.streak(db, member, today) if freezes and not streak else streak,
            checked_in=checkin is not None,
            growth=int(growth),
            points=int(points),
            birthday=BirthdayDate(month, day, Calendar(calendar)) if month else None,
            introduced=introduction is not None,
            seen=date.fromordinal(seen_on) if seen_on else None,
            tags=frozenset(tags.get(member.id, ())),
            spent=spent,
            said=said or "",
        )
        for (
            *fields,
            joined_at,
            seen_on,
            spoke,
            streak,
            checkin,
            freezes,
            growth,
            points,
            month,
            day,
            calendar,
            introduction,
            spent,
            said,
        ) in rows
    ]


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


def opt_out(db: Db, member: Member, at: datetime) -> bool:
    """Record that a member is to be left alone; False where they had opted out before."""
    return bool(
        db.execute(
            "INSERT INTO opt_out (member_id, at) VALUES (:id, :at) ON CONFLICT (member_id) DO NOTHING",
            id=member.id,
            at=to_millis(at),
        )
    )


def opt_in(db: Db, member: Member) -> bool:
    """Record that a member may be reminded again; False where they had not opted out."""
    return bool(db.execute("DELETE FROM opt_out WHERE member_id = :id", id=member.id))


def opted_out(db: Db, group_id: str) -> set[int]:
    """Return the ids of the group's members who have opted out."""
    rows = db.fetch_all(
        "SELECT member.id FROM opt_out JOIN member ON member.id = opt_out.member_id WHERE member.group_id = :group_id",
        group_id=group_id,
    )
    return {member_id for (member_id,) in rows}
