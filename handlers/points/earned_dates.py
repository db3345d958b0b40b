"""When points were earned that a member hands on: they stay as old as they are."""

from __future__ import annotations

from handlers.kit import Context
from storage.members.roster import Member
from storage.points import lots
from storage.points.lots import Lot


def oldest_points(ctx: Context, member: Member, amount: int) -> list[Lot]:
    """Return the oldest points of a member, with those of one local month put together: points lapse by months.

    To be called before they leave the member's account.
    """
    months: dict[tuple[int, int], Lot] = {}
    for lot in lots.take_oldest(lots.list_left(ctx.db, member), amount):
        local = ctx.local(lot.earned_at)
        month = (local.year, local.month)
        earned_at, together = months.get(month, Lot(lot.earned_at, 0))
        months[month] = Lot(earned_at, together + lot.amount)
    return list(months.values())
