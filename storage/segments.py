"""What the ready segments look at: of every member at once, what lately and what ever.

Days are numbers here, those of `date.toordinal()`: they are compared for every member of a group. What is looked at of
a member is bounded, by a month of acts, a year of orders and the days in their own row: cost grows with the members.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from storage.db import Db, Value, to_millis
from storage.members import presence
from storage.members.facts import ACTS, Kind, Span
from storage.members.presence import days_between

YEAR = 365
"""Days of orders that are looked at."""
LOOKS = (Kind.READ, Kind.VISIT, Kind.SEARCH, Kind.CART)
DEEDS = (Kind.GAME, Kind.VOTE, Kind.PACKET, Kind.REDEMPTION)
FIRST_DAY = date(1970, 1, 1).toordinal()
ONE_DAY = 86_400_000


class Order(NamedTuple):
    """What a member bought at once, on a local day."""

    day: int
    fen: int
    """Less what was returned of it: 1 or more."""


class Habits(NamedTuple):
    """One current member, as of a local day. Days are bits: bit 0 of those without a span is `seen_on`."""

    id: int
    user_id: str
    joined_on: int
    seen_on: int
    """The last day on which they sent anything; 0 where they never did."""
    seen_days: int
    spoke_days: int
    checked_days: int
    seen_month: int
    """Those days of the month, as bits from anywhere."""
    spoke_month: int
    checked_month: int
    seen_weeks: int
    """Weeks from Monday: bit 0 is that of `seen_on`."""
    introduced: bool
    bought: int
    """Orders ever: 0, 1, or 2 where there are more."""
    invited: int
    """Whom they brought along, ever: 0, or 1 for somebody."""
    orders: Sequence[Order] = ()
    """Those of the last 365 days, in order."""
    looks: int = 0
    """How often they read, visited, searched and put something into a cart within the month."""
    shares: int = 0
    """Within the month."""
    deeds: int = 0
    """Games, polls, red packets and redemptions within the month."""


@dataclass(frozen=True, slots=True)
class Window:
    """The day that everything is looked at from, and the month before it."""

    today: date
    month: Span
    """The last days, today included; their number is the owner's."""
    offset: int
    """What local time is ahead of UTC today, in milliseconds. A day half a year ago may be an hour off."""


class Sales(NamedTuple):
    """What a whole group bought in the month, members who have left included."""

    orders: int
    fen: int


def sales(db: Db, group_id: str, window: Window) -> Sales:
    """Return a group's orders of the month, without those that were returned as a whole."""
    row = db.fetch_one(
        """SELECT COUNT(*), COALESCE(SUM(fen - returned), 0) FROM purchase
        WHERE group_id = :group_id AND bought_at >= :since AND bought_at < :until AND returned < fen""",
        group_id=group_id,
        since=to_millis(window.month.since),
        until=to_millis(window.month.until),
    )
    assert row
    return Sales(*map(int, row))


def read_habits(db: Db, group_id: str, window: Window, ids: Collection[int] | None = None) -> Iterator[Habits]:
    """Yield the habits of all current members of a group, or of those with these ids, by id.

    Measured with 200,000 members: kept in a list, they cost the garbage collector as much time as all the rest.
    """
    which, values = _which("member.id", ids)
    rows = db.fetch_all(
        f"""SELECT member.id, member.user_id, {_day("joined_at")}, seen_on, seen_days, spoke_days, checked_days,
            {days_between("seen_days")}, {days_between("spoke_days")}, {days_between("checked_days")},
            seen_weeks, introduction.member_id IS NOT NULL,
            (SELECT COUNT(*) FROM (SELECT 1 FROM purchase
                WHERE purchase.member_id = member.id AND returned < fen LIMIT 2) bought),
            (SELECT COUNT(*) FROM (SELECT 1 FROM invitation
                WHERE invitation.inviter_id = member.id LIMIT 1) invited)
        FROM member LEFT JOIN introduction ON introduction.member_id = member.id
        WHERE member.group_id = :group_id AND member.left_at IS NULL {which} ORDER BY member.id""",
        group_id=group_id,
        offset=window.offset,
        **presence.span(window.month.first, window.month.last),
        **values,
    )
    orders = _orders(db, group_id, window, ids)
    looks, shares, deeds = (_times(db, group_id, window, kinds, ids) for kinds in (LOOKS, (Kind.SHARE,), DEEDS))
    for (
        member_id,
        user_id,
        joined_on,
        seen_on,
        seen_days,
        spoke_days,
        checked_days,
        seen_month,
        spoke_month,
        checked_month,
        seen_weeks,
        introduced,
        bought,
        invited,
    ) in rows:
        yield Habits(
            member_id,
            user_id,
            joined_on,
            seen_on,
            seen_days,
            spoke_days,
            checked_days,
            seen_month,
            spoke_month,
            checked_month,
            seen_weeks,
            bool(introduced),
            bought,
            invited,
            orders.get(member_id, ()),
            looks.get(member_id, 0),
            shares.get(member_id, 0),
            deeds.get(member_id, 0),
        )


def _which(column: str, ids: Collection[int] | None) -> tuple[str, dict[str, Value]]:
    """Return SQL for a condition on the members that are meant, and its values."""
    if ids is None:
        return "", {}
    values: dict[str, Value] = {f"id{place}": member_id for place, member_id in enumerate(ids)}
    return f"AND {column} IN ({', '.join(f':{name}' for name in values) or 'NULL'})", values


def _day(column: str) -> str:
    """Return SQL for the local day of a moment."""
    return f"(({column} + :offset) / {ONE_DAY} + {FIRST_DAY})"


def _orders(db: Db, group_id: str, window: Window, ids: Collection[int] | None) -> dict[int, list[Order]]:
    """Return the orders of the last year by member, in the order of time."""
    which, values = _which("member_id", ids)
    rows = db.fetch_all(
        f"""SELECT member_id, {_day("bought_at")}, fen - returned FROM purchase
        WHERE group_id = :group_id AND bought_at >= :since AND bought_at < :until AND returned < fen {which}
        ORDER BY bought_at""",
        group_id=group_id,
        offset=window.offset,
        since=to_millis(window.month.until - timedelta(days=YEAR)),
        until=to_millis(window.month.until),
        **values,
    )
    orders: dict[int, list[Order]] = defaultdict(list)
    for member_id, day, fen in rows:
        orders[member_id].append(Order(day, fen))
    return orders


def _times(db: Db, group_id: str, window: Window, kinds: Iterable[Kind], ids: Collection[int] | None) -> dict[int, int]:
    """Return how often each member did something of these kinds within the month."""
    which, values = _which("member_id", ids)
    united = " UNION ALL ".join(f"SELECT member_id, times FROM ({ACTS[kind]}) acts" for kind in kinds)
    span = {name: value for name, value in window.month.values.items() if f":{name}" in united}
    rows = db.fetch_all(
        f"SELECT member_id, SUM(times) FROM ({united}) united WHERE 1 = 1 {which} GROUP BY member_id",
        group_id=group_id,
        **span,
        **values,
    )
    return {member_id: int(times) for member_id, times in rows}
