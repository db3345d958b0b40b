"""Anniversaries: of members' joining, and of the group itself; others may follow them up."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from datetime import date, timedelta

from handlers.dates.months import midnight
from handlers.kit import Context, Feature, Occasion, follow_up
from handlers.members.membership_rules import Rules
from storage.members import newcomers

JOINED, FOUNDED = "{name} 进群 {years} 周年", "本群 {years} 周年"
HOUR = 9
"""Local; at this hour the day's anniversaries are looked for, once."""
MOST = 10
"""Members of one year and day who are followed up."""

feature = Feature("anniversaries", title="周年")


def look_for_members(ctx: Context) -> None:
    """Notice whose joining is a whole number of years ago."""
    if ctx.local_now.hour != HOUR:
        return
    first = newcomers.first_joined_at(ctx.db, ctx.group.id)
    for year in range(ctx.local(first).year if first else ctx.today.year, ctx.today.year):
        for day in days_kept_on(ctx.today, year):
            since, until = (midnight(day + timedelta(days), ctx.group.zone) for days in (0, 1))
            for member in newcomers.list_between(ctx.db, ctx.group.id, since, until, MOST):
                reason = JOINED.format(name=member.name, years=ctx.today.year - year)
                follow_up(ctx, OF_MEMBER, reason, key=f"anniversary:{member.id}:{ctx.today.year}")


def look_for_group(ctx: Context) -> None:
    """Notice that the group was founded a whole number of years ago, on the day that the owner has told."""
    since = ctx.rules(Rules).since
    if ctx.local_now.hour != HOUR or since is None or since.year >= ctx.today.year:
        return
    if since in days_kept_on(ctx.today, since.year):
        reason = FOUNDED.format(years=ctx.today.year - since.year)
        follow_up(ctx, OF_GROUP, reason, key=f"founded:{ctx.group.id}:{ctx.today.year}")


def days_kept_on(today: date, year: int) -> Iterator[date]:
    """Yield the days of another year whose anniversary is today; 29 February is kept on the 28th in common years."""
    if (today.month, today.day) != (2, 29) or isleap(year):
        yield today.replace(year=year)
    if (today.month, today.day) == (2, 28) and isleap(year) and not isleap(today.year):
        yield date(year, 2, 29)


OF_MEMBER = Occasion("入群周年", "一位成员进群满几周年", look_for_members)
OF_GROUP = Occasion("群周年", "群建立满几周年，哪天建的写在 membership 的 since", look_for_group)
feature.occasion(OF_MEMBER)
feature.occasion(OF_GROUP)
