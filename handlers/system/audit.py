"""The record of what staff and admins did, for every command that a plain member may not use."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message, Role
from handlers.text.numbers import read_whole_number
from storage.system import audit

feature = Feature("audit", title="操作记录", topic="确认")

NOTHING = "还没有管理操作。"
HEAD = "最近的管理操作："
LINES, MOST = 10, 50


@feature.command("操作记录", help="谁做过哪些管理操作", usage="条数", role=Role.ADMIN, read_only=True)
def show_acts(message: Message, ctx: MemberContext) -> str:
    wanted = read_whole_number(ctx.args, 1, MOST) if ctx.args else LINES
    acts = audit.latest(ctx.db, ctx.group.id, wanted)
    if not acts:
        return NOTHING
    return "\n".join(
        [HEAD, *(f"{ctx.local(entry.at):%m-%d %H:%M} {entry.role} {entry.actor}：{entry.act}" for entry in acts)]
    )
