"""Draws: the seed of each day, and every draw with the odds that it was made under."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from storage.db import Db, to_millis
from storage.members.roster import MEMBER, Member


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw, with all that its outcome follows from but the seed."""

    number: int
    member: Member
    odds: tuple[tuple[str, int], ...]
    prize: str


def get_or_create_seed(db: Db, group_id: str, day: date, fresh: Callable[[], str]) -> str:
    """Return the day's seed, hex; made with `fresh` when it is first needed."""
    known = get_seed(db, group_id, day)
    if known:
        return known
    db.execute(
        "INSERT INTO lottery_seed (group_id, day, seed) VALUES (:group_id, :day, :seed) ON CONFLICT DO NOTHING",
        group_id=group_id,
        day=day.isoformat(),
        seed=fresh(),
    )
    made = get_seed(db, group_id, day)
    assert made
    return made


def get_seed(db: Db, group_id: str, day: date) -> str | None:
    """Return the seed of a day, None where nothing was drawn on it."""
    row = db.fetch_one(
        "SELECT seed FROM lottery_seed WHERE group_id = :group_id AND day = :day",
        group_id=group_id,
        day=day.isoformat(),
    )
    return row[0] if row else None


def next_number(db: Db, group_id: str, day: date) -> int:
    """Return the number of the group's next draw on this day, from 1."""
    row = db.fetch_one(
        "SELECT COALESCE(MAX(number), 0) FROM lottery_draw WHERE group_id = :group_id AND day = :day",
        group_id=group_id,
        day=day.isoformat(),
    )
    assert row
    return 1 + int(row[0])


def count_by_prize(db: Db, group_id: str) -> dict[str, int]:
    """Return how often each prize was drawn in the group."""
    rows = db.fetch_all(
        "SELECT prize, COUNT(*) FROM lottery_draw WHERE group_id = :group_id GROUP BY prize", group_id=group_id
    )
    return {row[0]: int(row[1]) for row in rows}


def count_blanks(db: Db, member: Member) -> int:
    """Return how many blanks the member has drawn since their last prize."""
    row = db.fetch_one(
        """SELECT COUNT(*) FROM lottery_draw WHERE member_id = :id AND id >
            COALESCE((SELECT MAX(id) FROM lottery_draw WHERE member_id = :id AND NOT blank), 0)""",
        id=member.id,
    )
    assert row
    return int(row[0])


def record(
    db: Db,
    member: Member,
    day: date,
    number: int,
    odds: tuple[tuple[str, int], ...],
    prize: str,
    *,
    blank: bool,
    at: datetime,
) -> None:
    """Record a draw."""
    db.execute(
        """INSERT INTO lottery_draw (group_id, day, number, member_id, odds, prize, blank, at)
        VALUES (:group_id, :day, :number, :member_id, :odds, :prize, :blank, :at)""",
        group_id=member.group_id,
        day=day.isoformat(),
        number=number,
        member_id=member.id,
        odds=json.dumps(odds, ensure_ascii=False),
        prize=prize,
        blank=blank,
        at=to_millis(at),
    )


def list_day(db: Db, group_id: str, day: date) -> list[Draw]:
    """Return all draws of a group on a day, in order."""
    rows = db.fetch_all(
        f"""SELECT lottery_draw.number, {MEMBER}, lottery_draw.odds, lottery_draw.prize
        FROM lottery_draw JOIN member ON member.id = lottery_draw.member_id
        WHERE lottery_draw.group_id = :group_id AND lottery_draw.day = :day ORDER BY lottery_draw.number""",
        group_id=group_id,
        day=day.isoformat(),
    )
    return [
        Draw(number, Member(*member), tuple((name, weight) for name, weight in json.loads(odds)), prize)
        for number, *member, odds, prize in rows
    ]
