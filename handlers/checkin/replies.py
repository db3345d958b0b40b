"""What is said to a check-in: all of it, one line, or one line for everybody of the last minutes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from handlers.checkin.bonuses import Bonus, describe_owed
from handlers.checkin.rules import DONE, DONE_FOR_NOTHING, Rules
from handlers.checkin.streaks import AddedDay
from handlers.kit import Context, MemberContext, TimerPayload, set_timer
from handlers.mall.next_reward import describe_next_reward, describe_progress
from handlers.points.payments import Paid
from handlers.text.template import fill
from storage.checkin import freezes

GATHERING = "checkin_replies"
"""The feature whose timer answers check-ins together; stored with its timers."""
BONUS = "🎉 满 {cycle} 天，多得 {bonus} 分！"
UNTIL_BONUS = "再签 {days} 天多得 {bonus} 分。"
FREEZES_USED = "🧊 漏签的 {days} 天用了连签保护，连续没有断，还剩 {held} 张。"
FREEZE_RETURNED = "🧊 那天用的连签保护退给你了。"
SHORT = "✓ {name} 连签 {streak} 天，+{earned}（共 {balance} 分）"
SHORT_FOR_NOTHING = "✓ {name} 连签 {streak} 天"
MONDAY = 0
WAIT = timedelta(minutes=3)
"""How long check-ins are gathered before they are answered together."""


class CheckIn(NamedTuple):
    """What a check-in brought."""

    added: AddedDay
    paid: Paid
    """The day's points and all bonuses."""
    bonuses: str
    """What is said of the bonuses of the month and of special days."""


class Gathering(TimerPayload):
    """The timer that answers the check-ins since a moment."""

    since: datetime

    @property
    def key(self) -> str:
        return "gathering"


def total(paid: Paid, bonuses: Iterable[Bonus]) -> Paid:
    """Return a day's points with its bonuses as one payment."""
    for bonus in bonuses:
        paid = Paid(paid.points + bonus.paid.points, paid.owed + bonus.paid.owed, bonus.paid.balance)
    return paid


def describe_fully(ctx: MemberContext, rules: Rules, result: CheckIn) -> str:
    """Compose the owner's words, points owed, freezes, bonuses, the cycle, and the next reward."""
    added, paid = result.added, result.paid
    values = {"name": ctx.member.name, "streak": added.streak, "earned": paid.points, "balance": paid.balance}
    is_for_nothing = rules.text == DONE and not paid.points and not paid.owed
    return (
        fill(DONE_FOR_NOTHING if is_for_nothing else rules.text, values)
        + describe_owed(paid.owed)
        + describe_freezes(ctx, added)
        + result.bonuses
        + describe_cycle(added, rules)
        + describe_next_reward(ctx, ctx.member, paid.balance)
    )


def describe_shortly(ctx: MemberContext, rules: Rules, result: CheckIn) -> str:
    """Compose one line; on Mondays, and where something has changed, also what is next."""
    added, paid = result.added, result.paid
    short = SHORT if paid.points or paid.owed else SHORT_FOR_NOTHING
    line = short.format(name=ctx.member.name, streak=added.streak, earned=paid.points, balance=paid.balance)
    news = describe_owed(paid.owed) + describe_freezes(ctx, added) + result.bonuses
    if added.bonuses:
        news += describe_cycle(added, rules)
    if ctx.today.weekday() == MONDAY:
        news += "" if added.bonuses else describe_cycle(added, rules)
        news += describe_next_reward(ctx, ctx.member, paid.balance)
    else:
        news += describe_progress(ctx, ctx.member, paid.points, paid.balance, otherwise_next=False)
    return f"{line}。{news}" if news else line


def describe_freezes(ctx: MemberContext, added: AddedDay) -> str:
    """Say which freezes the check-in used or gave back; empty where there were none."""
    if added.frozen:
        return FREEZES_USED.format(days=added.frozen, held=freezes.count(ctx.db, ctx.member))
    return FREEZE_RETURNED if added.freeze_returned else ""


def describe_cycle(added: AddedDay, rules: Rules) -> str:
    """Say what the cycle brought today, or in how many days it is complete."""
    if not rules.bonus:
        return ""
    if added.bonuses:
        return BONUS.format(cycle=rules.cycle, bonus=rules.bonus)
    return UNTIL_BONUS.format(days=rules.cycle - added.streak % rules.cycle, bonus=rules.bonus)


def gather(ctx: Context) -> None:
    """See to it that the check-ins from now on are answered together; the first of them sets the timer."""
    set_timer(ctx, GATHERING, Gathering(since=ctx.now), ctx.now + WAIT)
