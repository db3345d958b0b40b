"""Daily check-in: once a day, with a bonus at the end of every cycle."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from config.group import Group
from handlers import earning
from handlers.earning import Paid
from handlers.kit import Context, Feature, Message, Refusal, Section
from handlers.kit.template import fill, placeholders
from handlers.kit.windows import Windows, is_open, opens_next
from storage import checkins, ledger

DONE = "{name} 签到成功！连续 {streak} 天，+{earned} 积分，现有 {balance} 分。"
BONUS = "🎉 满 {cycle} 天，多得 {bonus} 分！"
AHEAD = "再签 {days} 天多得 {bonus} 分。"
ALREADY = "今天已经签过啦，连续 {streak} 天，明天再来～"
RULE = "签到：每天 {points} 分，每连续 {cycle} 天再得 {bonus} 分"
OWED = "这个月的积分预算发完了，{points} 分先记账，有了预算就补发。"
CLOSED = "现在不是签到时间，{next} 再来吧～"


class Rules(Section):
    """每日签到"""

    points: int = Field(10, ge=0, le=10_000, description="每次签到得几分")
    cycle: int = Field(7, ge=1, le=366, description="连续几天为一个周期")
    bonus: int = Field(30, ge=0, le=100_000, description="满一个周期再得几分")
    window: Windows = Field((), description="每天什么时候可以签到，最多三段；不写就是全天", examples=["05:00-23:00"])
    text: Annotated[str, placeholders("name", "streak", "earned", "balance")] = Field(
        DONE, max_length=500, description="签到成功说什么"
    )


feature = Feature("checkin", Rules, title="每日签到")
feature.books("checkin", "签到")


@feature.command("签到", "打卡", help="每天一次，连签有奖")
def check_in(message: Message, ctx: Context) -> str:
    rules = ctx.rules(Rules)
    if not is_open(rules.window, ctx.local_now):
        raise Refusal(CLOSED.format(next=opens_next(rules.window, ctx.local_now)))
    streak = checkins.record(ctx.db, ctx.member, ctx.today, ctx.now)
    if streak is None:
        raise Refusal(ALREADY.format(streak=checkins.streak(ctx.db, ctx.member, ctx.today)))
    earned = reward(streak, rules)
    paid = pay(ctx, earned) if earned else Paid(0, 0, ledger.balance(ctx.db, ctx.member))
    values = {"name": ctx.member.name, "streak": streak, "earned": paid.points, "balance": paid.balance}
    debt = OWED.format(points=paid.owed) if paid.owed else ""
    return fill(rules.text, values) + debt + outlook(streak, rules)


def pay(ctx: Context, earned: int) -> Paid:
    """Books the day's points, once for ever."""
    key = f"checkin:{ctx.member.id}:{ctx.today}"
    paid = earning.pay(ctx, ctx.member, earned, key=key, reason="签到", owe=True)
    assert paid, "the day's check-in is new, so its payment is"
    return paid


def reward(streak: int, rules: Rules) -> int:
    """Points for the `streak`-th day in a row: seven days pay 7 x 10 and 30 on top of the seventh."""
    return rules.points + (rules.bonus if streak % rules.cycle == 0 else 0)


def outlook(streak: int, rules: Rules) -> str:
    """What the cycle gave today, or how far it is."""
    if not rules.bonus:
        return ""
    if streak % rules.cycle == 0:
        return BONUS.format(cycle=rules.cycle, bonus=rules.bonus)
    return AHEAD.format(days=rules.cycle - streak % rules.cycle, bonus=rules.bonus)


@feature.earning
def rule(group: Group) -> str | None:
    rules = group.rules(Rules)
    return RULE.format(points=rules.points, cycle=rules.cycle, bonus=rules.bonus)
