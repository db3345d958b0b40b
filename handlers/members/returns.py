"""Returns: of members who were silent for long and say something again; others may follow them up."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from handlers.kit import Context, Feature, Occasion, follow_up
from handlers.members.membership_rules import Rules
from storage import state
from storage.members import presence

REASON = "老朋友 {name} 回来啦"
MOST = 5
"""Members of a day who are followed up."""

feature = Feature("returns", title="老朋友回来")


class Returned(BaseModel):
    """Whose return was noticed on a day, by their ids."""

    day: date | None = None
    members: list[int] = []


def look(ctx: Context) -> None:
    """Notice who was there today for the first time since long, once each."""
    noticed = state.load(ctx.db, ctx.group.id, feature.name, Returned)
    known = noticed.members if noticed.day == ctx.today else []
    returned = presence.list_returned(ctx.db, ctx.group.id, ctx.today, ctx.rules(Rules).away, MOST)
    new = [member for member in returned if member.id not in known]
    if not new:
        return
    everybody = [*known, *(member.id for member in new)]
    state.save(ctx.db, ctx.group.id, feature.name, Returned(day=ctx.today, members=everybody))
    for member in new:
        follow_up(ctx, RETURN, REASON.format(name=member.name), key=f"return:{member.id}:{ctx.today}")


RETURN = Occasion("老朋友回来", "很久没动静的成员又冒泡了，多久写在 membership 的 away", look)
feature.occasion(RETURN)
