"""When points are too old, by the group's rule, and what a member is to expect."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from handlers.dates.months import first_of_month, midnight
from handlers.kit import Context
from handlers.points.rules import Rules
from storage.members.roster import Member
from storage.points import expiry

EXPIRES_SOON = "其中 {points} 分将在 {day:%m-%d} 过期。"
DAY = timedelta(days=1)


def cutoff(ctx: Context, month: date) -> datetime | None:
    """What was earned before this moment lapses at the end of the month that begins with `month`.

    With 12 months, the end of November takes what was earned before December of the year before. None where the
    group's points stay.
    """
    months = ctx.rules(Rules).expire
    return None if months is None else midnight(first_of_month(month, months - 1), ctx.group.zone)


def last_day(month: date) -> date:
    """The last date of the month that begins with `month`."""
    return first_of_month(month, -1) - DAY


def describe_expiring(ctx: Context, member: Member) -> str:
    """What lapses of the member's points at the end of this month, in words; nothing where nothing does."""
    month = first_of_month(ctx.today)
    before = cutoff(ctx, month)
    points = expiry.lapsing_of(ctx.db, member, before) if before else 0
    return EXPIRES_SOON.format(points=points, day=last_day(month)) if points else ""
