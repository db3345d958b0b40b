"""What is said of a broadcast to a customer group."""

from __future__ import annotations

from handlers.kit import Context
from handlers.kit.words import truncate
from storage.messages.customer_broadcasts import CustomerBroadcast, State

LINE = "客户群群发 {at:%m-%d %H:%M}「{words}」：{state}"
STATES = {
    State.NEW: "正在建任务",
    State.ASKING: "正在建任务",
    State.WAITING: "等 {sender} 在企业微信里点确认",
    State.SENT: "发出去了",
    State.FAILED: "没有发：{note}",
    State.DOUBT: "不知道建成没有（{note}），请 {sender} 在群发助手里看看，不会再建",
    State.EXPIRED: "三天没有人确认，作废了",
}
SHOWN = 20
"""Letters of what was to be said."""


def describe(ctx: Context, broadcast: CustomerBroadcast) -> str:
    """Return one line about it."""
    words = truncate(broadcast.words.replace("\n", " "), SHOWN)
    state = STATES[broadcast.state].format(sender=broadcast.sender, note=broadcast.note)
    return LINE.format(at=ctx.local(broadcast.at), words=words, state=state)
