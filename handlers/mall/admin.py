"""The shop's counter: staff redeem codes, admins approve, reject and refund orders."""

from __future__ import annotations

from handlers.kit import Feature, ForMember, MemberContext, Message, Refusal, Reply, Role, reply
from handlers.mall.codes import EXAMPLE, describe_refund, expires_after, last_valid_day, split_code
from handlers.mall.items import format_terms
from handlers.mall.rules import Rules
from handlers.system.confirmation_requests import refuse_own
from handlers.text.money import format_yuan
from handlers.text.people import mention
from storage.mall import fulfilment, orders
from storage.mall.orders import Order, State

feature = Feature("mall_desk", title="商城柜台", topic="兑换")

REDEEMED = "✅ {code} 核销成功：{name} 的「{item}」{due}"
COLLECT_CASH = "，请收 {cash} 元"
NOT_APPROVED = "{code} 还在等管理员批准，批准了就能领。"
EXPIRED = "{code} 到 {day} 就过期了，积分会退给 {name}。"
ALREADY_REDEEMED = "{code}「{item}」已经由 {who} 在 {at:%m-%d %H:%M} 核销过了。"
NOT_POSSIBLE = "{code}「{item}」{state}，不能{act}。"
DONE_BEFORE = "{code}「{item}」{state}，不用再来一次。"
UNKNOWN_CODE = "没有 {code} 这个取货码，请核对一下。"
OTHER_GROUP = "{code} 不是这个群的取货码，请到它自己的群里用。"
REFUNDED = "{code}「{item}」已退款{returned}。"
RETURN_CASH = "收过的 {cash} 元请当面退还。"
APPROVED = "「{item}」批准啦！取货码 {code}，有效到 {day}。"
REJECTED = "「{item}」这次没有批准{reason}{returned}。"
NO_OPEN_ORDERS = "没有待处理的兑换单。"
MORE = "…还有 {count} 张"
HEADS = {State.WAITING: "等批准（批准兑换 / 驳回兑换）：", State.READY: "待领取（核销）："}
STATES = {
    State.WAITING: "还在等批准",
    State.READY: "已经批准，等人来领",
    State.PICKED: "已经领走",
    State.CANCELLED: "已被本人取消",
    State.EXPIRED: "已经过期",
    State.REJECTED: "已经驳回",
    State.REFUNDED: "已经退过款了",
}
LIMIT = 20
LONGEST_REASON = 60


@feature.command("核销", help="收下取货码，交货", usage=EXAMPLE, role=Role.STAFF)
def redeem_code(message: Message, ctx: MemberContext) -> str:
    order, _ = _read_order(ctx, "核销")
    if order.state is State.WAITING:
        raise Refusal(NOT_APPROVED.format(code=order.code))
    _check_in_time(order, ctx)
    if not fulfilment.hand_out(ctx.db, order, actor=ctx.member.user_id, at=ctx.now):
        raise Refusal(_describe_state(order, ctx, "核销"))
    due = format_terms(order.minimum) + (COLLECT_CASH.format(cash=format_yuan(order.cash)) if order.cash else "")
    return REDEEMED.format(code=order.code, name=order.member.name, item=order.item, due=due)


@feature.command("兑换单", help="还没领的和等批准的兑换", role=Role.STAFF)
def list_open_orders(message: Message, ctx: MemberContext) -> str:
    lines = [text for state in HEADS for text in _list_orders(ctx, state)]
    return "\n".join(lines) or NO_OPEN_ORDERS


@feature.command("批准兑换", help="批准一张兑换单", usage=EXAMPLE, role=Role.ADMIN)
def approve(message: Message, ctx: MemberContext) -> Reply:
    order, _ = _read_order(ctx, "批准兑换")
    refuse_own(ctx, order.member.user_id, "批准")
    _check_in_time(order, ctx)
    days = next((item.days for item in ctx.rules(Rules).items if item.name == order.item), None)
    until = order.until if days is None else max(order.until, expires_after(ctx, days))
    if not fulfilment.approve(ctx.db, order, until, actor=ctx.member.user_id, at=ctx.now):
        raise Refusal(_describe_state(order, ctx, "批准"))
    return _tell(ctx, order, APPROVED.format(item=order.item, code=order.code, day=last_valid_day(ctx, until)))


@feature.command("驳回兑换", help="不批准，积分退回", usage=f"{EXAMPLE} 理由", role=Role.ADMIN)
def reject(message: Message, ctx: MemberContext) -> Reply:
    order, rest = _read_order(ctx, "驳回兑换")
    reason = " ".join(rest.split())[:LONGEST_REASON]
    balance = _refund(order, State.REJECTED, ctx, reason)
    if balance is None:
        raise Refusal(_describe_state(order, ctx, "驳回"))
    in_brackets = f"（{reason}）" if reason else ""
    returned = describe_refund(order, balance)
    return _tell(ctx, order, REJECTED.format(item=order.item, reason=in_brackets, returned=returned))


@feature.command("退款", help="取消一张兑换单，领过的也行，积分退回", usage=EXAMPLE, role=Role.ADMIN)
def refund(message: Message, ctx: MemberContext) -> Reply:
    order, _ = _read_order(ctx, "退款")
    if order.state is State.PICKED:
        refuse_own(ctx, order.member.user_id, "退款")
    balance = _refund(order, State.REFUNDED, ctx)
    if balance is None:
        raise Refusal(_describe_state(order, ctx, "退款"))
    text = REFUNDED.format(code=order.code, item=order.item, returned=describe_refund(order, balance))
    if order.state is State.PICKED and order.cash:
        text += RETURN_CASH.format(cash=format_yuan(order.cash))
    return _tell(ctx, order, text)


def _read_order(ctx: MemberContext, word: str) -> tuple[Order, str]:
    """Return the group's order whose code the arguments begin with, and the rest; raises Refusal without one."""
    code, rest = split_code(ctx.args, word)
    order = orders.get(ctx.db, code)
    if order is None:
        raise Refusal(UNKNOWN_CODE.format(code=code))
    if order.member.group_id != ctx.group.id:
        raise Refusal(OTHER_GROUP.format(code=code))
    return order, rest


def _check_in_time(order: Order, ctx: MemberContext) -> None:
    """Raise Refusal where the order has expired, even if its timer has not run yet."""
    if order.state in orders.OPEN and order.until <= ctx.now:
        raise Refusal(EXPIRED.format(code=order.code, day=last_valid_day(ctx, order.until), name=order.member.name))


def _refund(order: Order, state: State, ctx: MemberContext, note: str = "") -> int | None:
    cause = f"{ctx.key} by {ctx.member.user_id}"
    return fulfilment.end(ctx.db, order, state, actor=ctx.member.user_id, cause=cause, at=ctx.now, note=note)


def _describe_state(order: Order, ctx: MemberContext, act: str) -> str:
    step = orders.get_step(ctx.db, order, State.PICKED) if order.state is State.PICKED else None
    if step:
        return ALREADY_REDEEMED.format(code=order.code, item=order.item, who=step.who, at=ctx.local(step.at))
    before = {"批准": State.READY, "驳回": State.REJECTED, "退款": State.REFUNDED}.get(act)
    text = DONE_BEFORE if order.state is before else NOT_POSSIBLE
    return text.format(code=order.code, item=order.item, state=STATES[order.state], act=act)


def _tell(ctx: MemberContext, order: Order, text: str) -> Reply:
    """Tell the member who ordered, unless they have left; return the same for whoever decided it."""
    if not order.present:
        return reply(f"{order.member.name}：{text}")
    words = reply(mention(order.member), text)
    ctx.post(f"{ctx.key}:{order.code}", ForMember(member=order.member, reply=words, ask="我的兑换"))
    return words


def _list_orders(ctx: MemberContext, state: State) -> list[str]:
    page = orders.list_in_state(ctx.db, ctx.group.id, state, LIMIT)
    if not page:
        return []
    lines = [HEADS[state], *(_order_line(order, ctx) for order in page)]
    if len(page) == LIMIT:
        more = orders.count_in_state(ctx.db, ctx.group.id, state) - LIMIT
        lines.extend([MORE.format(count=more)] if more else [])
    return lines


def _order_line(order: Order, ctx: MemberContext) -> str:
    cash = f" + {format_yuan(order.cash)} 元" if order.cash else ""
    return (
        f"{order.code} {order.member.name} {order.item}（{order.points} 分{cash}）到 {last_valid_day(ctx, order.until)}"
    )
