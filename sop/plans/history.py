"""What went out when, what became of it, and who spoke up after it."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message, Role
from sop.plans.lookup import find_plan
from sop.plans.outcomes import outcome
from storage.sop import runs

feature = Feature("sop_records", title="发送记录", topic="定时")

LINES = 10
NOTHING = "还没有发过定时消息。"
HEAD = "最近的定时消息："


@feature.command("SOP 记录", help="什么时候发了什么、效果怎样", usage="早安", role=Role.ADMIN, read_only=True)
def show_record(_: Message, ctx: MemberContext) -> str:
    plan = find_plan(ctx, "SOP 记录").name if ctx.args else None
    records = runs.list_latest(ctx.db, ctx.group.id, LINES, plan)
    return "\n".join([HEAD, *(outcome(ctx, record) for record in records)]) if records else NOTHING
