"""DAU, MAU, retention, rankings and thirds are what a second, slower way in plain Python says of random histories."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.reports.boards import season_of
from storage.checkin import checkins
from storage.db import SqliteDb, to_millis
from storage.members import facts, presence, roster
from storage.members.facts import Count, Fact, Kind, Span
from storage.members.roster import Member
from storage.reports import boards, cohorts, days, hours, newcomers, shape
from storage.reports.boards import Weights
from tests.support.taking_part import take_part

FIRST = datetime(2026, 9, 7, tzinfo=UTC)
"""A Monday."""
LENGTH = 100
"""Days of a history."""
ONE_DAY = timedelta(days=1)
TODAY = (FIRST + timedelta(days=LENGTH - 1)).date()
WEIGHTS = {kind: place + 3 for place, kind in enumerate(Kind)} | {Kind.TALK: 1, Kind.CHECKIN: 2}
"""Each kind counts differently, so that none is taken for another."""


NUMBERS = count(1)


@dataclass
class Life:
    """What one member did, kept the obvious way."""

    joined: date
    left: date | None
    member: Member | None = None
    talk: Counter[date] = field(default_factory=Counter)
    commands: set[date] = field(default_factory=set)
    checked: set[date] = field(default_factory=set)
    acts: Counter[tuple[Kind, date]] = field(default_factory=Counter)

    def is_seen(self, day: date) -> bool:
        """Return whether the member sent anything on a day."""
        return bool(self.talk[day]) or day in self.commands

    def score(self, first: date, last: date) -> int:
        """Return the weighted acts of a span."""
        span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        return sum(
            self.talk[day]
            + 2 * (day in self.checked)
            + sum(WEIGHTS[kind] * self.acts[kind, day] for kind in (*TAKES_PART, *ELSEWHERE, Kind.ORDER))
            for day in span
        )


TAKES_PART = {
    Kind.TOPIC: "topic",
    Kind.COURSE: "lesson",
    Kind.TASK: "quest",
    Kind.EVENT: "event",
    Kind.REDEMPTION: "redeem",
    Kind.GAME: "game",
    Kind.PACKET: "packet",
    Kind.VOTE: "vote",
}
ELSEWHERE = (Kind.READ, Kind.VISIT, Kind.SEARCH, Kind.CART, Kind.SHARE)
KINDS = ("talk", "talk", "talk", "check", "look", Kind.ORDER, *TAKES_PART, *ELSEWHERE)
ACT = st.tuples(st.integers(0, LENGTH - 1), st.sampled_from(KINDS))
LIFE = st.tuples(st.integers(0, LENGTH - 1), st.one_of(st.none(), st.integers(0, 60)), st.lists(ACT, max_size=25))


def replay(db: SqliteDb, drawn: list[tuple[int, int | None, list[tuple[int, str]]]]) -> list[Life]:
    """Put random lives into the database in the order of time, and return them."""
    lives = []
    for joined, stayed, _ in drawn:
        left = None if stayed is None or joined + stayed >= LENGTH else joined + stayed
        gone = None if left is None else (FIRST + timedelta(days=left)).date()
        lives.append(Life((FIRST + timedelta(days=joined)).date(), gone))
    for number in range(LENGTH):
        at = FIRST + timedelta(days=number, hours=9)
        for who, (life, (joined, _, acts)) in enumerate(zip(lives, drawn, strict=True)):
            if joined == number:
                life.member = roster.join(db, "g", f"u{who}", "", at, None)
            has_left = life.left is not None and at.date() >= life.left
            for day, act in acts if life.member and not has_left else ():
                if day == number and life.member:
                    do(db, life, life.member, at, act)
            if life.left == at.date() and life.member:
                roster.leave(db, life.member, at)
    return lives


def do(db: SqliteDb, life: Life, member: Member, at: datetime, act: str) -> None:
    """Let a member do one thing, in the database and on paper."""
    day = at.date()
    if act in TAKES_PART or act in ELSEWHERE:
        kind = Kind(act)
        life.acts[kind, day] += 1
        if kind in ELSEWHERE:
            facts.add(db, [Fact(member, day, kind, 1, 0)])
        else:
            take_part(db, member, at, TAKES_PART[kind], next(NUMBERS))
        return
    if act == Kind.ORDER:
        life.acts[Kind.ORDER, day] += 1
        db.execute(
            """INSERT INTO purchase
                (group_id, number, member_id, fen, returned, points, key, returns, bought_at, actor, at)
            VALUES ('g', ?, ?, 100, 0, 0, '', 0, ?, '', 0)""",
            f"{member.id}-{day}-{life.acts[Kind.ORDER, day]}",
            member.id,
            to_millis(at),
        )
        return
    checked = day if act == "check" and day not in life.checked else None
    hours.count_message(db, member, at, is_talk=act == "talk", checked_in=checked is not None)
    if act == "talk":
        life.talk[day] += 1
    else:
        life.commands.add(day)
    if checked:
        life.checked.add(checked)
        checkins.add(db, member, checked, at, checkins.Kind.CHECKED, checkins.Run(1, 0))


@settings(max_examples=40, deadline=None)
@given(drawn=st.lists(LIFE, min_size=1, max_size=8), back=st.integers(0, 90))
def test_figures_are_what_plain_python_says(
    migrated_file: Path, drawn: list[tuple[int, int | None, list[tuple[int, str]]]], back: int
) -> None:
    with closing(sqlite3.connect(migrated_file)) as file, closing(sqlite3.connect(":memory:")) as connection:
        file.backup(connection)
        db = SqliteDb(connection)
        lives = replay(db, drawn)
        day = (FIRST + timedelta(days=LENGTH - 1 - back)).date()
        check_day(db, lives, max(day, TODAY - timedelta(days=30)))  # what is older is in the days' own rows
        check_retention(db, lives)
        check_boards(db, lives, day)
        check_thirds(db, lives)
        check_acts(db, lives, day)


def check_acts(db: SqliteDb, lives: list[Life], last: date) -> None:
    """Assert who did each kind of act within a week, and how often."""
    week = [last - timedelta(days=number) for number in range(7)]
    since = datetime(week[-1].year, week[-1].month, week[-1].day, tzinfo=UTC)
    expected = {}
    for kind in (*TAKES_PART, *ELSEWHERE, Kind.ORDER):
        times = [sum(life.acts[kind, day] for day in week) for life in lives]
        if sum(times):
            expected[kind] = Count(sum(map(bool, times)), sum(times))
    told = facts.count_acts(db, "g", Span(week[-1], last, since, since + timedelta(days=7)))
    assert told == expected


def check_day(db: SqliteDb, lives: list[Life], day: date) -> None:
    since = datetime(day.year, day.month, day.day, tzinfo=UTC)
    told = days.measure(db, "g", day, since, since + ONE_DAY, 0, 0, 0)
    month = [day - timedelta(days=number) for number in range(30)]
    there = [life for life in lives if life.joined <= day and not (life.left and life.left <= day)]
    assert (told.members, told.joined, told.left) == (
        len(there),
        sum(life.joined == day for life in lives),
        sum(life.left == day for life in lives),
    )
    # Bits go back 62 days from the last one on which a member was seen.
    assert told.active == sum(life.is_seen(day) for life in lives)
    assert told.monthly == sum(any(map(life.is_seen, month)) for life in lives)
    assert told.speakers == sum(bool(life.talk[day]) for life in lives)
    assert told.checkins == sum(day in life.checked for life in lives)
    first = day - timedelta(days=6)
    week = [first + timedelta(days=number) for number in range(7)]
    assert presence.count(db, "g", first, day).spoke == sum(any(life.talk[one] for one in week) for life in lives)
    before = datetime(first.year, first.month, first.day, tzinfo=UTC)
    assert presence.count_silent(db, "g", first, day, before, since + ONE_DAY, ()) == sum(
        life.joined < first and not any(map(life.is_seen, week)) for life in there
    )
    came = newcomers.count_newcomers(db, "g", Span(first, day, before, since + ONE_DAY))
    joined = [life for life in there if life.joined >= first]
    assert (came.members, came.spoke) == (len(joined), sum(any(life.talk[one] for one in week) for life in joined))


def check_retention(db: SqliteDb, lives: list[Life]) -> None:
    weeks = LENGTH // 7
    told = cohorts.retention(db, "g", FIRST.date(), [FIRST + timedelta(weeks=week) for week in range(weeks + 1)])
    expected = []
    for week in range(weeks):
        cohort = [life for life in lives if (life.joined - FIRST.date()).days // 7 == week]
        seen = tuple(
            sum(
                any(life.is_seen((FIRST + timedelta(weeks=later, days=number)).date()) for number in range(7))
                for life in cohort
            )
            for later in range(week, weeks)
        )
        if cohort:
            expected.append(cohorts.Cohort(week, len(cohort), seen))
    assert told == expected


def was_there(life: Life, last: date) -> bool:
    """Return whether a member had not left by the end of a day."""
    return life.left is None or life.left > last


def check_boards(db: SqliteDb, lives: list[Life], day: date) -> None:
    monday, month, season = day - timedelta(days=day.weekday()), day.replace(day=1), season_of(day, date.max)
    spans = (
        (monday, monday + timedelta(days=6), (hours.week_of(day),)),
        (month, (month + timedelta(days=31)).replace(day=1) - ONE_DAY, (hours.month_of(day),)),
        (season.first, season.last, season.talk),
    )
    for first, last, talk in spans:
        since = datetime(first.year, first.month, first.day, tzinfo=UTC)
        until = datetime(last.year, last.month, last.day, tzinfo=UTC) + ONE_DAY
        of_talk = Weights({Kind.TALK: 1}, Span(first, last, since, until), talk, TODAY)
        places = boards.top(db, "g", Weights(WEIGHTS, of_talk.span, talk, TODAY), 3)
        scored = [(life.score(first, last), life.member) for life in lives if life.member and was_there(life, last)]
        ranked = sorted((-score, member.id) for score, member in scored if score)
        assert [(-place.score, place.member.id) for place in places] == ranked[:3]
        span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        said = sorted(
            (-sum(life.talk[one] for one in span), life.member.id)
            for life in lives
            if life.member and was_there(life, last)
        )
        words = [-count for count, _ in said if count]
        share = boards.concentrate(db, "g", of_talk, 70, 2)
        first_ones = next(n for n in range(len(words) + 1) if sum(words[:n]) * 100 >= sum(words) * 70)
        assert (share.members, share.total, share.first) == (len(words), sum(words), first_ones)
        leaders = [(place.place, -place.score, place.member.id) for place in share.leaders]
        assert leaders == [(place, *one) for place, one in enumerate(said[: min(2, first_ones)], 1)]


def check_thirds(db: SqliteDb, lives: list[Life]) -> None:
    last = (FIRST + timedelta(days=LENGTH - 1)).date()
    span = [last - timedelta(days=number) for number in range(30)]
    told = shape.thirds(db, "g", span[-1], last, 2)
    here = [life for life in lives if life.member and not life.left]
    often = sum(sum(bool(life.talk[day]) for day in span) >= 2 for life in here)
    never = sum(not any(map(life.is_seen, span)) for life in here)
    assert told == shape.Thirds(often, len(here) - often - never, never)
    checked = shape.list_unchecked(db, "g", last, last - timedelta(days=7), 50)
    missing = [life for life in here if last not in life.checked]
    week = [last - timedelta(days=number) for number in range(1, 8)]
    recent = [life.member for life in missing if life.checked & set(week)]
    assert checked.recent == sorted(recent, key=lambda member: member.id if member else 0)
    assert checked.recent_count + checked.others == len(missing)
