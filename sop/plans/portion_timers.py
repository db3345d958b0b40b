"""Goes on with a plan that speaks to more members than one transaction takes."""

from __future__ import annotations

from handlers.kit import Context, Feature, HandlerResult
from sop.plans.gate import blocked_by
from sop.plans.portions import NAME, Portion, go_on_with
from sop.plans.sections import plans_of
from storage.sop import plan_states

feature = Feature(NAME, title="分批发送")


@feature.on_timer(Portion)
def go_on(portion: Portion, ctx: Context) -> HandlerResult:
    """Speak to a portion, unless the plan has changed since, or was paused."""
    plan = next((plan for plan in plans_of(ctx.group) if plan.name == portion.plan), None)
    if plan is None or plan.version != portion.version:
        return None
    if blocked_by(ctx.db, ctx.group, plan, plan_states.list_paused(ctx.db, ctx.group.id)):
        return None
    return go_on_with(ctx, portion, plan.placeholders(ctx.group, portion.at))
