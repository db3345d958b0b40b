"""What admins and staff give and take by hand: when they confirm it themselves, and when another admin has to.

It counts for a day, by who gives and by who receives, so that splitting an amount changes nothing; orders that are
recorded in the chat and rewards of tasks count, too. What somebody gives to themselves always needs another admin. In a
group with one admin alone nobody else can be asked: they confirm it themselves, and the weekly report tells of it.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from handlers.kit import MemberContext, Refusal, Role
from handlers.points.rules import Rules
from handlers.system.confirmation_requests import other_admins
from storage.members.roster import Member
from storage.points import limits

UNLIMITED = 2**31
"""What is counted has no limit here; no day's sum comes near it."""
LONGEST_REASON = 60
MODEST = 50
"""Points that staff may promise each who takes part in something."""
TOO_MUCH_OF_STAFF = "每人 {points} 分太多了，员工最多许 {most} 分。更多请管理员来发，或者请群主写进群的 YAML。"
TOO_MUCH_OF_ADMIN = "每人 {points} 分太多了，一句话最多许 {most} 分。更多请群主写进群的 YAML，或者给完成的人「加分」。"
SPLIT_UP = "今天手工加减的已经超过 {most} 分，这一笔要另一位管理员确认，请重新发一遍。"
ALONE = "（群里没有另一位管理员，由你自己确认；每周小结会写上。）"


class Confirmation(Enum):
    """Who has to confirm."""

    NOBODY = 0
    GIVER = 1
    SECOND = 2


def needed_confirmation(ctx: MemberContext, act: str, receivers: Collection[Member], worth: int) -> Confirmation:
    """Return who has to confirm that the acting member gives (`grant`) or takes (`deduct`) so many points each."""
    sums = [limits.used_today(ctx.db, receiver, _of(act), ctx.today) + worth for receiver in receivers]
    is_own = act == "grant" and any(receiver.id == ctx.member.id for receiver in receivers)
    if is_own or max(sums, default=0) > ctx.rules(Rules).second:
        return Confirmation.SECOND if other_admins(ctx) else Confirmation.GIVER
    return needed_for_total(ctx, act, worth * len(receivers))


def needed_for_total(ctx: MemberContext, act: str, total: int) -> Confirmation:
    """Return who has to confirm that the acting member gives or takes so many points, whoever receives them."""
    rules = ctx.rules(Rules)
    if limits.used_today(ctx.db, ctx.member, _by(act), ctx.today) + total > rules.second:
        return Confirmation.SECOND if other_admins(ctx) else Confirmation.GIVER
    return Confirmation.GIVER if total > rules.confirm else Confirmation.NOBODY


def count_by_hand(ctx: MemberContext, act: str, receivers: Collection[Member], worth: int) -> None:
    """Count what the acting member gives or takes on their own; raises Refusal where that is too much by now."""
    if not try_count(ctx, act, receivers, worth):
        raise Refusal(SPLIT_UP.format(most=ctx.rules(Rules).second))


def count_total(ctx: MemberContext, act: str, total: int) -> None:
    """Count what the acting member gives or takes on their own, whoever receives it; raises Refusal as above."""
    if needed_for_total(ctx, act, total) is Confirmation.SECOND:
        raise Refusal(SPLIT_UP.format(most=ctx.rules(Rules).second))
    count_of_giver(ctx, act, total)


def try_count(ctx: MemberContext, act: str, receivers: Collection[Member], worth: int) -> bool:
    """Count what the acting member gives or takes on their own; return False where another admin has to confirm it.

    So staff count who book points that follow from something else: an order, a task. They need not confirm themselves.
    """
    if not worth or not receivers:
        return True
    if needed_confirmation(ctx, act, receivers, worth) is Confirmation.SECOND:
        return False
    count_of_giver(ctx, act, worth * len(receivers))
    for receiver in receivers:
        limits.use_allowance(ctx.db, receiver, _of(act), ctx.today, worth, UNLIMITED)
    return True


def count_of_giver(ctx: MemberContext, act: str, total: int) -> None:
    """Count what the acting member gives or takes on their own, whoever receives it."""
    limits.use_allowance(ctx.db, ctx.member, _by(act), ctx.today, total, UNLIMITED)


def require_modest(ctx: MemberContext, points: int, usual: int) -> None:
    """Raise Refusal where the acting member promises each who takes part more than they may by a word of theirs.

    What the group's file has as `usual` is never too much. Beyond it staff promise little, and admins as much as they
    give without being asked: nobody is paid by a detour what could not be given by hand.
    """
    is_admin = ctx.role >= Role.ADMIN
    most = max(usual, ctx.rules(Rules).confirm if is_admin else MODEST)
    if points > most:
        raise Refusal((TOO_MUCH_OF_ADMIN if is_admin else TOO_MUCH_OF_STAFF).format(points=points, most=most))


def describe_alone(ctx: MemberContext) -> str:
    """Say that there is nobody else to confirm; empty where there is."""
    return "" if other_admins(ctx) else ALONE


def _by(act: str) -> str:
    return f"{act} by hand"


def _of(act: str) -> str:
    return f"{act} from hands"
