"""What is known of every member of a group at once, for choosing among them; and who wants to be left alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from storage.db import Db, Value, from_millis, to_millis
from storage.members.roster import Member


@dataclass(frozen=True, slots=True)
class Facts:
    """One member who has not left, as of a local day."""

    member: Member
    joined_at: datetime
    spoke: date | None
    """The last local day on which he said something."""
    streak: int
    """Days in a row, up to yesterday where today is open."""
    checked_in: bool
    """Today."""
    growth: int
    points: int
    birthday: tuple[int, int] | None
    """Month and day."""
    introduced: bool
    tags: frozenset[str]


def facts(db: Db, group_id: str, today: date, *, after: int = 0, limit: int | None = None) -> list[Facts]:
    """Everybody who has not left and has not opted out, by id; of many, at most so many behind the id `after`."""
    return _facts(
        db,
        """member.group_id = :group_id AND member.id > :after
            AND NOT EXISTS (SELECT 1 FROM opt_out WHERE opt_out.member_id = member.id)""",
        today,
        limit,
        group_id=group_id,
        after=after,
    )


def facts_of(db: Db, member_ids: Collection[int], today: date) -> list[Facts]:
    """These members without those who left, by id; also who has opted out."""
    ids = {f"id{place}": number for place, number in enumerate(member_ids)}
    return _facts(db, f"member.id IN ({', '.join(f':{name}' for name in ids)})", today, None, **ids)


def _facts(db: Db, which: str, today: date, limit: int | None, **values: Value) -> list[Facts]:
    rows = db.fetch_all(
        f"""SELECT member.id, member.group_id, member.user_id, member.name, member.joined_at,
            (SELECT MAX(day) FROM activity WHERE activity.member_id = member.id),
            COALESCE(now.streak, before.streak, 0), now.member_id,
            COALESCE(growth.balance, 0), COALESCE(points.balance, 0), birthday.month, birthday.day,
            introduction.member_id
        FROM member
        LEFT JOIN checkin now ON now.member_id = member.id AND now.day = :today
        LEFT JOIN checkin before ON before.member_id = member.id AND before.day = :yesterday
        LEFT JOIN account growth ON growth.group_id = member.group_id AND growth.unit = 'growth'
            AND growth.holder = 'member:' || member.id
        LEFT JOIN account points ON points.group_id = member.group_id AND points.unit = 'points'
            AND points.holder = 'member:' || member.id
        LEFT JOIN birthday ON birthday.member_id = member.id
        LEFT JOIN introduction ON introduction.member_id = member.id
        WHERE {which} AND member.left_at IS NULL ORDER BY member.id {"" if limit is None else "LIMIT :most"}""",
        today=today.isoformat(),
        yesterday=(today - timedelta(days=1)).isoformat(),
        **({} if limit is None else {"most": limit}),
        **values,
    )
    known = _tags(db, which, last=rows[-1][0], **values) if rows else {}
    return [
        Facts(
            member=Member(*row[:4]),
            joined_at=from_millis(row[4]),
            spoke=date.fromisoformat(row[5]) if row[5] else None,
            streak=row[6],
            checked_in=row[7] is not None,
            growth=int(row[8]),
            points=int(row[9]),
            birthday=(row[10], row[11]) if row[10] else None,
            introduced=row[12] is not None,
            tags=frozenset(known.get(row[0], ())),
        )
        for row in rows
    ]


def _tags(db: Db, which: str, **values: Value) -> dict[int, set[str]]:
    """The tags of these members, by their id."""
    found: dict[int, set[str]] = {}
    rows = db.fetch_all(
        f"""SELECT tag.member_id, tag.name FROM tag JOIN member ON member.id = tag.member_id
        WHERE {which} AND member.id <= :last""",
        **values,
    )
    for member_id, name in rows:
        found.setdefault(member_id, set()).add(name)
    return found


def opt_out(db: Db, member: Member, at: datetime) -> bool:
    """Leaves the member alone from now on; False where that was so."""
    return bool(
        db.execute(
            "INSERT INTO opt_out (member_id, at) VALUES (:id, :at) ON CONFLICT (member_id) DO NOTHING",
            id=member.id,
            at=to_millis(at),
        )
    )


def opt_in(db: Db, member: Member) -> bool:
    """Reminds the member again; False where that was so."""
    return bool(db.execute("DELETE FROM opt_out WHERE member_id = :id", id=member.id))


def opted_out(db: Db, group_id: str) -> set[int]:
    """The ids of those in the group who want to be left alone."""
    rows = db.fetch_all(
        "SELECT member.id FROM opt_out JOIN member ON member.id = opt_out.member_id WHERE member.group_id = :group_id",
        group_id=group_id,
    )
    return {row[0] for row in rows}
