"""A plan told in the chat: checked and read back in the YAML's words, confirmed, and written into the group's file."""

from __future__ import annotations

from functools import partial

from pydantic import BaseModel

from handlers.kit import Feature, MemberContext, Message, Query, Refusal, Role
from handlers.kit.declarations import Prepared
from handlers.system.confirmation_requests import ask_confirmation
from sop.plans.controls import singles_of, together_of
from sop.plans.file_changes import addition, try_change, write
from sop.plans.how_often import describe_how_often
from sop.plans.parsing import read_new
from sop.plans.preview import describe_coming, describe_ring
from storage.sop import plan_states
from storage.system.confirmation_requests import ConfirmationRequest

feature = Feature("sop_adding", title="新增计划", topic="定时")

TWICE = "已经有叫「{name}」的计划，请在最前面写一个别的名字：SOP 新增 名字 每周三 20:00 内容"
ECHO = "新的计划：\n- name: {name}\n  when: {when}\n  say: {say}\n下一次：{next}。{often}{ring}写进群的 YAML"
ADDED = "写好了，「{name}」下一次：{next}。发「SOP」看看接下来几天；不要它了就发「SOP 删除 {name}」。"


class Added(BaseModel):
    """A plan as it will stand in the file."""

    name: str
    when: str
    say: str


@feature.command("SOP 新增", help="在群里加一个定时消息", usage="每周三 20:00 说什么", role=Role.ADMIN)
def add(_: Message, ctx: MemberContext) -> Query:
    plan = Added.model_validate(read_new(ctx)._asdict())
    _require_free_name(ctx, plan.name)
    coming, ring = describe_coming(ctx, plan.when), describe_ring(ctx, plan.say)
    echo = ECHO.format(**plan.model_dump(), next=coming, often=describe_how_often(ctx, plan.when), ring=ring)
    return Query(lambda _db: _check(plan, echo, ctx))


@feature.on_confirmed(Added)
def carry_out(plan: Added, _: ConfirmationRequest, ctx: MemberContext) -> Query:
    _require_free_name(ctx, plan.name)
    # One of this name that was paused and then removed says nothing about this one.
    plan_states.resume(ctx.db, ctx.group.id, plan.name)
    told = ADDED.format(name=plan.name, next=describe_coming(ctx, plan.when))
    return write(ctx, plan.name, addition(plan.model_dump()), told)


def _check(plan: Added, echo: str, ctx: MemberContext) -> Prepared:
    """Return the question to be asked; raises Refusal where the file would be wrong with the plan in it."""
    try_change(ctx.group, plan.name, addition(plan.model_dump()))
    return Prepared(partial(ask_confirmation, feature=feature, params=plan, words=echo))


def _require_free_name(ctx: MemberContext, name: str) -> None:
    """Raise Refusal where a plan, campaign or journey has this name."""
    if name in together_of(ctx.group) or any(target.name == name for target in singles_of(ctx.group)):
        raise Refusal(TWICE.format(name=name))
