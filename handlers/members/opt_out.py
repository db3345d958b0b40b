"""Members who do not want to be mentioned by what the timetable says."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message
from handlers.members.mentions import Rules
from storage.members import audience

feature = Feature("reminding", Rules, title="提醒")

OUT = "好的，以后的提醒不再 @ 你。想恢复就发「恢复提醒」。"
WAS_OUT = "已经不会 @ 你了，想恢复就发「恢复提醒」。"
IN = "好的，以后的提醒会 @ 你。"
WAS_IN = "本来就会 @ 你，不想要就发「退订提醒」。"


@feature.command("退订提醒", "不要提醒我", help="以后的定时提醒不再 @ 我")
def stop(message: Message, ctx: MemberContext) -> str:
    return OUT if audience.opt_out(ctx.db, ctx.member, ctx.now) else WAS_OUT


@feature.command("恢复提醒", help="以后的定时提醒再 @ 我")
def start(message: Message, ctx: MemberContext) -> str:
    return IN if audience.opt_in(ctx.db, ctx.member) else WAS_IN
