"""Purchases outside the group: staff record an order, the member earns points, and a return reclaims them."""

from __future__ import annotations

import re

from config.group import Group
from handlers.kit import Audience, Feature, ForMember, MemberContext, Message, Refusal, Role, reply
from handlers.kit.words import truncate
from handlers.mall.next_reward import describe_progress
from handlers.purchases.service import (
    Rules,
    describe_cap,
    read_amount,
    read_order_number,
    record_purchase,
    return_purchase,
)
from handlers.text.money import format_yuan
from handlers.text.people import find_member, split_member
from storage import purchases
from storage.purchases import Purchase

feature = Feature("purchase", Rules, title="消费积分", topic="兑换")
feature.ledger_kind("purchase", "消费", undo_hint="请用「退单 订单号」。")

USAGE = "记单 @小明 268 A123"
NOT_FOR_YOURSELF = "不能给自己记单，请别的同事来记。"
RECORDED = "已记 {name} 的订单 {number}：{yuan} 元，{paid}"
RETURN_USAGE = "退单 A123，只退一部分就写 退单 A123 100"
UNKNOWN_ORDER = "没有订单 {number}，请核对一下。"
RETURNED = "订单 {number} 退 {yuan} 元{left}，收回 {name} {points} 分，现有 {balance} 分。"
REMAINING = "（还剩 {yuan} 元）"
NOT_RECLAIMED = "还有 {missing} 分已经花掉了，收不回来。"
NO_ORDERS = "还没有你的订单。"
MY_ORDERS = "{name} 的订单："
LIST_USAGE = "请这样写，一行一单：\n导入订单\n小明,268,A123\n小红,9.9,A124"
TOO_MANY = "一次最多 {most} 行，这里有 {lines} 行，请分几次发。"
WRONG_FIELDS = "要写成 小明,268,A123"
ALL_RECORDED = "记了 {good} 单。"
SOME_RECORDED = "记了 {good} 单，{bad} 行有问题，改好后只发这几行就行。"
EARNING_RULE = "消费：每满 1 元 {points} 分，每单最多 {most} 分"
LIMIT = 10
MOST_LINES = 200
"""Lines of orders in one message."""
LONGEST_LINE = 200
"""Characters of such a line."""


@feature.command("记单", help="记一笔消费，给成员积分", usage="@小明 268 订单号", role=Role.STAFF)
def record_one(message: Message, ctx: MemberContext) -> str:
    member, rest = split_member(message, ctx, USAGE)
    amount, _, number = rest.partition(" ")
    if not number.strip():
        raise Refusal(f"请这样写：{USAGE}")
    text = _record(ctx, member.user_id, read_amount(amount), read_order_number(number))
    ctx.post(f"{ctx.key}:told", ForMember(member=member, reply=reply(text), ask="我的订单"))
    return text


@feature.command("退单", help="退一单或一部分，收回积分", usage="订单号 金额", role=Role.STAFF)
def return_one(message: Message, ctx: MemberContext) -> str:
    typed, _, amount = ctx.args.partition(" ")
    if not typed:
        raise Refusal(f"请这样写：{RETURN_USAGE}")
    number = read_order_number(typed)
    purchase = purchases.get(ctx.db, ctx.group.id, number)
    if purchase is None:
        raise Refusal(UNKNOWN_ORDER.format(number=number))
    _check_not_own(ctx, purchase.member.user_id)
    outcome = return_purchase(ctx, purchase, read_amount(amount) if amount else None, actor=ctx.member.user_id)
    text = RETURNED.format(
        number=number,
        yuan=format_yuan(outcome.fen),
        left=REMAINING.format(yuan=format_yuan(outcome.remaining)) if outcome.remaining else "",
        name=purchase.member.name,
        points=outcome.points,
        balance=outcome.balance,
    )
    text += NOT_RECLAIMED.format(missing=outcome.missing) if outcome.missing else ""
    ctx.post(f"{ctx.key}:told", ForMember(member=purchase.member, reply=reply(text), ask="我的订单"))
    return text


@feature.command("我的订单", help="记在我名下的消费", audience=Audience.ASKER)
def show_mine(message: Message, ctx: MemberContext) -> str:
    orders = purchases.list_latest(ctx.db, ctx.member, LIMIT)
    if not orders:
        return NO_ORDERS
    return "\n".join([MY_ORDERS.format(name=ctx.member.name), *(_purchase_line(order, ctx) for order in orders)])


@feature.command("导入订单", help="一次记很多单，一行一单", usage="小明,268,A123", role=Role.STAFF)
def record_many(message: Message, ctx: MemberContext) -> str:
    lines = ctx.args.splitlines()
    if not ctx.args:
        raise Refusal(LIST_USAGE)
    if len(lines) > MOST_LINES:
        raise Refusal(TOO_MANY.format(most=MOST_LINES, lines=len(lines)))
    outcomes = {number: _try_line(line, ctx) for number, line in enumerate(lines, 1) if line.strip()}
    good = sum(is_good for is_good, _ in outcomes.values())
    bad = len(outcomes) - good
    report = [f"{number} {'✓' if is_good else '✗'} {text}" for number, (is_good, text) in outcomes.items()]
    text = "\n".join([*report, SOME_RECORDED.format(good=good, bad=bad) if bad else ALL_RECORDED.format(good=good)])
    if not good:
        raise Refusal(text)
    return text


@feature.earning_rule
def describe_earning(group: Group) -> str | None:
    rules = group.rules(Rules)
    return EARNING_RULE.format(**rules.model_dump()) if rules.points and rules.most else None


def _try_line(line: str, ctx: MemberContext) -> tuple[bool, str]:
    """Record one line of many; return whether that succeeded, and the text: a mistake leaves the other lines alone."""
    try:
        fields = [field.strip() for field in re.split("[\t,，]", line[: LONGEST_LINE + 1])]
        if len(fields) != 3 or len(line) > LONGEST_LINE:
            raise Refusal(WRONG_FIELDS)
        return True, _record(ctx, fields[0].lstrip("@＠"), read_amount(fields[1]), read_order_number(fields[2]))
    except Refusal as refusal:
        return False, f"{refusal}（{truncate(line, 20)}）"


def _record(ctx: MemberContext, name: str, fen: int, number: str) -> str:
    member = find_member(ctx, name)
    _check_not_own(ctx, member.user_id)
    paid = record_purchase(ctx, member, fen, number, actor=ctx.member.user_id)
    text = RECORDED.format(name=member.name, number=number, yuan=format_yuan(fen), paid=paid.text())
    return text + describe_cap(ctx, fen) + describe_progress(ctx, member, paid.points, paid.balance)


def _check_not_own(ctx: MemberContext, user: str) -> None:
    others = {ctx.group.owner, *ctx.group.admins, *ctx.group.staff} - {"", ctx.member.user_id}
    if user == ctx.member.user_id and others:
        raise Refusal(NOT_FOR_YOURSELF)


def _purchase_line(purchase: Purchase, ctx: MemberContext) -> str:
    returned = f"，退了 {format_yuan(purchase.returned)} 元" if purchase.returned else ""
    day = f"{ctx.local(purchase.bought_at):%Y-%m-%d}"
    return f"{day} {purchase.number}  {format_yuan(purchase.fen)} 元{returned}  {purchase.points} 分"
