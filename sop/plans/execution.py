"""What a plan says at a moment: its own words and picture, or what its action says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from handlers.kit import Context, Document, HandlerResult, MemberContext, Occasion, Part, Picture, Query, follow_up
from handlers.kit.declarations import Prepared
from handlers.segments.matching import select
from handlers.segments.standing import facts_for
from handlers.text.mentions import fill_to_all, is_to_all
from sop.plans.links import news
from sop.plans.plan import Plan
from sop.plans.portions import speak_in_portions
from storage.db import Db
from storage.members.audience import Facts
from storage.messages import files
from storage.sop import runs

Act = Callable[[], HandlerResult]
"""Does what a plan asks for, and returns what it says."""
EMPHASIS = Occasion("强调", "一条定时消息 @所有人")


def act(plan: Plan, ctx: Context) -> HandlerResult | Prepared:
    """Do what the plan asks for, as of the ctx's moment. Words of a pool come in turn, one for each time.

    Whom it speaks to may take a while to find out: that much only reads.
    """
    if plan.do is not None:
        return ctx.registry.actions[plan.do].run(plan.params, ctx)
    turn = runs.count_done(ctx.db, ctx.group.id, plan.name, ctx.now) if len(plan.say) > 1 else 0
    words, filled_in = plan.say[turn % len(plan.say)], plan.placeholders(ctx.group, ctx.now)
    if plan.whom:
        ids = [facts.member.id for facts in audience_of(plan, ctx)]
        return Prepared(lambda writing: speak_in_portions(writing, plan, ids, words, filled_in))
    if is_to_all(words):
        follow_up(ctx, EMPHASIS, plan.name, key=ctx.key)
    return (*fill_to_all(words, filled_in), *_besides(plan, ctx))


def carry_out(
    plan: Plan, ctx: MemberContext, finish: Callable[[MemberContext, Act], HandlerResult]
) -> HandlerResult | Query:
    """Do what a plan asks for where it is written; what takes long to find out is found on a reading connection."""
    if not _only_looks_first(plan, ctx):
        return finish(ctx, lambda: _complete(act(plan, ctx), ctx))

    def look(db: Db) -> Prepared:
        found = act(plan, replace(ctx, db=db))
        return Prepared(lambda writing: finish(writing, lambda: _complete(found, writing)))

    return Query(look)


def _complete(found: HandlerResult | Prepared, ctx: MemberContext) -> HandlerResult:
    return found.run(ctx) if isinstance(found, Prepared) else found


def _only_looks_first(plan: Plan, ctx: Context) -> bool:
    """Return whether `act` may be asked on a reading connection: whom it speaks to, or what its action tells."""
    return plan.whom is not None or (plan.do is not None and ctx.registry.actions[plan.do].read_only)


def _besides(plan: Plan, ctx: Context) -> Iterator[Part]:
    """Yield what goes with the words."""
    if plan.picture:
        yield Picture(digest=files.save(ctx.db, plan.picture.read_bytes(), ctx.now))
    if plan.file:
        yield Document(digest=files.save(ctx.db, plan.file.read_bytes(), ctx.now), name=plan.file.name)
    if plan.link:
        yield news(plan.link)


def audience_of(plan: Plan, ctx: Context) -> list[Facts]:
    """Return the members that a plan speaks to at the ctx's moment; empty where it speaks to the whole group.

    Looks at everybody: for reading connections.
    """
    if plan.whom is None:
        return []
    return select(plan.whom, facts_for(ctx, [plan.whom]), ctx.today, ctx.group)
