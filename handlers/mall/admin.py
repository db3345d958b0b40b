"""The shop's counter: staff take codes in, admins approve, reject and refund."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message, Refusal, Reply, Role, reply
from handlers.mall.codes import EXAMPLE, ends, give_back_expired, last_day, split_code
from handlers.mall.items import terms
from handlers.mall.rules import Rules
from handlers.text.money import format_yuan
from handlers.text.people import mention
from storage.mall import fulfilment, orders
from storage.mall.orders import Order, State

feature = Feature("mall_desk", title="商城柜台")

HANDED = "✅ {code} 核销成功：{name} 的「{item}」{due}"
COLLECT = "，请收 {cash} 元"
WAITS = "{code} 还在等管理员批准，发「批准兑换 {code}」就能领。"
EXPIRED = "{code} 到 {day} 就过期了，积分会退给 {name}。"
WAS_HANDED = "{code}「{item}」已经由 {who} 在 {at:%m-%d %H:%M} 核销过了。"
CLOSED = "{code}「{item}」{state}，不能{act}。"
UNKNOWN = "没有 {code} 这个取货码，请核对一下。"
ELSEWHERE = "{code} 不是这个群的取货码，请到它自己的群里用。"
REFUNDED = "{code}「{item}」已退款{returned}。"
RETURN_CASH = "收过的 {cash} 元请当面退还。"
APPROVED = "「{item}」批准啦！取货码 {code}，有效到 {day}。"
REJECTED = "「{item}」这次没有批准{reason}{returned}。"
NOTHING = "没有待处理的兑换单。"
MORE = "…还有 {count} 张"
HEADS = {State.WAITING: "等批准（批准兑换 / 驳回兑换）：", State.READY: "待领取（核销）："}
STATES = {
    State.WAITING: "还在等批准",
    State.READY: "已经批准，等人来领",
    State.PICKED: "已经领走",
    State.CANCELLED: "已被本人取消",
    State.EXPIRED: "已过期，积分退回了",
    State.REJECTED: "已驳回，积分退回了",
    State.REFUNDED: "已退款",
}
LINES = 20
LONGEST_REASON = 60


@feature.command("核销", help="收下取货码，交货", usage=EXAMPLE, role=Role.STAFF)
def hand_out(message: Message, ctx: MemberContext) -> str:
    order, _ = _order(ctx, "核销")
    if order.state is State.WAITING:
        raise Refusal(WAITS.format(code=order.code))
    _in_time(order, ctx)
    if not fulfilment.hand_out(ctx.db, order, actor=ctx.member.user_id, at=ctx.now):
        raise Refusal(_why_not(order, ctx, "核销"))
    due = terms(order.minimum) + (COLLECT.format(cash=format_yuan(order.cash)) if order.cash else "")
    return HANDED.format(code=order.code, name=order.member.name, item=order.item, due=due)


@feature.command("兑换单", help="还没领的和等批准的兑换", role=Role.STAFF)
def list_open(message: Message, ctx: MemberContext) -> str:
    lines = [text for state in HEADS for text in _listed(ctx, state)]
    return "\n".join(lines) or NOTHING


@feature.command("批准兑换", help="批准一张兑换单", usage=EXAMPLE, role=Role.ADMIN)
def approve(message: Message, ctx: MemberContext) -> Reply:
    order, _ = _order(ctx, "批准兑换")
    _in_time(order, ctx)
    days = next((item.days for item in ctx.rules(Rules).items if item.name == order.item), None)
    until = order.until if days is None else max(order.until, ends(ctx, days))
    if not fulfilment.approve(ctx.db, order, until, actor=ctx.member.user_id, at=ctx.now):
        raise Refusal(_why_not(order, ctx, "批准"))
    said = APPROVED.format(item=order.item, code=order.code, day=last_day(ctx, until))
    return _to_member(order, said)


@feature.command("驳回兑换", help="不批准，积分退回", usage=f"{EXAMPLE} 理由", role=Role.ADMIN)
def reject(message: Message, ctx: MemberContext) -> Reply:
    order, said = _order(ctx, "驳回兑换")
    reason = " ".join(said.split())[:LONGEST_REASON]
    balance = _give_back(order, State.REJECTED, ctx, reason)
    if balance is None:
        raise Refusal(_why_not(order, ctx, "驳回"))
    shown = f"（{reason}）" if reason else ""
    return _to_member(order, REJECTED.format(item=order.item, reason=shown, returned=give_back_expired(order, balance)))


@feature.command("退款", help="取消一张兑换单，领过的也行，积分退回", usage=EXAMPLE, role=Role.ADMIN)
def refund(message: Message, ctx: MemberContext) -> Reply:
    order, _ = _order(ctx, "退款")
    balance = _give_back(order, State.REFUNDED, ctx)
    if balance is None:
        raise Refusal(_why_not(order, ctx, "退款"))
    said = REFUNDED.format(code=order.code, item=order.item, returned=give_back_expired(order, balance))
    if order.state is State.PICKED and order.cash:
        said += RETURN_CASH.format(cash=format_yuan(order.cash))
    return _to_member(order, said)


def _order(ctx: MemberContext, word: str) -> tuple[Order, str]:
    """The group's order that the arguments begin with, and the rest; raises Refusal."""
    code, rest = split_code(ctx.args, word)
    order = orders.get(ctx.db, code)
    if order is None:
        raise Refusal(UNKNOWN.format(code=code))
    if order.member.group_id != ctx.group.id:
        raise Refusal(ELSEWHERE.format(code=code))
    return order, rest


def _in_time(order: Order, ctx: MemberContext) -> None:
    """The timer may be behind; the code is void all the same."""
    if order.state in orders.OPEN and order.until <= ctx.now:
        raise Refusal(EXPIRED.format(code=order.code, day=last_day(ctx, order.until), name=order.member.name))


def _give_back(order: Order, state: State, ctx: MemberContext, note: str = "") -> int | None:
    cause = f"{ctx.key} by {ctx.member.user_id}"
    return fulfilment.end(ctx.db, order, state, actor=ctx.member.user_id, cause=cause, at=ctx.now, note=note)


def _why_not(order: Order, ctx: MemberContext, act: str) -> str:
    step = orders.get_step(ctx.db, order, State.PICKED) if order.state is State.PICKED else None
    if step:
        return WAS_HANDED.format(code=order.code, item=order.item, who=step.who, at=ctx.local(step.at))
    return CLOSED.format(code=order.code, item=order.item, state=STATES[order.state], act=act)


def _to_member(order: Order, said: str) -> Reply:
    if not order.present:
        return reply(f"{order.member.name}：{said}")
    return reply(mention(order.member), said)


def _listed(ctx: MemberContext, state: State) -> list[str]:
    page = orders.list_in_state(ctx.db, ctx.group.id, state, LINES)
    if not page:
        return []
    lines = [HEADS[state], *(_line(order, ctx) for order in page)]
    if len(page) == LINES:
        more = orders.count_in_state(ctx.db, ctx.group.id, state) - LINES
        lines.extend([MORE.format(count=more)] if more else [])
    return lines


def _line(order: Order, ctx: MemberContext) -> str:
    cash = f" + {format_yuan(order.cash)} 元" if order.cash else ""
    return f"{order.code} {order.member.name} {order.item}（{order.points} 分{cash}）到 {last_day(ctx, order.until)}"
