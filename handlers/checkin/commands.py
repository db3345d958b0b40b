"""Daily check-in: once a day, with a bonus at the end of every cycle."""

from __future__ import annotations

from config.group import Group
from handlers.checkin.bonuses import Bonus, describe_owed, pay_monthly_bonus, pay_special_day_bonus
from handlers.checkin.rules import Rules
from handlers.checkin.streaks import AddedDay, add_check_in
from handlers.dates.windows import describe_next_window, is_open
from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.mall.next_reward import describe_next_reward
from handlers.points import payments
from handlers.points.payments import Paid
from handlers.text.template import fill
from storage.checkin import checkins, freezes
from storage.points import ledger

BONUS = "🎉 满 {cycle} 天，多得 {bonus} 分！"
UNTIL_BONUS = "再签 {days} 天多得 {bonus} 分。"
ALREADY_CHECKED_IN = "今天已经签过啦，连续 {streak} 天，明天再来～"
FREEZES_USED = "🧊 漏签的 {days} 天用了连签保护，连续没有断，还剩 {held} 张。"
FREEZE_RETURNED = "🧊 那天用的连签保护退给你了。"
CLOSED = "现在不是签到时间，{next} 再来吧～"
RULE = "签到：每天 {points} 分，每连续 {cycle} 天再得 {bonus} 分"
RULE_MONTHLY = "，每月签满 {count} 天再得 {points} 分"
RULE_SPECIAL = "，{name} 再得 {points} 分"

feature = Feature("checkin", Rules, title="每日签到", topic="签到")
feature.ledger_kind("monthly", "月签奖励")
feature.ledger_kind("special", "节日签到")
feature.ledger_kind("checkin", "签到")


@feature.command("签到", "打卡", help="每天一次，连签有奖", casual=True)
def check_in(message: Message, ctx: MemberContext) -> str:
    rules = ctx.rules(Rules)
    if not is_open(rules.window, ctx.local_now):
        raise Refusal(CLOSED.format(next=describe_next_window(rules.window, ctx.local_now)))
    added = add_check_in(ctx.db, ctx.member, ctx.today, ctx.now, rules.cycle, ctx.key)
    if added is None:
        raise Refusal(ALREADY_CHECKED_IN.format(streak=checkins.streak(ctx.db, ctx.member, ctx.today)))
    paid = pay_points(ctx, rules.points + rules.bonus * added.bonuses)
    bonuses = [*pay_monthly_bonus(ctx, ctx.today, rules), *pay_special_day_bonus(ctx, rules)]
    return compose_reply(ctx, rules, added, paid, bonuses)


def pay_points(ctx: MemberContext, earned: int) -> Paid:
    """Pay the day's points, once per day."""
    if not earned:
        return Paid(0, 0, ledger.balance(ctx.db, ctx.member))
    key = f"checkin:{ctx.member.id}:{ctx.today}"
    paid = payments.pay_reward(ctx, ctx.member, earned, key=key, reason="签到", owe=True)
    assert paid, "the day's check-in is new, so its payment is"
    return paid


def compose_reply(ctx: MemberContext, rules: Rules, added: AddedDay, paid: Paid, bonuses: list[Bonus]) -> str:
    """Compose the reply: the owner's words, points owed, freezes, bonuses, the cycle, and the next reward."""
    more = describe_freezes(ctx, added)
    for bonus in bonuses:
        paid = Paid(paid.points + bonus.paid.points, paid.owed + bonus.paid.owed, bonus.paid.balance)
        more += bonus.text
    values = {"name": ctx.member.name, "streak": added.streak, "earned": paid.points, "balance": paid.balance}
    return (
        fill(rules.text, values)
        + describe_owed(paid.owed)
        + more
        + describe_cycle(added, rules)
        + describe_next_reward(ctx, ctx.member, paid.balance)
    )


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


@feature.earning_rule
def describe_earning(group: Group) -> str | None:
    rules = group.rules(Rules)
    line = RULE.format(points=rules.points, cycle=rules.cycle, bonus=rules.bonus)
    line += "".join(RULE_MONTHLY.format(count=count, points=points) for count, points in rules.monthly.items())
    return line + "".join(RULE_SPECIAL.format(name=name, points=points) for name, points in rules.special.items())
