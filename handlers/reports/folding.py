"""What is done every night: the day that is over becomes one row, which reports read from then on."""

from __future__ import annotations

from datetime import date

from handlers.dates.months import midnight
from handlers.kit import Context, Feature
from handlers.kit.declarations import Prepared
from handlers.reports.days import HISTORY, ONE_DAY, list_days, measure_days, measure_hours
from storage.members import roster
from storage.points import flows
from storage.reports import days, hours
from storage.reports.days import DaySum
from storage.reports.hours import DayByHour

feature = Feature("day_sums", title="每日汇总")

NIGHTLY = "每天 00:10"


@feature.scheduled("nightly", lambda _: NIGHTLY, read_only=True)
def sum_up(ctx: Context) -> Prepared | None:
    """Measure the days that are over on a reading connection, and keep them in one short transaction.

    Days during which the bot was not running are made up for, a month of them at most; so is what was before the sums.
    """
    newest = days.last_kept(ctx.db, ctx.group.id)
    begin = newest.day + ONE_DAY if newest else date.min
    over = list_days(max(begin, ctx.today - HISTORY), ctx.today - ONE_DAY)
    if not over or not roster.newest(ctx.db, ctx.group.id):
        return None
    after = newest.entry_id if newest else 0
    until = flows.last_before(ctx.db, midnight(ctx.today, ctx.group.zone), after)
    by_hour = measure_hours(ctx, over)
    messages = {day: day_by_hour.messages for day, day_by_hour in by_hour.items()}
    sums = measure_days(ctx, over, messages, after=after, until=until)
    return Prepared(lambda writing: _keep(writing, sums, by_hour, until))


def _keep(ctx: Context, sums: list[DaySum], by_hour: dict[date, DayByHour], entry_id: int) -> None:
    for day, day_by_hour in by_hour.items():
        hours.save(ctx.db, ctx.group.id, day, day_by_hour)
    days.save(ctx.db, ctx.group.id, sums, entry_id)
