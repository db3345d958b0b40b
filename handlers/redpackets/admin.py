"""Red packets of the group's own points: by the timetable, and what each of them did."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from pydantic import Field, model_validator

from handlers.kit import Context, Feature, MemberContext, Message, Reply, Role, Section
from handlers.redpackets.parsing import read_words
from handlers.redpackets.results import announcement, sender_name
from handlers.redpackets.rules import (
    LONGEST_WORDS,
    LUCKY,
    MOST_POINTS,
    MOST_SHARES,
    WORDS,
    Kind,
    Order,
    validate_shares,
)
from handlers.redpackets.service import open_packet
from storage.redpackets import packets, shares
from storage.redpackets.packets import Packet

feature = Feature("redpacket_desk", title="群红包", topic="红包")

NONE = "还没有发过群里的红包。"
HEAD = "群里出的红包（最近 {count} 个）："
LINE = "{number} 号 {at:%m-%d %H:%M} {why}：{points} 分 {shares} 份，{people} 人抢了 {grabbed} 分{woken}"
WOKEN = "，其中 {people} 人之前一周没说话"
AFTER = "{occasion}（{reason}）"
PLANNED = "定时"
SHOWN = 10
WEEK = timedelta(days=7)


class Params(Section):
    """红包：到时间自己发一个红包，积分由群里出"""

    points: int = Field(ge=1, le=MOST_POINTS, description="一共几分", examples=[100])
    shares: int = Field(ge=1, le=MOST_SHARES, description="分几份", examples=[20])
    kind: Kind = Field(LUCKY, description="拼手气，或者每份一样多的普通红包")
    words: str = Field(WORDS, min_length=1, max_length=LONGEST_WORDS, description="说什么")

    @model_validator(mode="after")
    def _can_be_split(self) -> Self:
        validate_shares(self.points, self.shares, lucky=self.kind == LUCKY)
        return self


@feature.action("红包", Params)
def send_planned(params: Params, ctx: Context) -> Reply:
    """Send a packet by the timetable; raises Refusal where the budget is too small, and the moment is recorded so."""
    order = Order(
        points=params.points, shares=params.shares, lucky=params.kind == LUCKY, words=read_words(params.words)
    )
    return announcement(ctx, open_packet(ctx, order))


@feature.command("红包记录", help="群里出的红包：为什么发、多少人抢、叫醒了几位", role=Role.ADMIN, read_only=True)
def show_record(message: Message, ctx: MemberContext) -> str:
    latest = packets.list_of_group(ctx.db, ctx.group.id, SHOWN)
    if not latest:
        return NONE
    return "\n".join([HEAD.format(count=len(latest)), *(_describe(ctx, packet) for packet in latest)])


def _describe(ctx: MemberContext, packet: Packet) -> str:
    """Return why a packet came, how many grabbed of it, and how many of those had been silent for a week before."""
    opened = ctx.local(packet.opened_at)
    grabbed = shares.list_grabbed(ctx.db, packet)
    woken = shares.count_woken(ctx.db, packet, opened.date() - WEEK, opened.date(), packet.opened_at - WEEK)
    return LINE.format(
        number=packet.number,
        at=opened,
        why=_why(ctx, packet),
        points=packet.points,
        shares=packet.shares,
        people=len(grabbed),
        grabbed=sum(share.points for share in grabbed),
        woken=WOKEN.format(people=woken) if woken else "",
    )


def _why(ctx: MemberContext, packet: Packet) -> str:
    if packet.occasion:
        return AFTER.format(occasion=packet.occasion, reason=packet.reason)
    return sender_name(ctx, packet) if packet.sender_id else PLANNED
