"""Daily check-in: once a day, with a bonus at the end of every cycle."""

from __future__ import annotations

from config.group import Group
from handlers.checkin.bonuses import Extra, monthly, special
from handlers.checkin.rules import Rules
from handlers.checkin.streaks import Added
from handlers.checkin.streaks import check_in as add
from handlers.dates.windows import describe_next_window, is_open
from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.mall.next_reward import nearest
from handlers.points import payments
from handlers.points.payments import Paid
from handlers.text.template import fill
from storage.checkin import checkins, freezes
from storage.points import ledger

BONUS = "🎉 满 {cycle} 天，多得 {bonus} 分！"
AHEAD = "再签 {days} 天多得 {bonus} 分。"
ALREADY = "今天已经签过啦，连续 {streak} 天，明天再来～"
FROZEN = "🧊 漏签的 {days} 天用了连签保护，连续没有断，还剩 {held} 张。"
THAWED = "🧊 那天用的连签保护退给你了。"
OWED = "这个月的积分预算发完了，{points} 分先记账，有了预算就补发。"
CLOSED = "现在不是签到时间，{next} 再来吧～"
RULE = "签到：每天 {points} 分，每连续 {cycle} 天再得 {bonus} 分"
RULE_MONTHLY = "，每月签满 {count} 天再得 {points} 分"
RULE_SPECIAL = "，{name} 再得 {points} 分"

feature = Feature("checkin", Rules, title="每日签到")
feature.ledger_kind("monthly", "月签奖励")
feature.ledger_kind("special", "节日签到")
feature.ledger_kind("checkin", "签到")


@feature.command("签到", "打卡", help="每天一次，连签有奖")
def check_in(message: Message, ctx: MemberContext) -> str:
    rules = ctx.rules(Rules)
    if not is_open(rules.window, ctx.local_now):
        raise Refusal(CLOSED.format(next=describe_next_window(rules.window, ctx.local_now)))
    added = add(ctx.db, ctx.member, ctx.today, ctx.now, rules.cycle, ctx.key)
    if added is None:
        raise Refusal(ALREADY.format(streak=checkins.streak(ctx.db, ctx.member, ctx.today)))
    paid = pay(ctx, rules.points + rules.bonus * added.bonuses)
    extras = [*monthly(ctx, ctx.today, rules), *special(ctx, rules)]
    return tell(ctx, rules, added, paid, extras)


def pay(ctx: MemberContext, earned: int) -> Paid:
    """Books the day's points, once for ever."""
    if not earned:
        return Paid(0, 0, ledger.balance(ctx.db, ctx.member))
    key = f"checkin:{ctx.member.id}:{ctx.today}"
    paid = payments.pay_reward(ctx, ctx.member, earned, key=key, reason="签到", owe=True)
    assert paid, "the day's check-in is new, so its payment is"
    return paid


def tell(ctx: MemberContext, rules: Rules, added: Added, paid: Paid, extras: list[Extra]) -> str:
    """The answer: the owner's words, what is owed, what was earned besides, what lies ahead, and the nearest gift."""
    more = protection(ctx, added)
    for extra in extras:
        paid = Paid(paid.points + extra.paid.points, paid.owed + extra.paid.owed, extra.paid.balance)
        more += extra.said
    values = {"name": ctx.member.name, "streak": added.streak, "earned": paid.points, "balance": paid.balance}
    debt = OWED.format(points=paid.owed) if paid.owed else ""
    return fill(rules.text, values) + debt + more + outlook(added, rules) + nearest(ctx, ctx.member, paid.balance)


def protection(ctx: MemberContext, added: Added) -> str:
    """What became of the member's cards."""
    if added.frozen:
        return FROZEN.format(days=added.frozen, held=freezes.held(ctx.db, ctx.member))
    return THAWED if added.thawed else ""


def outlook(added: Added, rules: Rules) -> str:
    """What the cycle gave today, or how far it is."""
    if not rules.bonus:
        return ""
    if added.bonuses:
        return BONUS.format(cycle=rules.cycle, bonus=rules.bonus)
    return AHEAD.format(days=rules.cycle - added.streak % rules.cycle, bonus=rules.bonus)


@feature.earning_rule
def rule(group: Group) -> str | None:
    rules = group.rules(Rules)
    line = RULE.format(points=rules.points, cycle=rules.cycle, bonus=rules.bonus)
    line += "".join(RULE_MONTHLY.format(count=count, points=points) for count, points in rules.monthly.items())
    return line + "".join(RULE_SPECIAL.format(name=name, points=points) for name, points in rules.special.items())
