"""Opting out of mentions in messages of the timetable."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message
from handlers.text.mentions import Rules
from storage.members import opt_outs

feature = Feature("reminding", Rules, title="提醒", topic="其他")

OPTED_OUT = "好的，以后的提醒不再 @ 你。想恢复就发「恢复提醒」。"
ALREADY_OPTED_OUT = "已经不会 @ 你了，想恢复就发「恢复提醒」。"
OPTED_IN = "好的，以后的提醒会 @ 你。"
ALREADY_OPTED_IN = "本来就会 @ 你，不想要就发「退订提醒」。"


@feature.command("退订提醒", "不要提醒我", help="以后的定时提醒不再 @ 我")
def opt_out(message: Message, ctx: MemberContext) -> str:
    return OPTED_OUT if opt_outs.opt_out(ctx.db, ctx.member, ctx.now) else ALREADY_OPTED_OUT


@feature.command("恢复提醒", help="以后的定时提醒再 @ 我")
def opt_in(message: Message, ctx: MemberContext) -> str:
    return OPTED_IN if opt_outs.opt_in(ctx.db, ctx.member) else ALREADY_OPTED_IN
