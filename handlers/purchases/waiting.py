"""Orders whose points are more than one person gives by hand in a day: they wait for another admin."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel

from handlers.kit import Feature, MemberContext
from handlers.purchases.service import Rules, points_for
from handlers.system.confirmation_requests import ask_confirmation
from handlers.text.money import format_yuan
from storage.members import roster
from storage.members.roster import Member

QUESTION = "记 {name} 的订单 {number}：{yuan} 元，得 {points} 分"
QUESTIONS = "记 {count} 单，一共得 {points} 分"
LINE = "{name} 的订单 {number}：{yuan} 元，得 {points} 分，要另一位管理员确认"


class Order(BaseModel):
    """An order to be recorded."""

    member: int
    fen: int
    number: str


class Orders(BaseModel):
    """Orders as they are kept until they are confirmed."""

    orders: tuple[Order, ...]


def buyer(ctx: MemberContext, order: Order) -> Member:
    """Return who bought, even if they have left."""
    member = roster.get(ctx.db, order.member, include_left=True)
    assert member, "members are never deleted"
    return member


def describe(ctx: MemberContext, order: Order) -> str:
    """Return a line on an order that waits."""
    return _words(ctx, LINE, order)


def ask(ctx: MemberContext, feature: Feature, orders: Sequence[Order]) -> str:
    """Write orders down until another admin, who bought none of them, confirms, and return the question."""
    rules = ctx.rules(Rules)
    question = (
        _words(ctx, QUESTION, orders[0])
        if len(orders) == 1
        else QUESTIONS.format(count=len(orders), points=sum(points_for(order.fen, rules) for order in orders))
    )
    buyers = {buyer(ctx, order).user_id for order in orders}
    return ask_confirmation(ctx, feature, Orders(orders=tuple(orders)), question, second=True, about=buyers)


def _words(ctx: MemberContext, text: str, order: Order) -> str:
    return text.format(
        name=buyer(ctx, order).name,
        number=order.number,
        yuan=format_yuan(order.fen),
        points=points_for(order.fen, ctx.rules(Rules)),
    )
