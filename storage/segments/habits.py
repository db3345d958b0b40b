"""What the ready segments look at: of every member at once, what lately and what ever.

Days are numbers here, those of `date.toordinal()`: they are compared for every member of a group. What is looked at of
a member is bounded, by a month of acts, a year of orders and the days in their own row: cost grows with the members.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from storage.db import Db, Row, to_millis
from storage.members import often, presence
from storage.members.facts import Kind, Span
from storage.members.left_out import leave_out
from storage.members.often import narrow
from storage.members.presence import days_between

YEAR = 365
"""Days of orders that are looked at."""
DEEDS = (
    *(Kind.GAME, Kind.VOTE, Kind.PACKET, Kind.REDEMPTION),
    *(Kind.TOPIC, Kind.COURSE, Kind.TASK, Kind.EVENT),
)
FIRST_DAY = date(1970, 1, 1).toordinal()
ONE_DAY = 86_400_000


class Order(NamedTuple):
    """What a member bought at once, on a local day."""

    day: int
    fen: int
    """Less what was returned of it: 1 or more."""


class Habits(NamedTuple):
    """What segments look at of one current member, or of several who are alike in it, as of a local day."""

    last: int
    """The last day on which they sent anything; that of joining where they never did since."""
    regular: bool
    """There on enough days of the month."""
    there: bool
    """On any of them."""
    spoke: bool
    """Within the month."""
    checked: bool
    """Within the month."""
    began: bool
    """Talked or checked in on any day that is kept."""
    once: bool
    """There on one day at most, of all that is kept."""
    introduced: bool
    rhythm: int = 0
    """Days on which they were there, as bits from anywhere; of those who are silent so long that it matters."""
    bought: int = 0
    """Orders ever: 0, 1, or 2 where there are more."""
    spent: int = 0
    """What they paid for all orders ever, less what was returned, in fen."""
    invited: int = 0
    """How many they brought along, ever."""
    orders: Sequence[Order] = ()
    """Those of the last 365 days, in order."""
    reads: int = 0
    """How often they read something within the month."""
    visits: int = 0
    """Within the month."""
    searches: int = 0
    """How often they searched, or put something into a cart, within the month."""
    shares: int = 0
    """Within the month."""
    deeds: int = 0
    """Games, polls, red packets, redemptions, topics, lessons, tasks and events within the month."""
    came: int = 0
    """How often they came to an event, or for what they had exchanged points for, within the month."""

    @property
    def looks(self) -> int:
        """Return how often they looked at something elsewhere within the month."""
        return self.reads + self.visits + self.searches


@dataclass(frozen=True, slots=True)
class Window:
    """The day that everything is looked at from, and the month before it."""

    today: date
    month: Span
    """The last days, today included; their number is the owner's."""
    offset: int
    """What local time is ahead of UTC today, in milliseconds. A day half a year ago may be an hour off."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The owner's thresholds, as far as they decide what has to be known of a member."""

    regular: int
    """Days of the month from which on somebody comes often."""
    silent: int
    """Days without anything after which a member's own rhythm matters,"""
    certain: int
    """and after which it does not any more, of who never bought: nobody comes that seldom."""


def read_habits(
    db: Db,
    group_id: str,
    window: Window,
    limits: Limits,
    ids: Collection[int] | None = None,
    without: Collection[str] = (),
) -> Iterator[tuple[Habits, list[int]]]:
    """Yield the habits of all current members of a group, or of those with these ids, with the ids of all alike.

    `without` are user ids. Most of a large group are alike in what segments look at: they never bought and never
    spread a word. So what is done for each member is little, and what takes time is the database's, which keeps nobody
    from the interpreter. Measured with 200,000 members: a fifth of what looking at each of them took.
    """
    more = _read_more(db, group_id, window, ids)
    alike: dict[tuple[Any, ...], list[int]] = {}
    for member_id, traits, rhythm, seen_month, bought, spent in _read_traits(
        db, group_id, window, limits, ids, without
    ):
        others = more.get(member_id)
        come = (seen_month.bit_count() >= limits.regular) + (seen_month != 0)
        key = (traits, rhythm, come, bought, spent, others)
        if key in alike:
            alike[key].append(member_id)
        else:
            alike[key] = [member_id]
    for (traits, rhythm, come, bought, spent, others), members in alike.items():
        last, flags = divmod(traits, FLAGS)
        spoke, checked, began, introduced, once = (bool(flags >> place & 1) for place in range(5))
        invited, orders, *times = others or NOTHING
        known = Habits(
            last=last,
            regular=come == 2,
            there=come > 0,
            spoke=spoke,
            checked=checked,
            began=began,
            once=once,
            introduced=introduced,
            rhythm=rhythm,
            bought=bought,
            spent=spent,
            invited=invited,
            orders=[Order(*order) for order in orders],
            **dict(zip(TIMES, times, strict=True)),
        )
        yield known, members


TIMES = ("reads", "visits", "searches", "shares", "deeds", "came")
NOTHING: tuple[Any, ...] = (0, (), *[0] * len(TIMES))
FLAGS = 32
"""Yes and no of a member, as bits below the number of their last day."""


def _read_traits(
    db: Db, group_id: str, window: Window, limits: Limits, ids: Collection[int] | None, without: Collection[str]
) -> list[Row]:
    """Return of each member their id, their last day with flags, their rhythm, the days of the month, and orders."""
    which, values = narrow("member.id", ids)
    others, users = leave_out(without)
    joined = local_day("joined_at")
    last = f"(CASE WHEN seen_on > {joined} THEN seen_on ELSE {joined} END)"
    flags = (
        f"{days_between('spoke_days')} <> 0",
        f"{days_between('checked_days')} <> 0",
        "spoke_days <> 0 OR checked_days <> 0",
        "introduction.member_id IS NOT NULL",
        "seen_days & (seen_days - 1) = 0 AND seen_weeks & (seen_weeks - 1) = 0",
    )
    bits = " + ".join(f"CASE WHEN {flag} THEN {1 << place} ELSE 0 END" for place, flag in enumerate(flags))
    return db.fetch_all(
        f"""SELECT member.id, {last} * {FLAGS} + {bits},
            CASE WHEN {last} <= :silent_since AND ({last} > :certain_since OR spent <> 0) THEN seen_days ELSE 0 END,
            {days_between("seen_days")},
            CASE WHEN spent = 0 THEN 0 ELSE (SELECT COUNT(*) FROM (SELECT 1 FROM purchase
                WHERE purchase.member_id = member.id AND returned < fen LIMIT 2) bought) END, spent
        FROM member LEFT JOIN introduction ON introduction.member_id = member.id
        WHERE member.group_id = :group_id AND member.left_at IS NULL {which} {others}""",
        group_id=group_id,
        offset=window.offset,
        silent_since=window.today.toordinal() - limits.silent,
        certain_since=window.today.toordinal() - limits.certain,
        **presence.span(window.month.first, window.month.last),
        **values,
        **users,
    )


def _read_more(db: Db, group_id: str, window: Window, ids: Collection[int] | None) -> dict[int, tuple[Any, ...]]:
    """Return whom members brought along, their orders and TIMES, of those for whom one of them is not nothing.

    In plain tuples of numbers: with those the garbage collector has no work (measured: a third of all).
    """
    month = window.month
    orders, invited = _orders(db, group_id, window, ids), often.count_invited(db, group_id, ids)
    elsewhere = often.count_outside(db, group_id, month, ids)
    deeds, came = (often.count(db, group_id, month, kinds, ids) for kinds in (DEEDS, (Kind.EVENT,)))
    for member_id, times in often.count_pickups(db, group_id, month, ids).items():
        came[member_id] = came.get(member_id, 0) + times
    return {
        member_id: (
            invited.get(member_id, 0),
            orders.get(member_id, ()),
            *elsewhere.get(member_id, often.NOTHING),
            deeds.get(member_id, 0),
            came.get(member_id, 0),
        )
        for member_id in {*orders, *invited, *elsewhere, *deeds, *came}
    }


def local_day(column: str) -> str:
    """Return SQL for the local day of a moment."""
    return f"(({column} + :offset) / {ONE_DAY} + {FIRST_DAY})"


def _orders(
    db: Db, group_id: str, window: Window, ids: Collection[int] | None
) -> dict[int, tuple[tuple[int, int], ...]]:
    """Return the orders of the last year by member, as the fields of Order, in the order of time."""
    which, values = narrow("member_id", ids)
    if ids is None:
        which, values = "AND group_id = :group_id", {"group_id": group_id}
    rows = db.fetch_all(
        f"""SELECT member_id, {local_day("bought_at")}, fen - returned FROM purchase
        WHERE bought_at >= :since AND bought_at < :until AND returned < fen {which} ORDER BY bought_at""",
        offset=window.offset,
        since=to_millis(window.month.until - timedelta(days=YEAR)),
        until=to_millis(window.month.until),
        **values,
    )
    orders: dict[int, tuple[tuple[int, int], ...]] = {}
    for member_id, *order in rows:
        orders[member_id] = (*orders.get(member_id, ()), (order[0], order[1]))
    return orders
