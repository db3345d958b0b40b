"""What went out when, what became of it, and who spoke up after it."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message, Role
from handlers.staff.broadcast_words import describe
from sop.plans.lookup import find_plan
from sop.plans.outcomes import outcome
from storage.messages import customer_broadcasts
from storage.sop import runs

feature = Feature("sop_records", title="发送记录", topic="定时")

LINES = 10
BROADCASTS = 3
NOTHING = "还没有发过定时消息。"
HEAD = "最近的定时消息："


@feature.command("SOP 记录", help="什么时候发了什么、效果怎样", usage="早安", role=Role.ADMIN, read_only=True)
def show_record(_: Message, ctx: MemberContext) -> str:
    plan = find_plan(ctx, "SOP 记录").name if ctx.args else None
    records = runs.list_latest(ctx.db, ctx.group.id, LINES, plan)
    broadcasts = [] if plan else customer_broadcasts.list_latest(ctx.db, ctx.group.id, BROADCASTS)
    lines = [*(outcome(ctx, record) for record in records), *(describe(ctx, broadcast) for broadcast in broadcasts)]
    return "\n".join([HEAD, *lines]) if lines else NOTHING
