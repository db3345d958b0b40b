"""Random histories of members, kept in a database and on paper; see segment_paper.py for what the paper says."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from handlers.segments.standing import limits_of, segments_of
from handlers.segments.thresholds import Thresholds
from storage import purchases
from storage.db import SqliteDb
from storage.members import facts, introductions, invitations, roster
from storage.members.facts import Fact, Kind, Span
from storage.members.roster import Member
from storage.reports import hours
from storage.segments.habits import Window, read_habits
from storage.segments.sales import read_sales
from tests.support.segment_paper import KEPT_DAYS, LENGTH, ONE_DAY, TODAY, YEAR, ZONE, Life, on_paper
from tests.support.taking_part import take_part

KINDS = (
    "talk",
    "talk",
    "check",
    "look",
    "visit",
    "order",
    "order",
    "returned",
    "redeem",
    "share",
    "share",
    "invite",
    "introduce",
    "read",
    "search",
    "cart",
    "picked",
    "topic",
    "lesson",
    "quest",
    "event",
)
DEEDS = ("redeem", "picked", "topic", "lesson", "quest", "event")
ELSEWHERE = ("read", "visit", "search", "cart", "share")
BACK = st.one_of(st.integers(0, 40), st.integers(0, 130), st.integers(YEAR - 3, YEAR + 3), st.integers(0, LENGTH - 1))
"""Days ago. Most thresholds are within the last months."""
ACT = st.tuples(BACK, st.integers(0, 23), st.sampled_from(KINDS), st.integers(1, 40))
RHYTHM = st.builds(
    lambda every, until, kind, count, fen: [(until + every * place, 12, kind, fen) for place in range(count)],
    st.integers(1, 60),
    st.integers(0, 100),
    st.sampled_from(("talk", "check", "look", "order", "redeem", "visit", "read")),
    st.integers(2, 12),
    st.integers(1, 40),
)
"""Somebody who does something every so many days, up to a day so long ago."""
BUYER = st.builds(
    lambda since, gap, orders, fen: [(since + gap * place, 12, "order", fen) for place in range(orders)],
    st.integers(0, 120),
    st.sampled_from((0, 1, 20, 45, 60)),
    st.integers(1, 9),
    st.integers(1, 40),
)
"""Somebody who buys often at once, or slowly."""
ACTS = st.builds(
    lambda acts, rhythms, bought: [*acts, *(act for one in rhythms for act in one), *bought],
    st.lists(ACT, max_size=6),
    st.lists(RHYTHM, max_size=1),
    st.one_of(st.just([]), BUYER),
)
LIFE = st.tuples(st.one_of(st.just(LENGTH - 1), BACK), st.sampled_from((False, False, False, True)), ACTS)
LIVES = st.lists(LIFE, min_size=1, max_size=5)
DrawnLife = tuple[int, bool, list[tuple[int, int, str, int]]]


@st.composite
def thresholds(draw: st.DrawFn) -> Thresholds:
    """Draw thresholds in their order, around the usual ones."""
    month, silent = draw(st.integers(7, KEPT_DAYS)), draw(st.integers(2, 40))
    asleep = silent + draw(st.integers(1, 40))
    silent_times = draw(st.integers(1, 4))
    return Thresholds(
        month=month,
        recent=draw(st.integers(1, min(month, 25))),
        often=draw(st.integers(2, 8)),
        regular=draw(st.integers(2, min(month, 9))),
        deeds=draw(st.integers(1, 4)),
        settling=draw(st.integers(1, 20)),
        silent=silent,
        asleep=asleep,
        lost=asleep + draw(st.integers(1, 90)),
        silent_times=silent_times,
        lost_times=silent_times + draw(st.integers(0, 3)),
        partner=draw(st.integers(1, 2)),
        seed=draw(st.integers(2, 4)),
        valuable=draw(st.integers(2, 3)),
    )


def check(db: SqliteDb, drawn: list[DrawnLife], rules: Thresholds) -> None:
    """Assert that random members are in the segments that the paper puts them into; raises AssertionError."""
    lives = replay(db, drawn)
    first = TODAY - timedelta(days=rules.month - 1)
    month = Span(first, TODAY, _midnight(first), _midnight(TODAY + ONE_DAY))
    window = Window(TODAY, month, 8 * 3_600_000)
    sales = read_sales(db, "g", window, without=())
    limits = limits_of(rules)
    told = {
        member_id: segments_of(habits, rules, TODAY.toordinal(), sales)
        for habits, alike in read_habits(db, "g", window, limits)
        for member_id in alike
    }
    everybody = [fen for life in lives.values() for day, fen in life.orders if day >= first]
    spent = [sum(fen for _, fen in life.orders) for life in lives.values() if life.orders and not life.has_left]
    assert told == {
        member_id: on_paper(life, rules, everybody, spent) for member_id, life in lives.items() if not life.has_left
    }
    for member_id, names in told.items():
        [(alone, alike)] = read_habits(db, "g", window, limits, [member_id])
        assert alike == [member_id]
        assert segments_of(alone, rules, TODAY.toordinal(), sales) == names


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)


def replay(db: SqliteDb, drawn: list[DrawnLife]) -> dict[int, Life]:
    """Put random lives into the database and return them, by member id."""
    lives = {}
    for number, (joined_ago, has_left, acts) in enumerate(drawn):
        joined = _midnight(TODAY) - timedelta(days=joined_ago)
        member = roster.join(db, "g", f"u{number}", "", joined, None)
        life = lives[member.id] = Life(joined.date(), has_left)
        for place, (ago, hour, kind, amount) in enumerate(sorted(acts, reverse=True)):
            at = _midnight(TODAY) - timedelta(days=ago) + timedelta(hours=hour)
            if at >= joined:
                _do(db, life, member, at, kind, amount * 100, number * 10_000 + place)
        if has_left:
            roster.leave(db, member, _midnight(TODAY))
    return lives


def _do(db: SqliteDb, life: Life, member: Member, at: datetime, kind: str, fen: int, number: int) -> None:
    """Let a member do one thing, in the database and on paper; `number` is given to each thing once."""
    day = at.date()
    if kind in ("talk", "check", "look"):
        checked = day if kind == "check" else None
        hours.count_message(db, member, at, is_talk=kind == "talk", checked_in=checked is not None)
        life.seen.add(day)
        if kind != "look":
            (life.spoke if kind == "talk" else life.checked).add(day)
    elif kind in ("order", "returned"):
        purchases.record(db, member, str(number), fen=fen, points=0, key="", bought_at=at, actor="", at=at)
        purchase = purchases.get(db, "g", str(number))
        assert purchase
        returned = fen if kind == "returned" else fen // 4
        purchases.record_return(db, purchase, returned, points=0, key="", actor="", at=at)
        if kind == "order":
            life.orders.append((day, fen - returned))
    elif kind in DEEDS:
        take_part(db, member, at, kind, number)
        life.deeds.append((day, kind))
    elif kind in ELSEWHERE:
        facts.add(db, [Fact(member, day, Kind(kind), 1, 0)])
        life.elsewhere.append((day, kind))
    elif kind == "invite":
        guest = roster.join(db, "g", f"guest {number}", "", at, None)
        roster.leave(db, guest, at)
        invitations.record(db, guest, member, at)
        life.invited += 1
    elif kind == "introduce":
        introductions.save(db, member, "", "", "", "", "", at)
        life.has_introduced = True
