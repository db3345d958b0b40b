"""Dates of expiry by the group's rule, and the points of a member that expire next."""

from __future__ import annotations

from datetime import date, datetime

from handlers.dates.months import first_of_month, last_day, midnight
from handlers.kit import Context
from handlers.points.rules import Rules
from storage.members.roster import Member
from storage.points import expiry

EXPIRES_SOON = "其中 {points} 分将在 {day:%m-%d} 过期。"


def cutoff(ctx: Context, month: date) -> datetime | None:
    """Return the moment before which points must have been earned to lapse at the end of the month from `month` on.

    With 12 months, points earned before December of last year lapse at the end of November. None where points never
    expire.
    """
    months = ctx.rules(Rules).expire
    return None if months is None else midnight(first_of_month(month, months - 1), ctx.group.zone)


def describe_expiring(ctx: Context, member: Member) -> str:
    """Say how many of the member's points lapse at the end of this month; empty where none do."""
    month = first_of_month(ctx.today)
    before = cutoff(ctx, month)
    points = expiry.lapsing_points(ctx.db, member, before) if before else 0
    return EXPIRES_SOON.format(points=points, day=last_day(month)) if points else ""
