"""Other times and other words for plans, told in the chat, read back, confirmed, and written into the group's file."""

from __future__ import annotations

from functools import partial

from pydantic import BaseModel

from handlers.kit import Feature, MemberContext, Message, Query, Refusal, Role
from handlers.kit.declarations import Prepared
from handlers.system.confirmation_requests import ask_confirmation
from sop.plans.approval import needs_second
from sop.plans.controls import Controllable
from sop.plans.file_changes import GONE, read_lines, revision, try_change, write
from sop.plans.how_often import describe_how_often
from sop.plans.lookup import split_target
from sop.plans.parsing import CHANGE_USAGE, HOW, read_change
from sop.plans.plan import Plan
from sop.plans.preview import describe_coming, describe_next_of, describe_ring
from sop.plans.sections import plans_of
from storage.system.confirmation_requests import ConfirmationRequest

feature = Feature("sop_changing", title="修改计划", topic="定时")

ECHO = "「{name}」改成：\n{changes}\n{coming}{ring}{approve}写进群的 YAML"
CHANGED = "改好了，「{name}」下一次：{next}。原来是这样写的，想改回去照着它再发一次「SOP 修改」：\n{lines}"
COMING = "下一次：{next}。"
COMING_INSTEAD = "下一次：{next}（本来是 {before}）。"
SAYS_NOTHING = "「{name}」到点做事（{act}），不说话，改不了词；只改时间请写：SOP 修改 {name} 每周五 21:00"
SEVERAL = "「{name}」有 {count} 条轮着说，请在 {file} 里手改；只改时间请写：SOP 修改 {name} 每周五 21:00"
AGAIN = "改过以后要重新「SOP 批准 {name}」才发。"


class Changed(BaseModel):
    """A plan's new values, with its lines as they were; what is empty stays as it is."""

    name: str
    when: str
    say: str
    lines: str

    @property
    def values(self) -> dict[str, str]:
        """Return the keys that change."""
        return {key: value for key, value in (("when", self.when), ("say", self.say)) if value}


@feature.command("SOP 修改", help="改一个定时消息的时间或词", usage="3 每周五 21:00 说什么", role=Role.ADMIN)
def change(_: Message, ctx: MemberContext) -> Query:
    plan, words = split_target(ctx, CHANGE_USAGE)
    if not words:
        raise Refusal(HOW.format(usage=CHANGE_USAGE.format(name=plan.name)))
    told = read_change(ctx, words, plan.name)
    if told.say and isinstance(plan, Plan):
        _require_one_text(ctx, plan)
    echo = ECHO.format(
        name=plan.name,
        changes="\n".join(f"  {key}: {value}" for key, value in (("when", told.when), ("say", told.say)) if value),
        coming=_describe_change(ctx, plan, told.when) if told.when else "",
        ring=describe_ring(ctx, told.say),
        approve=AGAIN.format(name=plan.name) if plan.approve else "",
    )
    second = needs_second(ctx, plan)

    def check() -> Prepared:
        order = Changed(**told._asdict(), lines=read_lines(ctx.group, plan))
        try_change(ctx.group, plan.name, revision(plan.name, order.lines, order.values))
        return Prepared(partial(ask_confirmation, feature=feature, params=order, words=echo, second=second))

    return Query(lambda _db: check())


@feature.on_confirmed(Changed)
def carry_out(order: Changed, _: ConfirmationRequest, ctx: MemberContext) -> Query:
    plan = next((plan for plan in plans_of(ctx.group) if plan.name == order.name), None)
    if plan is None:
        raise Refusal(GONE.format(name=order.name))
    coming = describe_coming(ctx, order.when) if order.when else describe_next_of(ctx, plan)
    told = CHANGED.format(name=order.name, next=coming, lines=order.lines)
    return write(ctx, order.name, revision(order.name, order.lines, order.values), told)


def _describe_change(ctx: MemberContext, plan: Controllable, when: str) -> str:
    """Return when other times come next, and when the plan would have; raises Refusal where they never come."""
    coming, before = describe_coming(ctx, when), describe_next_of(ctx, plan)
    told = (COMING if coming == before else COMING_INSTEAD).format(next=coming, before=before)
    return told + describe_how_often(ctx, when)


def _require_one_text(ctx: MemberContext, plan: Plan) -> None:
    """Raise Refusal where a plan has no words, or several that take turns."""
    if plan.do is not None:
        raise Refusal(SAYS_NOTHING.format(name=plan.name, act=plan.do))
    if len(plan.say) > 1:
        raise Refusal(SEVERAL.format(name=plan.name, count=len(plan.say), file=ctx.group.path.name))
