"""The bot's long connections: whether they stand, and when nothing was heard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from handlers.kit import Feature, MemberContext, Message, Role
from storage.messages import lines
from storage.messages.lines import LineRecord

feature = Feature("connection", title="连接", topic="确认")

NONE = "这个群的机器人没有用长连接，没有断线这回事。"
UP = "「{channel}」连着，{since} 起。"
DOWN = "「{channel}」断着，{since} 起：{why}"
HEARD = "最后一次听到 {at}。"
ENCRYPTED = (
    "企业微信给我的是加密的用户 ID（wo 开头）：机器人不是超级管理员创建的，群主、管理员、@ 都会认不出人；"
    "请让超级管理员重新创建，或配置自建应用由我换算。"
)
GAPS = "这些时候的话没听到，要紧的请再说一次："
MOST = 5
RECENT = timedelta(days=7)
"""A name that was noticed longer ago has been mended since."""


@feature.command("连接", help="长连接断过没有，断线时的话没听到", role=Role.ADMIN, read_only=True)
def show_connections(message: Message, ctx: MemberContext) -> str:
    told = [line for channel in ctx.group.hear for line in _describe(channel, lines.load(ctx.db, channel), ctx)]
    return "\n".join(told) or NONE


def _describe(channel: str, record: LineRecord, ctx: MemberContext) -> Iterator[str]:
    if record.since:
        since = f"{ctx.local(record.since):%m-%d %H:%M:%S}"
        yield (UP if record.is_up else DOWN).format(channel=channel, since=since, why=record.refused)
    if record.heard_at:
        yield HEARD.format(at=f"{ctx.local(record.heard_at):%m-%d %H:%M:%S}")
    if record.gaps:
        yield GAPS
        for gap in reversed(record.gaps[-MOST:]):
            yield f"{ctx.local(gap.start):%m-%d %H:%M:%S} 到 {ctx.local(gap.end):%m-%d %H:%M:%S}"
    if record.encrypted_ids:
        yield ENCRYPTED
    if record.other_name_at and ctx.now - record.other_name_at < RECENT:
        yield record.other_name
