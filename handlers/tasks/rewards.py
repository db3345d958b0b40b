"""Rewards of tasks count like what is given by hand: above the day's limit another admin has to confirm the task."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from pydantic import BaseModel

from handlers.kit import Feature, MemberContext, Refusal
from handlers.points.by_hand import try_count
from handlers.points.rules import Rules
from handlers.system.confirmation_requests import ask_confirmation
from handlers.tasks.parsing import Order, summarize_names
from handlers.text.people import require_present
from storage.members import roster
from storage.members.roster import Member
from storage.tasks.tasks import Work

QUESTION = "派【{kind}】{title} 给 {names}，完成各得 {points} 分，一共 {total} 分"
TOO_MUCH = (
    "{name} 和你今天的任务积分、手工加分合起来会超过 {most} 分，不能直接转。"
    "请管理员「撤回任务 {number}」，再重新派给 TA，由另一位管理员确认。"
)
DEADLINE_PAST = "这个任务的截止时间已经过了，请重新派。"


class Handout(BaseModel):
    """A task that waits for another admin, as kept until it is confirmed."""

    work: Work
    to: tuple[tuple[int, tuple[int, ...]], ...]
    """The ids of the staff, each with those of the members that their part is about."""
    due: datetime
    left_over: tuple[int, ...]


def count_rewards(ctx: MemberContext, order: Order) -> bool:
    """Count what a task may bring to all who get it; return False where another admin has to confirm it."""
    return try_count(ctx, "grant", order.to.keys(), order.work.points)


def require_within_limit(ctx: MemberContext, number: int, work: Work, to: Member) -> None:
    """Count the reward of a task that somebody else gets now; raises Refusal where that is too much for a day."""
    if not try_count(ctx, "grant", [to], work.points):
        raise Refusal(TOO_MUCH.format(name=to.name, most=ctx.rules(Rules).second, number=number))


def ask(ctx: MemberContext, feature: Feature, order: Order) -> str:
    """Write a task down until another admin, who does not get it, confirms it, and return the question."""
    handout = Handout(
        work=order.work,
        to=tuple((member.id, tuple(client.id for client in about)) for member, about in order.to.items()),
        due=order.due,
        left_over=tuple(member.id for member in order.left_over),
    )
    question = QUESTION.format(
        kind=order.work.kind,
        title=order.work.title,
        names=summarize_names(order.to),
        points=order.work.points,
        total=order.work.points * len(order.to),
    )
    receivers = {member.user_id for member in order.to}
    return ask_confirmation(ctx, feature, handout, question, second=True, about=receivers)


def order_of(ctx: MemberContext, handout: Handout) -> Order:
    """Return the order that waited; raises Refusal where its time is over, or somebody who should do it has left."""
    if handout.due <= ctx.now:
        raise Refusal(DEADLINE_PAST)
    to: dict[Member, tuple[Member, ...]] = {}
    for staff, about in handout.to:
        for member in _members(ctx, [staff]):
            to[member] = tuple(dict.fromkeys((*to.get(member, ()), *_members(ctx, about))))
    for member in to:
        require_present(ctx, member)
    return Order(handout.work, to, handout.due, _members(ctx, handout.left_over))


def _members(ctx: MemberContext, ids: Collection[int]) -> tuple[Member, ...]:
    """Return the members with these ids, even if they have left."""
    return tuple(roster.list_people(ctx.db, ids, include_left=True))
