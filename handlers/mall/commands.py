"""The shop: what points buy, a code for each order, and the points back where an order is cancelled or expires."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from handlers.kit import (
    Audience,
    Capability,
    Context,
    Feature,
    ForMember,
    ForStaff,
    MemberContext,
    Message,
    Refusal,
    reply,
)
from handlers.mall.codes import (
    EXAMPLE,
    FEATURE_NAME,
    OrderExpiry,
    describe_refund,
    draw_pickup,
    expires_after,
    generate_code,
    last_valid_day,
    reserve_free_item,
    set_expiry_timer,
    split_code,
)
from handlers.mall.items import (
    NO_ITEMS,
    apply_level_discount,
    available_items,
    choose_item,
    format_terms,
    is_on_sale,
    item_line,
)
from handlers.mall.next_reward import is_open_to, shop_level
from handlers.mall.rules import Item, Rules
from handlers.mall.suggestions import describe_in_shop, describe_next
from handlers.text.money import format_yuan
from handlers.text.people import mention
from storage.mall import fulfilment, orders, stock
from storage.mall.fulfilment import LimitReached, SoldOut
from storage.mall.orders import Offer, Order, State
from storage.members import roster
from storage.points import ledger
from storage.points.errors import Overdrawn

feature = Feature(FEATURE_NAME, Rules, title="商城", topic="兑换")
feature.ledger_kind("redeem", "兑换", undo_hint="请用「退款 取货码」。")
feature.requires(Capability.PUSHES, "取货码过期时积分照样退回，只是不会在群里说；集中兑换请自己发一声。")

HEAD = "🛍 商城（你有 {balance} 分）"
FOOT = "发「兑换 {number}」换 {number} 号；带 ✓ 的你现在就能换。"
REDEEMED = "{name} 换到「{item}」啦！花了 {points} 分，还剩 {balance} 分。"
CODE = "\n取货码 {code}，有效到 {day}。"
AWAITING_APPROVAL = "{name} 申请换「{item}」，先扣 {points} 分，还剩 {balance} 分。"
NUMBER = "\n单号 {code}，等管理员批准；没批准会全部退回。"
APPROVAL_WANTED = "{name} 申请换「{item}」（{points} 分），发「批准兑换 {code}」或者「驳回兑换 {code} 理由」。"
MINIMUM = "\n满 {minimum} 元可用。"
CASH = "\n领取时另付 {cash} 元。"
NO_COUPON = "这个群没有新人券，发「商城」看看积分能换什么～"
NOT_A_NEWCOMER = "新人券只给进群 {days} 天以内的新朋友，发「商城」看看积分能换什么～"
ALREADY_HAD_COUPON = "新人券每人一张，你已经领过啦，发「我的兑换」看看。"
COUPON = "欢迎 {name}！送你「{item}」{terms}。"
NOT_YET_ON_SALE = "「{item}」{day:%m-%d} 开始兑换，到时再来～"
NO_LONGER_ON_SALE = "「{item}」的兑换到 {day:%m-%d} 就结束啦，看看别的吧～"
SOLD_OUT = "「{item}」已经售罄，看看别的吧～"
RESERVED = "「{item}」留给{level}以上的朋友，发「我的等级」看看还差多少～"
LIMIT_REACHED = "「{item}」每人限 {limit} 件，你已经换过啦～"
TOO_FEW = "「{item}」要 {points} 分，你有 {balance} 分，还差 {missing} 分，再攒攒吧～"
NO_ORDERS = "你还没有兑换过，发「商城」看看能换什么～"
MY_ORDERS = "{name} 的兑换："
NOT_YOUR_ORDER = "没有找到你的 {code}，发「我的兑换」看看。"
CANCELLED = "{code}「{item}」已取消{returned}。"
TOO_LATE_TO_CANCEL = "{code}「{item}」{state}，不能取消了。"
EXPIRED = "你的 {code}「{item}」过期了{returned}。"
EXPIRED_IN_GROUP = "你换的东西过期了。"
STATES = {
    State.WAITING: "等管理员批准",
    State.READY: "待领取，有效到 {day}",
    State.PICKED: "已领取",
    State.CANCELLED: "已取消",
    State.EXPIRED: "已过期",
    State.REJECTED: "没有批准",
    State.REFUNDED: "已退款",
}
PAID_BACK = "，积分退回了"
LIMIT = 10


@feature.command("商城", "积分商城", "商店", "积分商店", help="看看积分能换什么")
def show_shop(message: Message, ctx: MemberContext) -> str:
    level = shop_level(ctx, ctx.member)
    items = apply_level_discount(ctx.rules(Rules).items, level)
    if not items:
        return NO_ITEMS
    taken = stock.count_taken(ctx.db, ctx.group.id)
    balance = ledger.balance(ctx.db, ctx.member)
    available = [
        item
        for item in available_items(items, taken, orders.count_kept(ctx.db, ctx.member), ctx.today)
        if is_open_to(ctx, item, level)
    ]
    lines = {
        number: f"{number}. {item_line(item, taken, ctx.today)}"
        + (" ✓" if item in available and item.points <= balance else "")
        for number, item in enumerate(items, 1)
        if item.until is None or ctx.today <= item.until
    }
    if not lines:
        return NO_ITEMS
    shown = "\n".join([HEAD.format(balance=balance), *lines.values(), FOOT.format(number=min(lines))])
    return shown + describe_in_shop(ctx, is_private=message.chat is None)


@feature.command("兑换", help="用积分换商城里的东西", usage="1")
def redeem(message: Message, ctx: MemberContext) -> ForMember:
    level = shop_level(ctx, ctx.member)
    item = choose_item(apply_level_discount(ctx.rules(Rules).items, level), ctx.args)
    if not is_on_sale(item, ctx.today):
        raise Refusal(_off_sale(item, ctx))
    if not is_open_to(ctx, item, level):
        raise Refusal(RESERVED.format(item=item.name, level=item.level))
    try:
        order, balance = fulfilment.place(
            ctx.db, ctx.member, _offer(item, ctx), draw=partial(generate_code, ctx.random), key=ctx.key, at=ctx.now
        )
    except SoldOut:
        raise Refusal(SOLD_OUT.format(item=item.name)) from None
    except LimitReached:
        raise Refusal(LIMIT_REACHED.format(item=item.name, limit=item.limit)) from None
    except Overdrawn as error:
        missing = item.points - error.balance
        raise Refusal(
            TOO_FEW.format(item=item.name, points=item.points, balance=error.balance, missing=missing)
        ) from None
    set_expiry_timer(ctx, order)
    shown = (AWAITING_APPROVAL if item.approve else REDEEMED).format(
        name=ctx.member.name, item=item.name, points=item.points, balance=balance
    )
    code = (NUMBER if item.approve else CODE).format(code=order.code, day=last_valid_day(ctx, order.until))
    if item.approve:
        wanted = APPROVAL_WANTED.format(name=ctx.member.name, item=item.name, points=item.points, code=order.code)
        ctx.post(f"approval:{order.code}", ForStaff(reply=reply(wanted), ask="兑换单"))
    drawing = () if item.approve else (draw_pickup(order, ctx),)
    return ForMember(
        member=ctx.member,
        reply=reply(shown + code + _conditions(item) + describe_next(ctx, ctx.member), *drawing),
        shown=reply(shown),
        ask="我的兑换",
    )


@feature.command("新人券", "领取新人券", help="新朋友领一张券")
def take_newcomers_coupon(message: Message, ctx: MemberContext) -> ForMember:
    coupon = ctx.rules(Rules).newcomer
    if coupon is None:
        raise Refusal(NO_COUPON)
    if roster.joined_at(ctx.db, ctx.member) < ctx.now - timedelta(days=coupon.within):
        raise Refusal(NOT_A_NEWCOMER.format(days=coupon.within))
    if orders.has_ordered(ctx.db, ctx.member, coupon.name):
        raise Refusal(ALREADY_HAD_COUPON)
    order = reserve_free_item(ctx, coupon.name, days=coupon.days, minimum=coupon.minimum)
    shown = COUPON.format(name=ctx.member.name, item=order.item, terms=format_terms(order.minimum))
    code = CODE.format(code=order.code, day=last_valid_day(ctx, order.until))
    return ForMember(
        member=ctx.member, reply=reply(shown + code, draw_pickup(order, ctx)), shown=reply(shown), ask="我的兑换"
    )


@feature.command("我的兑换", "兑换记录", help="我换过什么，取货码是多少", audience=Audience.ASKER)
def show_mine(message: Message, ctx: MemberContext) -> str:
    page = orders.list_of_member(ctx.db, ctx.member, LIMIT)
    if not page:
        return NO_ORDERS
    return "\n".join([MY_ORDERS.format(name=ctx.member.name), *(_order_line(order, ctx) for order in page)])


@feature.command("取消兑换", help="还没领的可以取消，积分退回", usage=EXAMPLE, audience=Audience.ASKER)
def cancel(message: Message, ctx: MemberContext) -> str:
    code, _ = split_code(ctx.args, "取消兑换")
    order = orders.get(ctx.db, code)
    if order is None or order.member.id != ctx.member.id:
        raise Refusal(NOT_YOUR_ORDER.format(code=code))
    balance = None
    if order.state in orders.OPEN:
        balance = fulfilment.end(ctx.db, order, State.CANCELLED, actor=ctx.member.user_id, cause=ctx.key, at=ctx.now)
    if balance is None:
        raise Refusal(TOO_LATE_TO_CANCEL.format(code=code, item=order.item, state=STATES[order.state]))
    return CANCELLED.format(code=code, item=order.item, returned=describe_refund(order, balance))


@feature.on_timer(OrderExpiry)
def expire_order(expiry: OrderExpiry, ctx: Context) -> ForMember | None:
    order = orders.get(ctx.db, expiry.code)
    if order is None or order.state not in orders.OPEN:
        return None
    if order.until > ctx.now:
        # The approval moved the expiry.
        set_expiry_timer(ctx, order)
        return None
    balance = fulfilment.end(ctx.db, order, State.EXPIRED, actor="", cause=ctx.key, at=ctx.now)
    if balance is None or not order.present or Capability.PUSHES not in ctx.capabilities:
        return None
    member = mention(order.member)
    text = EXPIRED.format(code=order.code, item=order.item, returned=describe_refund(order, balance))
    return ForMember(
        member=order.member, reply=reply(member, text), shown=reply(member, EXPIRED_IN_GROUP), ask="我的兑换"
    )


def _offer(item: Item, ctx: MemberContext) -> Offer:
    return Offer(
        item=item.name,
        points=item.points,
        cash=item.cash,
        minimum=item.minimum,
        supply=item.stock,
        limit=item.limit,
        approve=item.approve,
        until=expires_after(ctx, item.days),
    )


def _off_sale(item: Item, ctx: MemberContext) -> str:
    """Say why an item is not on sale: not yet, or no longer."""
    if item.since and ctx.today < item.since:
        return NOT_YET_ON_SALE.format(item=item.name, day=item.since)
    return NO_LONGER_ON_SALE.format(item=item.name, day=item.until)


def _conditions(item: Item) -> str:
    """Say what else to know before going to the counter: the least amount, cash, where to pick it up."""
    minimum = MINIMUM.format(minimum=format_yuan(item.minimum)) if item.minimum else ""
    cash = CASH.format(cash=format_yuan(item.cash)) if item.cash else ""
    return minimum + cash + (f"\n{item.pickup}" if item.pickup else "")


def _order_line(order: Order, ctx: MemberContext) -> str:
    state = STATES[order.state].format(day=last_valid_day(ctx, order.until))
    if order.points and order.state not in (*orders.OPEN, State.PICKED):
        state += PAID_BACK
    price = f"（{order.points} 分）" if order.points else " "
    return f"{order.code} {order.item}{price}{state}"
