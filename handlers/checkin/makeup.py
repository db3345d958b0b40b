"""Making up a missed day for points: the streak heals, and bonuses that become due are paid."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pydantic import Field

from handlers.checkin import rules as checkin_rules
from handlers.checkin.bonuses import pay_monthly_bonus
from handlers.checkin.parsing import read_day
from handlers.checkin.streaks import add_make_up as add
from handlers.dates import months
from handlers.kit import Feature, MemberContext, Message, Refusal, Section
from handlers.points import payments
from storage.checkin import checkins
from storage.checkin.checkins import ONE_DAY, Kind
from storage.members import roster
from storage.points import ledger
from storage.points.ledger import Overdrawn

DAY_MADE_UP = "{name} 补签了 {day.month}月{day.day}日，花了 {price} 分，现在连续 {streak} 天。{more}还有 {balance} 分。"
BONUS = "🎉 连签满 {cycle} 天，补得 {bonus} 分！"
OWED = "这个月的积分预算发完了，{points} 分先记账，有了预算就补发。"
NOT_OFFERED = "这个群不能补签。"
NOTHING_MISSED = "最近 {days} 天没有漏签，不用补～"
NOTHING_MISSED_YET = "你是 {day.month}月{day.day}日进群的，还没有漏签，不用补～"
BEFORE_JOINING = "你是 {day.month}月{day.day}日进群的，之前的日子不能补。"
ALREADY_CHECKED_IN = "{day.month}月{day.day}日已经签过了，不用补～"
ALREADY_MADE_UP = "{day.month}月{day.day}日已经补过了。"
ALREADY_FROZEN = "{day.month}月{day.day}日用了连签保护，连续没有断，不用补～"
LIMIT_REACHED = "这个月已经补签 {count} 次了，每月最多 {most} 次，下个月再来～"
TOO_FEW = "补签一天要 {price} 分，你有 {balance} 分，还差 {missing} 分。"
NOT_MISSED = {Kind.CHECKED: ALREADY_CHECKED_IN, Kind.MADE_UP: ALREADY_MADE_UP, Kind.FROZEN: ALREADY_FROZEN}


class Rules(Section):
    """补签"""

    price: int = Field(20, ge=0, le=100_000, description="补签一天要几分")
    most: int = Field(2, ge=0, le=31, description="每人每月最多补签几次；0 就是不能补签")
    days: int = Field(7, ge=1, le=31, description="可以补最近几天的")


feature = Feature("makeup", Rules, title="补签", visible=lambda ctx: ctx.rules(Rules).most > 0)
feature.ledger_kind("makeup", "补签", undo_hint="签到已经补上了，要补偿请用「加分」。")
feature.ledger_kind("bonus", "连签奖励")


@feature.command("补签", help="花积分补上漏签的一天，连签接上", usage="日期")
def make_up(message: Message, ctx: MemberContext) -> str:
    rules = ctx.rules(Rules)
    if not rules.most:
        raise Refusal(NOT_OFFERED)
    day = choose_day(ctx, rules)
    count = checkins.made_up(ctx.db, ctx.member, *_this_month(ctx))
    if count >= rules.most:
        raise Refusal(LIMIT_REACHED.format(count=count, most=rules.most))
    pay(ctx, day, rules.price)
    prizes = ctx.rules(checkin_rules.Rules)
    added = add(ctx.db, ctx.member, day, ctx.now, prizes.cycle)
    assert added, "the day was free"
    more, owed = "", 0
    if added.bonuses and prizes.bonus:
        key = f"bonus:{ctx.member.id}:{day}"
        paid = payments.pay(ctx, ctx.member, prizes.bonus, key=key, reason="连签奖励", owe=True)
        assert paid, "the day is new, so its bonus is"
        more, owed = BONUS.format(cycle=prizes.cycle, bonus=prizes.bonus), paid.owed
    for extra in pay_monthly_bonus(ctx, day, prizes):
        more, owed = more + extra.said, owed + extra.paid.owed
    balance = ledger.balance(ctx.db, ctx.member)
    more += OWED.format(points=owed) if owed else ""
    return DAY_MADE_UP.format(
        name=ctx.member.name, day=day, price=rules.price, streak=added.streak, more=more, balance=balance
    )


def choose_day(ctx: MemberContext, rules: Rules) -> date:
    """The missed day that is meant: the one named, or the most recent one. Raises Refusal."""
    joined = ctx.local(roster.joined_at(ctx.db, ctx.member)).date()
    first = max(joined, ctx.today - timedelta(days=rules.days))
    taken = {one.day: one.kind for one in checkins.days(ctx.db, ctx.member, first, ctx.today - ONE_DAY)}
    if ctx.args:
        day = read_day(ctx.args, ctx.today, rules.days)
        if day < joined:
            raise Refusal(BEFORE_JOINING.format(day=joined))
        if day in taken:
            raise Refusal(NOT_MISSED[taken[day]].format(day=day))
        return day
    for back in range(1, (ctx.today - first).days + 1):
        day = ctx.today - timedelta(days=back)
        if day not in taken:
            return day
    raise Refusal(NOTHING_MISSED_YET.format(day=joined) if first == joined else NOTHING_MISSED.format(days=rules.days))


def pay(ctx: MemberContext, day: date, price: int) -> None:
    """Takes the price; raises Refusal where the member has too few points."""
    if not price:
        return
    key = f"makeup:{ctx.member.id}:{day}"
    try:
        ledger.debit(ctx.db, ctx.member, price, key=key, reason=f"补签 {day:%m-%d}", cause=ctx.key, at=ctx.now)
    except Overdrawn as error:
        missing = price - error.balance
        raise Refusal(TOO_FEW.format(price=price, balance=error.balance, missing=missing)) from None


def _this_month(ctx: MemberContext) -> tuple[datetime, datetime]:
    """From the first moment of the group's month to that of the next."""
    zone = ctx.group.zone
    return months.midnight(months.first_of_month(ctx.today), zone), months.midnight(
        months.first_of_month(ctx.today, -1), zone
    )
