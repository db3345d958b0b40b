"""The days of a group, as reports read them: those that are over from their sums, today as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from handlers.dates.months import midnight
from handlers.kit import Context
from handlers.points.flows import FlowKind, sum_flows
from storage.db import EPOCH, MILLISECOND
from storage.members.presence import KEPT
from storage.points import flows
from storage.reports import days, hours
from storage.reports.days import DaySum
from storage.reports.hours import DayByHour

ONE_DAY = timedelta(days=1)
HISTORY = timedelta(days=KEPT - 30)
"""How long ago a day may be to be measured still: what counts for it goes back thirty days more."""


def read_days(ctx: Context, first: date, last: date) -> list[DaySum]:
    """Return the local days from `first` to `last`, today at the latest, in order; who came and left adds up.

    Days older than any sum, from before there were sums, are left out.
    """
    return [day for day in add_up(_read_days(ctx, first - ONE_DAY, last)) if day.day >= first]


def _read_days(ctx: Context, first: date, last: date) -> list[DaySum]:
    kept = days.list_days(ctx.db, ctx.group.id, first, last)
    newest = days.last_kept(ctx.db, ctx.group.id)
    begin = newest.day + ONE_DAY if newest else max(first, ctx.today - HISTORY)
    open_days = list_days(begin, min(last, ctx.today))
    if not open_days:
        return kept
    after = newest.entry_id if newest else 0
    messages = hours.sum_messages(ctx.db, ctx.group.id, open_days[0], open_days[-1])
    return kept + [day for day in measure_days(ctx, open_days, messages, after=after) if day.day >= first]


def add_up(measured: Iterable[DaySum]) -> Iterator[DaySum]:
    """Yield days in order, so that the members of each are those of the day before, plus who came, less who left; pure.

    A member's row tells only how they came and left last. Who left and came back within a day came and left; who is
    back without having joined came; of two accounts that turn out to be one person, one left.
    """
    before: DaySum | None = None
    for day in measured:
        more = 0
        if before and day.day - before.day == ONE_DAY:
            more = day.members - before.members - (day.joined - day.left)
        yield replace(day, joined=day.joined + max(0, more), left=day.left + max(0, -more))
        before = day


def measure_days(
    ctx: Context, measured: Sequence[date], messages: dict[date, int], *, after: int, until: int | None = None
) -> list[DaySum]:
    """Return successive days that are not kept yet; of the ledger, the entries with ids above `after` up to `until`.

    An entry that came so late that its own day is kept already counts for the first of these days.
    """
    bounds = [midnight(day, ctx.group.zone) for day in (*measured, measured[-1] + ONE_DAY)]
    first = EPOCH if after else bounds[0]
    moved = flows.list_flows(ctx.db, ctx.group.id, [first, *bounds[1:]], after=after, until=until)
    points = [sums.totals for sums in sum_flows(moved, len(measured))]
    return [
        days.measure(
            ctx.db,
            ctx.group.id,
            day,
            bounds[place],
            bounds[place + 1],
            messages.get(day, 0),
            points[place][FlowKind.ISSUED],
            points[place][FlowKind.SPENT],
        )
        for place, day in enumerate(measured)
    ]


def measure_hours(ctx: Context, measured: Sequence[date]) -> dict[date, DayByHour]:
    """Return what the members did in each hour of successive local days."""
    by_day: dict[date, DayByHour] = {}
    for offset, same in groupby(measured, lambda day: _offset(ctx, day)):
        first, *others = same
        by_day |= hours.measure(ctx.db, ctx.group.id, first, others[-1] if others else first, offset)
    return by_day


def _offset(ctx: Context, day: date) -> int:
    """Return how far local time is ahead of UTC at noon of a day, in milliseconds."""
    noon = midnight(day, ctx.group.zone) + timedelta(hours=12)
    local = ctx.local(noon).replace(tzinfo=UTC)
    return (local - noon) // MILLISECOND


def list_days(first: date, last: date) -> list[date]:
    """Return the days from one to another, both included; none where the last is before the first."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def bounds_of(ctx: Context, first: date, last: date) -> tuple[datetime, datetime]:
    """Return the moments in which a span of local days begins and ends, in UTC."""
    return midnight(first, ctx.group.zone), midnight(last + ONE_DAY, ctx.group.zone)
