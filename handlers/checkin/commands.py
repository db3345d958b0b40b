"""Daily check-in: once a day, with a bonus at the end of every cycle."""

from __future__ import annotations

from datetime import date

from config.group import Group
from handlers.checkin.bonuses import pay_monthly_bonus, pay_special_day_bonus
from handlers.checkin.replies import CheckIn, describe_fully, describe_shortly, gather, total
from handlers.checkin.rules import ReplyForm, Rules
from handlers.checkin.streaks import add_check_in
from handlers.dates.windows import describe_next_window, is_open
from handlers.kit import Capability, Feature, MemberContext, Message, Occasion, Refusal, follow_up, is_followed
from handlers.points import payments
from handlers.points.payments import Paid
from storage.checkin import checkins
from storage.points import ledger

ALREADY_CHECKED_IN = "今天已经签过啦，连续 {streak} 天，明天再来～"
CLOSED = "现在不是签到时间，{next} 再来吧～"
REASON = "{name} 签到满 {days} 天"
RULE = "签到：{parts}"
RULE_DAY = "每天 {points} 分"
RULE_CYCLE = "每连续 {cycle} 天再得 {bonus} 分"
RULE_MONTHLY = "每月签满 {count} 天再得 {points} 分"
RULE_SPECIAL = "{name} 再得 {points} 分"

feature = Feature("checkin", Rules, title="每日签到", topic="签到")
HUNDRED = Occasion("签到满百", "一位成员签到满 100 天、200 天……")
feature.occasion(HUNDRED)
feature.ledger_kind("monthly", "月签奖励")
feature.ledger_kind("special", "节日签到", person=1)
feature.ledger_kind("checkin", "签到", person=1)


@feature.command("签到", "打卡", help="每天一次，连签有奖", casual=True)
def check_in(message: Message, ctx: MemberContext) -> str | None:
    rules = ctx.rules(Rules)
    if not is_open(rules.window, ctx.local_now):
        raise Refusal(CLOSED.format(next=describe_next_window(rules.window, ctx.local_now)))
    added = add_check_in(ctx.db, ctx.member, ctx.today, ctx.now, rules.cycle, ctx.key)
    if added is None:
        raise Refusal(ALREADY_CHECKED_IN.format(streak=checkins.streak(ctx.db, ctx.member, ctx.today)))
    ctx.checked_in = True
    paid = pay_points(ctx, rules.points + rules.bonus * added.bonuses)
    bonuses = [*pay_monthly_bonus(ctx, ctx.today, rules), *pay_special_day_bonus(ctx, rules)]
    _notice_hundreds(ctx)
    result = CheckIn(added, total(paid, bonuses), "".join(bonus.text for bonus in bonuses))
    match rules.reply:
        case ReplyForm.FULL:
            return describe_fully(ctx, rules, result)
        case ReplyForm.QUIET if Capability.PUSHES in ctx.capabilities and message.chat is not None:
            gather(ctx)
            return None
    return describe_shortly(ctx, rules, result)


def pay_points(ctx: MemberContext, earned: int) -> Paid:
    """Pay the day's points, once per day."""
    if not earned:
        return Paid(0, 0, ledger.balance(ctx.db, ctx.member))
    key = f"checkin:{ctx.member.id}:{ctx.today}"
    paid = payments.pay_reward(ctx, ctx.member, earned, key=key, reason="签到", owe=True)
    assert paid, "the day's check-in is new, so its payment is"
    return paid


def _notice_hundreds(ctx: MemberContext) -> None:
    if not is_followed(ctx, HUNDRED):
        return
    days = checkins.count(ctx.db, ctx.member, date.min, date.max)
    if days % 100 == 0:
        reason = REASON.format(name=ctx.member.name, days=days)
        follow_up(ctx, HUNDRED, reason, key=f"checkin:{ctx.member.id}:{days}")


@feature.earning_rule
def describe_earning(group: Group) -> str | None:
    rules = group.rules(Rules)
    parts = [RULE_DAY.format(points=rules.points)] if rules.points else []
    parts += [RULE_CYCLE.format(cycle=rules.cycle, bonus=rules.bonus)] if rules.bonus else []
    parts += [RULE_MONTHLY.format(count=count, points=points) for count, points in rules.monthly.items()]
    parts += [RULE_SPECIAL.format(name=name, points=points) for name, points in rules.special.items()]
    return RULE.format(parts="，".join(parts)) if parts else None
