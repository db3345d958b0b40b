"""Purchases outside the group: staff record an order, the member earns points, and a return reclaims them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from config.group import Group
from handlers.kit import Audience, Feature, ForMember, MemberContext, Message, Refusal, Role, reply
from handlers.kit.words import truncate
from handlers.mall.next_reward import describe_progress
from handlers.mall.suggestions import describe_next
from handlers.points.by_hand import try_count
from handlers.purchases import waiting
from handlers.purchases.service import (
    Rules,
    describe_cap,
    points_for,
    read_order_number,
    record_purchase,
    require_new,
    return_purchase,
)
from handlers.text.money import format_yuan, read_amount
from handlers.text.people import find_member, require_present, split_member
from storage import purchases
from storage.members.roster import Member
from storage.purchases import Purchase
from storage.system.confirmation_requests import ConfirmationRequest

feature = Feature("purchase", Rules, title="消费积分", topic="兑换")
feature.ledger_kind("purchase", "消费", undo_hint="请用「退单 订单号」。")

USAGE = "记单 @小明 268 A123"
NOT_FOR_YOURSELF = "不能给自己记单，请别的同事来记。"
RECORDED = "已记 {name} 的订单 {number}：{yuan} 元，{paid}"
SAID_DONE = "记好了。"
RECORDED_SOME = "记好了 {good} 单，别的"
TWICE = "订单 {number} 在这里写了两次。"
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
MARKS = {(True, False): "✓", (True, True): "…", (False, False): "✗"}
"""Before a line: recorded, waiting for another admin, wrong."""
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
    order = _read_order(ctx, member, amount, number)
    if not _count(ctx, order):
        return waiting.ask(ctx, feature, [order])
    return _tell(ctx, order, _record(ctx, order, ctx.member.user_id))


@feature.on_confirmed(waiting.Orders)
def carry_out(orders: waiting.Orders, request: ConfirmationRequest, ctx: MemberContext) -> ForMember:
    """Record the orders that waited for another admin; of several a wrong one leaves the others alone."""
    by = f"{request.proposer} + {ctx.member.user_id}"
    book = partial(_book_waiting, actor=request.proposer, by=by, ctx=ctx)
    if len(orders.orders) == 1:
        text = _tell(ctx, orders.orders[0], book(orders.orders[0]))
    else:
        outcomes = [_try(partial(book, order)) for order in orders.orders]
        good = sum(is_good for is_good, _ in outcomes)
        lines = [f"{MARKS[is_good, False]} {text}" for is_good, text in outcomes]
        text = "\n".join([*lines, _summary(good, len(outcomes) - good)])
    return ForMember(member=ctx.member, reply=reply(text), shown=reply(SAID_DONE), ask="操作记录")


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
    too_many: dict[int, waiting.Order] = {}
    outcomes = {
        number: _try(partial(_record_line, number, line, too_many, ctx))
        for number, line in enumerate(lines, 1)
        if line.strip()
    }
    good = sum(is_good for is_good, _ in outcomes.values()) - len(too_many)
    bad = len(outcomes) - good - len(too_many)
    report = [f"{number} {MARKS[is_good, number in too_many]} {text}" for number, (is_good, text) in outcomes.items()]
    text = "\n".join([*report, _summary(good, bad)])
    if too_many:
        question = waiting.ask(ctx, feature, list(too_many.values()))
        if good:
            ctx.instead = RECORDED_SOME.format(good=good) + ctx.instead
        return f"{text}\n{question}"
    if not good:
        raise Refusal(text)
    return text


@feature.earning_rule
def describe_earning(group: Group) -> str | None:
    rules = group.rules(Rules)
    return EARNING_RULE.format(**rules.model_dump()) if rules.points and rules.most else None


def _try(record: Callable[[], str]) -> tuple[bool, str]:
    """Return whether one of many succeeded, and the text: a mistake leaves the others alone."""
    try:
        return True, record()
    except Refusal as refusal:
        return False, str(refusal)


def _record_line(number: int, line: str, too_many: dict[int, waiting.Order], ctx: MemberContext) -> str:
    """Record one line of many, or put it among those that wait for another admin; raises Refusal with the line."""
    try:
        fields = [field.strip() for field in re.split("[\t,，]", line[: LONGEST_LINE + 1])]
        if len(fields) != 3 or len(line) > LONGEST_LINE:
            raise Refusal(WRONG_FIELDS)
        order = _read_order(ctx, find_member(ctx, fields[0].lstrip("@＠")), fields[1], fields[2])
        if any(order.number == other.number for other in too_many.values()):
            raise Refusal(TWICE.format(number=order.number))
        if _count(ctx, order):
            return _record(ctx, order, ctx.member.user_id)
    except Refusal as refusal:
        raise Refusal(f"{refusal}（{truncate(line, 20)}）") from None
    too_many[number] = order
    return waiting.describe(ctx, order)


def _read_order(ctx: MemberContext, member: Member, amount: str, number: str) -> waiting.Order:
    """Return an order that is not recorded yet; raises Refusal."""
    _check_not_own(ctx, member.user_id)
    order = waiting.Order(member=member.id, fen=read_amount(amount), number=read_order_number(number))
    require_new(ctx, order.number)
    return order


def _count(ctx: MemberContext, order: waiting.Order) -> bool:
    """Count an order's points as given by hand; return False where another admin has to confirm them."""
    return try_count(ctx, "grant", [waiting.buyer(ctx, order)], points_for(order.fen, ctx.rules(Rules)))


def _book_waiting(order: waiting.Order, actor: str, by: str, ctx: MemberContext) -> str:
    require_present(ctx, waiting.buyer(ctx, order))
    return _record(ctx, order, actor, by)


def _tell(ctx: MemberContext, order: waiting.Order, text: str) -> str:
    """Tell a buyer what is told of their order, with what may suit them next, and return it without that."""
    buyer = waiting.buyer(ctx, order)
    told = text + describe_next(ctx, buyer)
    ctx.post(f"{ctx.key}:told", ForMember(member=buyer, reply=reply(told), ask="我的订单"))
    return text


def _record(ctx: MemberContext, order: waiting.Order, actor: str, by: str = "") -> str:
    """Record an order and return the text about it; raises Refusal where it is recorded already."""
    member, fen = waiting.buyer(ctx, order), order.fen
    paid = record_purchase(ctx, member, fen, order.number, actor=actor, by=by)
    text = RECORDED.format(name=member.name, number=order.number, yuan=format_yuan(fen), paid=paid.text())
    return text + describe_cap(ctx, fen) + describe_progress(ctx, member, paid.points, paid.balance)


def _summary(good: int, bad: int) -> str:
    return SOME_RECORDED.format(good=good, bad=bad) if bad else ALL_RECORDED.format(good=good)


def _check_not_own(ctx: MemberContext, user: str) -> None:
    others = {ctx.group.owner, *ctx.group.admins, *ctx.group.staff} - {"", ctx.member.user_id}
    if user == ctx.member.user_id and others:
        raise Refusal(NOT_FOR_YOURSELF)


def _purchase_line(purchase: Purchase, ctx: MemberContext) -> str:
    returned = f"，退了 {format_yuan(purchase.returned)} 元" if purchase.returned else ""
    day = f"{ctx.local(purchase.bought_at):%Y-%m-%d}"
    return f"{day} {purchase.number}  {format_yuan(purchase.fen)} 元{returned}  {purchase.points} 分"
