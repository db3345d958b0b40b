"""Lulls: nobody has said anything for hours by day; others may follow them up."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from handlers.kit import Capability, Context, Feature, Occasion, follow_up
from handlers.members.membership_rules import Rules
from storage import state
from storage.reports import hours

REASON = "群里静悄悄的"
FIRST_HOUR = 9
"""Local. The night before it is no lull."""

feature = Feature("lulls", title="冷场")


class Noticed(BaseModel):
    """The last day on which a lull was noticed."""

    day: date | None = None


def look(ctx: Context) -> None:
    """Notice that nobody has spoken for as many whole hours as the owner waits, once a day; where all is heard."""
    if Capability.HEARS_ALL not in ctx.capabilities:
        return
    talked = [hour.hour for hour in hours.list_hours(ctx.db, ctx.group.id, ctx.today, ctx.today) if hour.messages]
    silent_from = max([FIRST_HOUR, *(hour + 1 for hour in talked)])
    if ctx.local_now.hour - silent_from < ctx.rules(Rules).lull:
        return
    if state.load(ctx.db, ctx.group.id, feature.name, Noticed).day != ctx.today:
        state.save(ctx.db, ctx.group.id, feature.name, Noticed(day=ctx.today))
        follow_up(ctx, LULL, REASON, key=f"lull:{ctx.group.id}:{ctx.today}")


LULL = Occasion("冷场", "白天好几个小时没人说话，几小时写在 membership 的 lull", look)
feature.occasion(LULL)
