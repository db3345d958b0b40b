"""Make-up of a missed day for points: the streak is whole again, and bonuses that become due are paid."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pydantic import Field

from handlers.checkin import rules as checkin_rules
from handlers.checkin.bonuses import describe_owed, pay_monthly_bonus
from handlers.checkin.parsing import read_day
from handlers.checkin.streaks import add_make_up
from handlers.dates import months
from handlers.kit import Feature, MemberContext, Message, Refusal, Section
from handlers.points import payments
from storage.checkin import checkins
from storage.checkin.checkins import ONE_DAY, Kind
from storage.members import roster
from storage.points import ledger

DAY_MADE_UP = "{name} 补签了 {day.month}月{day.day}日，花了 {price} 分，现在连续 {streak} 天。{more}还有 {balance} 分。"
BONUS = "🎉 连签满 {cycle} 天，补得 {bonus} 分！"
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


feature = Feature("makeup", Rules, title="补签", topic="签到", visible=lambda ctx: ctx.rules(Rules).most > 0)
feature.ledger_kind("makeup", "补签", undo_hint="签到已经补上了，要补偿请用「加分」。")
feature.ledger_kind("bonus", "连签奖励")


@feature.command("补签", help="花积分补上漏签的一天，连签接上", usage="日期")
def make_up(message: Message, ctx: MemberContext) -> str:
    rules = ctx.rules(Rules)
    if not rules.most:
        raise Refusal(NOT_OFFERED)
    day = choose_day(ctx, rules)
    count = checkins.count_made_up(ctx.db, ctx.member, *_this_month(ctx))
    if count >= rules.most:
        raise Refusal(LIMIT_REACHED.format(count=count, most=rules.most))
    if rules.price:
        key = f"makeup:{ctx.member.id}:{day}"
        payments.charge(ctx, ctx.member, rules.price, key=key, reason=f"补签 {day:%m-%d}", refusal=TOO_FEW)
    checkin = ctx.rules(checkin_rules.Rules)
    added = add_make_up(ctx.db, ctx.member, day, ctx.now, checkin.cycle)
    assert added, "the day was free"
    more, owed = "", 0
    if added.bonuses and checkin.bonus:
        key = f"bonus:{ctx.member.id}:{day}"
        paid = payments.pay(ctx, ctx.member, checkin.bonus, key=key, reason="连签奖励", owe=True)
        assert paid, "the day is new, so its bonus is"
        more, owed = BONUS.format(cycle=checkin.cycle, bonus=checkin.bonus), paid.owed
    for bonus in pay_monthly_bonus(ctx, day, checkin):
        more, owed = more + bonus.text, owed + bonus.paid.owed
    balance = ledger.balance(ctx.db, ctx.member)
    more += describe_owed(owed)
    return DAY_MADE_UP.format(
        name=ctx.member.name, day=day, price=rules.price, streak=added.streak, more=more, balance=balance
    )


def choose_day(ctx: MemberContext, rules: Rules) -> date:
    """Return the missed day to make up: the one named, or else the most recent; raises Refusal where there is none."""
    joined = ctx.local(roster.joined_at(ctx.db, ctx.member)).date()
    first = max(joined, ctx.today - timedelta(days=rules.days))
    kinds = {row.day: row.kind for row in checkins.list_days(ctx.db, ctx.member, first, ctx.today - ONE_DAY)}
    if ctx.args:
        day = read_day(ctx.args, ctx.today, rules.days)
        if day < joined:
            raise Refusal(BEFORE_JOINING.format(day=joined))
        if day in kinds:
            raise Refusal(NOT_MISSED[kinds[day]].format(day=day))
        return day
    for back in range(1, (ctx.today - first).days + 1):
        day = ctx.today - timedelta(days=back)
        if day not in kinds:
            return day
    raise Refusal(NOTHING_MISSED_YET.format(day=joined) if first == joined else NOTHING_MISSED.format(days=rules.days))


def _this_month(ctx: MemberContext) -> tuple[datetime, datetime]:
    """Return the first moment of the current month in the group's time zone, and that of the next month."""
    zone = ctx.group.zone
    return months.midnight(months.first_of_month(ctx.today), zone), months.midnight(
        months.first_of_month(ctx.today, -1), zone
    )
