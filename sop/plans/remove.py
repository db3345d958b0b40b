"""Plans taken out of the group's file from the chat, once that was read back and confirmed."""

from __future__ import annotations

from functools import partial

from pydantic import BaseModel

from handlers.kit import Feature, HandlerResult, MemberContext, Message, Query, Role
from handlers.kit.declarations import Prepared
from handlers.system.confirmation_requests import ask_confirmation
from sop.plans.approval import needs_second
from sop.plans.file_changes import describe_way_back, read_lines, removal, try_change, write
from sop.plans.lookup import find_target
from sop.plans.preview import describe_next_of
from storage.system.confirmation_requests import ConfirmationRequest

feature = Feature("sop_removing", title="删除计划", topic="定时")

ECHO = "要删去的计划：\n{lines}\n它下一次本来是：{next}。从群的 YAML 里删去「{name}」"
REMOVED = "删掉了「{name}」。{way_back}"


class Removed(BaseModel):
    """A plan to be taken out, with its lines as they were read back."""

    name: str
    lines: str


@feature.command("SOP 删除", help="删掉一个定时消息", usage="3", role=Role.ADMIN)
def remove(_: Message, ctx: MemberContext) -> Query:
    plan = find_target(ctx, "SOP 删除 {name}")
    second, coming = needs_second(ctx, plan), describe_next_of(ctx, plan)

    def check() -> Prepared:
        order = Removed(name=plan.name, lines=read_lines(ctx.group, plan))
        try_change(ctx.group, plan.name, removal(plan.name, order.lines))
        words = ECHO.format(name=plan.name, lines=order.lines, next=coming)
        return Prepared(partial(ask_confirmation, feature=feature, params=order, words=words, second=second))

    return Query(lambda _db: check())


@feature.on_confirmed(Removed)
def carry_out(order: Removed, _: ConfirmationRequest, ctx: MemberContext) -> Query:
    def act() -> HandlerResult | Prepared:
        # Asked while the plan still stands in the file.
        told = REMOVED.format(name=order.name, way_back=describe_way_back(ctx.group, order.name, order.lines))
        return write(ctx, order.name, removal(order.name, order.lines), told).ask(ctx.db)

    return Query(lambda _db: act())
