"""What the ready segments look at: of every member at once, what lately and what ever.

Days are numbers here, those of `date.toordinal()`: they are compared for every member of a group. What is looked at of
a member is bounded, by a month of acts, a year of orders and the days in their own row: cost grows with the members.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from storage.db import Db, to_millis
from storage.members import often, presence
from storage.members.facts import Kind, Span
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
    spent: int
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


class Sales(NamedTuple):
    """What a whole group bought."""

    orders: int
    """Of the month, those of members who have left included."""
    fen: int
    """What these orders brought."""
    buyers: int = 0
    """Current members who ever bought something and kept it."""
    spent: int = 0
    """What all of them paid, ever."""


def sales(db: Db, group_id: str, window: Window) -> Sales:
    """Return what a group bought, without orders that were returned as a whole."""
    row = db.fetch_one(
        """SELECT month.orders, month.fen, ever.buyers, ever.spent FROM (
            SELECT COUNT(*) AS orders, COALESCE(SUM(fen - returned), 0) AS fen FROM purchase
            WHERE group_id = :group_id AND bought_at >= :since AND bought_at < :until AND returned < fen
        ) month CROSS JOIN (
            SELECT COUNT(*) AS buyers, COALESCE(SUM(spent), 0) AS spent FROM member
            WHERE group_id = :group_id AND spent > 0 AND left_at IS NULL
        ) ever""",
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
    which, values = narrow("member.id", ids)
    rows = db.fetch_all(
        f"""SELECT member.id, member.user_id, {_day("joined_at")}, seen_on, seen_days, spoke_days, checked_days,
            {days_between("seen_days")}, {days_between("spoke_days")}, {days_between("checked_days")},
            seen_weeks, introduction.member_id IS NOT NULL,
            CASE WHEN spent = 0 THEN 0 ELSE (SELECT COUNT(*) FROM (SELECT 1 FROM purchase
                WHERE purchase.member_id = member.id AND returned < fen LIMIT 2) bought) END, spent
        FROM member LEFT JOIN introduction ON introduction.member_id = member.id
        WHERE member.group_id = :group_id AND member.left_at IS NULL {which} ORDER BY member.id""",
        group_id=group_id,
        offset=window.offset,
        **presence.span(window.month.first, window.month.last),
        **values,
    )
    orders, invited = _orders(db, group_id, window, ids), _count_invited(db, group_id, ids)
    month = window.month
    elsewhere = often.count_outside(db, group_id, month, ids)
    deeds, came = (often.count(db, group_id, month, kinds, ids) for kinds in (DEEDS, (Kind.EVENT,)))
    for member_id, times in often.count_pickups(db, group_id, month, ids).items():
        came[member_id] = came.get(member_id, 0) + times
    active = {*orders, *invited, *elsewhere, *deeds, *came}
    nothing = 0, (), *often.NOTHING, 0, 0
    for row in rows:
        member_id = row[0]
        more = (
            (
                invited.get(member_id, 0),
                orders.get(member_id, ()),
                *elsewhere.get(member_id, often.NOTHING),
                deeds.get(member_id, 0),
                came.get(member_id, 0),
            )
            if member_id in active
            else nothing
        )
        yield Habits._make((*row, *more))


def _day(column: str) -> str:
    """Return SQL for the local day of a moment."""
    return f"(({column} + :offset) / {ONE_DAY} + {FIRST_DAY})"


def _count_invited(db: Db, group_id: str, ids: Collection[int] | None) -> dict[int, int]:
    """Return how many each member brought along, ever; without zeros."""
    which, values = narrow("inviter.id", ids)
    rows = db.fetch_all(
        f"""SELECT invitation.inviter_id, COUNT(*) FROM invitation
        JOIN member inviter ON inviter.id = invitation.inviter_id
        WHERE inviter.group_id = :group_id {which} GROUP BY invitation.inviter_id""",
        group_id=group_id,
        **values,
    )
    return {inviter_id: int(members) for inviter_id, members in rows}


def _orders(db: Db, group_id: str, window: Window, ids: Collection[int] | None) -> dict[int, list[Order]]:
    """Return the orders of the last year by member, in the order of time."""
    which, values = narrow("member_id", ids)
    if ids is None:
        which, values = "AND group_id = :group_id", {"group_id": group_id}
    rows = db.fetch_all(
        f"""SELECT member_id, {_day("bought_at")}, fen - returned FROM purchase
        WHERE bought_at >= :since AND bought_at < :until AND returned < fen {which} ORDER BY bought_at""",
        offset=window.offset,
        since=to_millis(window.month.until - timedelta(days=YEAR)),
        until=to_millis(window.month.until),
        **values,
    )
    orders: dict[int, list[Order]] = defaultdict(list)
    for member_id, day, fen in rows:
        orders[member_id].append(Order(day, fen))
    return orders
