"""What a day that was added pays besides: for many days in a month, and on special days."""

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
SPECIAL_DAY_BONUS = "🏮 {name}，多得 {points} 分！"


@dataclass(frozen=True, slots=True)
class Bonus:
    """One payment beside the day's own, and how it is told."""

    paid: Paid
    said: str


def pay_monthly_bonus(ctx: MemberContext, day: date, rules: Rules) -> list[Bonus]:
    """Pays where `day`, just added, was the one that filled its month; the count is only asked where it matters."""
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
    """Pays for today, where it is one of the owner's special days."""
    found = list(bonuses_on(rules.special, ctx.today)) if rules.special else []
    if not found:
        return []
    key, points = f"special:{ctx.member.id}:{ctx.today}", sum(points for _, points in found)
    reason = "、".join(name for name, _ in found)
    paid = payments.pay(ctx, ctx.member, points, key=key, reason=f"{reason}签到", owe=True)
    said = "".join(SPECIAL_DAY_BONUS.format(name=name, points=points) for name, points in found)
    return [Bonus(paid, said)] if paid else []
