"""Gifts of points from member to member, within a daily allowance."""

from __future__ import annotations

from pydantic import Field

from config.group import Group
from handlers.kit import Feature, ForMember, MemberContext, Message, Refusal, Reply, Section, reply
from handlers.mall.next_reward import describe_progress
from handlers.points import payments
from handlers.points.earned_dates import oldest_points
from handlers.points.rules import GIFT
from handlers.text.numbers import read_whole_number
from handlers.text.people import mention, split_member
from storage.points import entries, ledger, limits, lots

USAGE = "送 @小红 20 谢谢你"
NOT_OFFERED = "这个群没有开放送积分。"
NOT_TO_YOURSELF = "不能送给自己哦。"
LIMIT_REACHED = "今天还能送 {left} 分，多的明天再送吧～"
ALL_GIVEN = "今天已经送满 {most} 分啦，明天再送吧～"
TOO_FEW = "你只有 {balance} 分，送不了 {price} 分。"
ONE_EACH = "一次只能送给一位，送几位请分开发～"
GIVEN = "收到 {giver} 送的 {amount} 分{words}，真好！"
RULE = "群友送的积分：发「送 @小红 20」，每人每天最多送出 {most} 分"
LONGEST = 60
"""Characters of the giver's words."""


class Rules(Section):
    """送积分"""

    most: int = Field(100, ge=0, le=100_000, description="每人每天最多送出几分；0 就是不开放")


feature = Feature("giving", Rules, title="送积分", topic="积分")
REASON = "送积分"
"""Names no one: the books keep it for ever, and a statement tells by the accounts who it was."""
feature.ledger_kind(GIFT, "送积分")


@feature.earning_rule
def describe_gifts(group: Group) -> str | None:
    most = group.rules(Rules).most
    return RULE.format(most=most) if most else None


@feature.command("送", "赠送", help="送积分给群友", usage="@小红 20 留言")
def give(message: Message, ctx: MemberContext) -> Reply:
    most = ctx.rules(Rules).most
    if not most:
        raise Refusal(NOT_OFFERED)
    receiver, rest = split_member(message, ctx, USAGE)
    if receiver.id == ctx.member.id:
        raise Refusal(NOT_TO_YOURSELF)
    number, _, words = rest.partition(" ")
    if not number:
        raise Refusal(f"要送几分呢？请这样写：{USAGE}")
    if words.count("@") + words.count("＠"):
        raise Refusal(ONE_EACH)
    amount = read_whole_number(number, 1, most)
    left = limits.left_today(ctx.db, ctx.member, feature.name, ctx.today, most)
    if amount > left:
        raise Refusal(LIMIT_REACHED.format(left=left) if left else ALL_GIVEN.format(most=most))
    limits.use_allowance(ctx.db, ctx.member, feature.name, ctx.today, amount, most)
    key = f"give:{ctx.key}"
    given_lots = oldest_points(ctx, ctx.member, amount)
    payments.charge(
        ctx,
        ctx.member,
        amount,
        key=key,
        reason=REASON,
        refusal=TOO_FEW,
        target=ledger.account(receiver),
    )
    entry = entries.get_by_key(ctx.db, key)
    assert entry, "it was booked"
    lots.record(ctx.db, entry, receiver, given_lots)
    message_text = f"：{words.strip()[:LONGEST]}" if words.strip() else ""
    text = GIVEN.format(giver=ctx.member.name, amount=amount, words=message_text)
    if message.chat is None:
        ctx.post(f"{ctx.key}:receiver", ForMember(member=receiver, reply=reply(text), ask="明细"))
    return reply(mention(receiver), text + describe_progress(ctx, receiver, amount, ledger.balance(ctx.db, receiver)))
