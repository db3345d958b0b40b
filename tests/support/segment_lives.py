"""Random histories of members, kept in a database and on paper, and their segments by way of the paper.

The paper is sets of dates and lists of orders; nothing here is shared with the rules that are tested but the names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from statistics import median

from hypothesis import strategies as st

from handlers.segments.standing import segments_of
from handlers.segments.thresholds import Thresholds
from storage import segments
from storage.db import SqliteDb, to_millis
from storage.members import facts, introductions, invitations, roster
from storage.members.facts import Fact, Kind, Span
from storage.members.roster import Member
from storage.reports import hours
from storage.segments import Window

ZONE = timezone(timedelta(hours=8))
FIRST = datetime(2025, 6, 2, tzinfo=ZONE)
LENGTH = 540
"""Days of a history."""
ONE_DAY = timedelta(days=1)
TODAY = (FIRST + timedelta(days=LENGTH - 1)).date()
KEPT_DAYS, KEPT_WEEKS, YEAR = 62, 62, 365

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
    "invite",
    "introduce",
)
BACK = st.one_of(st.integers(0, 40), st.integers(0, 130), st.integers(YEAR - 3, YEAR + 3), st.integers(0, LENGTH - 1))
"""Days ago. Most thresholds are within the last months."""
ACT = st.tuples(BACK, st.integers(0, 23), st.sampled_from(KINDS), st.integers(1, 40))
RHYTHM = st.builds(
    lambda every, until, kind, count, fen: [(until + every * place, 12, kind, fen) for place in range(count)],
    st.integers(1, 60),
    st.integers(0, 100),
    st.sampled_from(("talk", "check", "look", "order", "redeem")),
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
    )


@dataclass
class Life:
    """What one member did, kept the obvious way."""

    joined: date
    has_left: bool
    seen: set[date] = field(default_factory=set)
    spoke: set[date] = field(default_factory=set)
    checked: set[date] = field(default_factory=set)
    orders: list[tuple[date, int]] = field(default_factory=list)
    deeds: list[date] = field(default_factory=list)
    visits: list[date] = field(default_factory=list)
    shares: list[date] = field(default_factory=list)
    has_invited: bool = False
    has_introduced: bool = False


def check(db: SqliteDb, drawn: list[DrawnLife], rules: Thresholds) -> None:
    """Assert that random members are in the segments that the paper puts them into; raises AssertionError."""
    lives = replay(db, drawn)
    first = TODAY - timedelta(days=rules.month - 1)
    month = Span(first, TODAY, _midnight(first), _midnight(TODAY + ONE_DAY))
    window = Window(TODAY, month, 8 * 3_600_000)
    sales = segments.sales(db, "g", window)
    told = {
        habits.id: segments_of(habits, rules, TODAY.toordinal(), sales)
        for habits in segments.read_habits(db, "g", window)
    }
    everybody = [fen for life in lives.values() for day, fen in life.orders if day >= first]
    assert told == {
        member_id: on_paper(life, rules, everybody) for member_id, life in lives.items() if not life.has_left
    }
    for member_id, names in told.items():
        [alone] = segments.read_habits(db, "g", window, [member_id])
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
                _do(db, life, member, at, kind, amount * 100, f"{number}-{place}")
        if has_left:
            roster.leave(db, member, _midnight(TODAY))
    return lives


def _do(db: SqliteDb, life: Life, member: Member, at: datetime, kind: str, fen: int, key: str) -> None:
    """Let a member do one thing, in the database and on paper."""
    day = at.date()
    if kind in ("talk", "check", "look"):
        checked = day if kind == "check" else None
        hours.count_message(db, member, at, is_talk=kind == "talk", checked_in=checked)
        life.seen.add(day)
        if kind != "look":
            (life.spoke if kind == "talk" else life.checked).add(day)
    elif kind in ("order", "returned"):
        db.execute(
            """INSERT INTO purchase
                (group_id, number, member_id, fen, returned, points, key, returns, bought_at, actor, at)
            VALUES ('g', ?, ?, ?, ?, 0, '', 0, ?, '', 0)""",
            key,
            member.id,
            fen,
            fen if kind == "returned" else fen // 4,
            to_millis(at),
        )
        if kind == "order":
            life.orders.append((day, fen - fen // 4))
    elif kind == "redeem":
        db.execute(
            """INSERT INTO mall_order (code, group_id, member_id, item, points, cash, minimum, state, at, until)
            VALUES (?, 'g', ?, '', 0, 0, 0, 'ready', ?, 0)""",
            key,
            member.id,
            to_millis(at),
        )
        life.deeds.append(day)
    elif kind in ("visit", "share"):
        facts.add(db, [Fact(member, day, Kind(kind), 1, 0)])
        (life.visits if kind == "visit" else life.shares).append(day)
    elif kind == "invite":
        guest = roster.join(db, "g", f"guest {key}", "", at, None)
        roster.leave(db, guest, at)
        invitations.record(db, guest, member, at)
        life.has_invited = True
    elif kind == "introduce":
        introductions.save(db, member, "", "", "", "", "", at)
        life.has_introduced = True


def on_paper(life: Life, rules: Thresholds, everybody: list[int]) -> frozenset[str]:
    """Return the segments of a member; `everybody` are the amounts of all the group's orders of the month."""
    last = max(life.seen) if life.seen else None
    kept = {day for day in life.seen if last and (last - day).days < KEPT_DAYS}
    month = {TODAY - timedelta(days=number) for number in range(rules.month)}
    year = {TODAY - timedelta(days=number) for number in range(YEAR)}
    bought = sorted({day for day, _ in life.orders if day in year})
    deeds = len([day for day in life.deeds if day in month])
    quiet = (TODAY - max([life.joined, *life.seen, *bought])).days
    names = {
        *_by_orders(life, rules, everybody, month),
        _stage(life, rules, kept, bought, deeds, quiet, month),
        *_tier(life, rules, bought, deeds, month),
        _relation(life, rules, deeds, month),
    }
    if quiet >= rules.silent:
        names.add("流失客户" if quiet >= rules.lost else "睡眠客户" if quiet >= rules.asleep else "沉默客户")
    return frozenset(names)


def _by_orders(life: Life, rules: Thresholds, everybody: list[int], month: set[date]) -> set[str]:
    names = set() if not life.orders else {"一次性买家"} if len(life.orders) == 1 else {"回头客"}
    mine = [(day, fen) for day, fen in life.orders if day in month]
    if not mine:
        return names
    is_recent = (TODAY - max(day for day, _ in mine)).days <= rules.recent
    is_often = len(mine) >= rules.often
    # Cross-multiplied, because a mean with a fraction may round to the wrong side.
    is_much = sum(fen for _, fen in mine) * len(everybody) >= sum(everybody) * len(mine)
    table = {
        (True, True, True): "最好",
        (True, False, True): "重点突破",
        (False, False, True): "重点突破",
        (True, True, False): "重点维护",
        (False, True, False): "重点维护",
        (False, False, False): "一般",
        (False, True, True): "重点唤回",
        (True, False, False): "新近",
    }
    return {*names, table[is_recent, is_often, is_much]}


def _stage(
    life: Life, rules: Thresholds, kept: set[date], bought: list[date], deeds: int, quiet: int, month: set[date]
) -> str:
    since_order = (TODAY - bought[-1]).days if bought else 10_000

    def has_gone(days: int, times: int) -> bool:
        return quiet >= days and quiet >= times * _gap(sorted(kept)) and since_order >= times * _gap(bought)

    if has_gone(rules.lost, rules.lost_times):
        return "流失期"
    if has_gone(rules.silent, rules.silent_times):
        return "沉默期"
    if not ((life.spoke | life.checked) & kept or life.has_introduced or life.orders or deeds):
        return "获取期"
    return "成熟期" if len(bought) >= 2 or len(life.seen & month) >= rules.regular else "激活期"


def _gap(days: list[date]) -> float:
    """Return the median of the days between; 0 for fewer than three."""
    gaps = [(after - before).days for before, after in pairwise(days)]
    return median(gaps) if len(gaps) > 1 else 0


def _tier(life: Life, rules: Thresholds, bought: list[date], deeds: int, month: set[date]) -> set[str]:
    engaged = bool(deeds or month & set(bought) or month & (life.spoke | life.checked))
    last = max(life.seen) if life.seen else life.joined
    days = {day for day in life.seen if (last - day).days < KEPT_DAYS}
    monday = last - timedelta(days=last.weekday())
    weeks = {day - timedelta(days=day.weekday()) for day in life.seen}
    weeks = {week for week in weeks if (monday - week).days // 7 < KEPT_WEEKS}
    visits = [day for day in life.visits if day in month]
    if not (life.orders or deeds or visits or len(days) > 1 or len(weeks) > 1):
        if (TODAY - max(life.joined, last)).days >= rules.settling:
            return {"一次性会员"}
        if not engaged:
            return set()
    if not engaged:
        return {"沉默会员"}
    is_loyal = len(life.seen & month) >= rules.regular and (len(bought) >= 2 or deeds >= rules.deeds)
    return {"忠诚会员" if is_loyal else "一般会员"}


def _relation(life: Life, rules: Thresholds, deeds: int, month: set[date]) -> str:
    ties = [
        bool(life.spoke & month),
        len(life.seen & month) >= rules.regular,
        life.has_introduced,
        bool(life.orders or deeds),
        life.has_invited or bool(month & set(life.shares)),
    ]
    return {0: "陌生关系", 1: "弱关系", 2: "中关系", 3: "强关系", 4: "铁杆粉丝", 5: "铁杆粉丝"}[ties.count(True)]
