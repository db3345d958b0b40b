"""Bonuses beside a day's own points: for many days in a month, and on special days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.checkin.rules import Rules
from handlers.checkin.special_days import bonuses_on
from handlers.dates.months import last_day
from handlers.kit import MemberContext
from handlers.points import payments
from handlers.points.payments import Paid
from storage.checkin import checkins

MONTHLY_BONUS = "📅 {month} 月签满 {count} 天，多得 {points} 分！"
OWED_HEAD = "这个月的积分预算发完了，"
SPECIAL_DAY_BONUS = "🏮 {name}，多得 {points} 分！"


@dataclass(frozen=True, slots=True)
class Bonus:
    """A payment beside the day's own, and how members read it."""

    paid: Paid
    text: str


def pay_monthly_bonus(ctx: MemberContext, day: date, rules: Rules) -> list[Bonus]:
    """Pay the bonus of a month in which `day`, just added, was the last one needed; count only where it matters."""
    if not rules.monthly:
        return []
    first = day.replace(day=1)
    count = checkins.count(ctx.db, ctx.member, first, last_day(first))
    points = rules.monthly.get(count)
    if not points:
        return []
    key = f"monthly:{ctx.member.id}:{first:%Y-%m}:{count}"
    paid = payments.pay(ctx, ctx.member, points, key=key, reason=f"{first.month} 月签满 {count} 天", owe=True)
    return [Bonus(paid, MONTHLY_BONUS.format(month=first.month, count=count, points=points))] if paid else []


def pay_special_day_bonus(ctx: MemberContext, rules: Rules) -> list[Bonus]:
    """Pay the bonus of today where it is one of the owner's special days."""
    bonuses = list(bonuses_on(rules.special, ctx.today, ctx.group.calendar)) if rules.special else []
    if not bonuses:
        return []
    key, points = f"special:{ctx.member.id}:{ctx.today}", sum(points for _, points in bonuses)
    reason = "、".join(name for name, _ in bonuses)
    paid = payments.pay(ctx, ctx.member, points, key=key, reason=f"{reason}签到", owe=True)
    text = "".join(SPECIAL_DAY_BONUS.format(name=name, points=points) for name, points in bonuses)
    return [Bonus(paid, text)] if paid else []


def describe_owed(points: int) -> str:
    """Say that points are owed because the month's budget is used up; empty where none are."""
    return OWED_HEAD + payments.OWED.format(points=points) if points else ""
