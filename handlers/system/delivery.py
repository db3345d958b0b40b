"""Messages that did not arrive, or may not have: an admin decides, the bot never repeats a broadcast by itself."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message, Refusal, Role
from handlers.kit.reply import load, plain
from handlers.text.numbers import read_whole_number
from storage.messages import undelivered
from storage.messages.outbox import State

feature = Feature("delivery", title="发送")

STATES = {State.DOUBTFUL: "不确定是否送达", State.REFUSED: "没有送达", State.EXPIRED: "过时未发"}
NONE = "没有需要处理的消息，都送到了。"
HEAD = "这些消息需要你决定（重发 编号 / 忽略 编号）："
AGAIN = "好的，{number} 号消息重新发送。"
IGNORED = "好的，{number} 号消息不再处理。"
UNKNOWN = "没有待处理的 {number} 号消息，发「重发」看清单。"
SHOWN = 10
HIGHEST = 2**31 - 1


@feature.command("重发", help="列出没送到的消息；带编号就再发一次", usage="编号", role=Role.ADMIN)
def resend(message: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        return _list_failed(ctx)
    number = read_whole_number(ctx.args, 1, HIGHEST)
    if not undelivered.resend(ctx.db, ctx.group.id, number, ctx.now):
        raise Refusal(UNKNOWN.format(number=number))
    return AGAIN.format(number=number)


@feature.command("忽略", help="不再处理一条没送到的消息", usage="编号", role=Role.ADMIN)
def ignore(message: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        return _list_failed(ctx)
    number = read_whole_number(ctx.args, 1, HIGHEST)
    if not undelivered.ignore(ctx.db, ctx.group.id, number):
        raise Refusal(UNKNOWN.format(number=number))
    return IGNORED.format(number=number)


def _list_failed(ctx: MemberContext) -> str:
    messages = undelivered.list_failed(ctx.db, ctx.group.id, SHOWN)
    if not messages:
        return NONE
    lines = [
        f"{failed.id}. {ctx.local(failed.at):%m-%d %H:%M} {STATES[failed.state]}：{plain(load(failed.reply))[:30]}"
        + (f"（{failed.note}）" if failed.note else "")
        for failed in messages
    ]
    return "\n".join([HEAD, *lines])
