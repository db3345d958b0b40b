"""红包记录: why each of the group's packets came, who grabbed, and whom it woke, against the same hours before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from handlers.kit import Feature, MemberContext, Message, Role
from handlers.redpackets.missed import list_missed
from handlers.redpackets.results import sender_name
from storage.redpackets import effects, packets, shares
from storage.redpackets.effects import Hours
from storage.redpackets.packets import Packet

NONE = "还没有发过群里的红包。"
HEAD = "群里出的红包（最近 {count} 个）："
LINE = "{number} 号 {at:%m-%d %H:%M} {why}：{points} 分 {shares} 份，{people} 人抢了 {grabbed} 分{withdrawn}{woken}"
WOKEN = "，两小时内来了 {people} 位一周没出现的{how}，前四周同一时段平均 {before} 位"
GRABBED, SPOKE, CHECKED_IN = "抢 {people}", "说话 {people}", "签到 {people}"
NOBODY = "，两小时内没有一周没出现的人来，前四周同一时段平均 {before} 位"
AFTER = "{occasion}（{reason}）"
HEAD_MISSED = "该自己发、没发成的（最近几个）："
WITHDRAWN = "，收回了"
PLANNED = "定时"
SHOWN = 10
WEEK, ONE_HOUR = timedelta(days=7), timedelta(hours=1)
SPAN = timedelta(hours=2)
WEEKS = 4

feature = Feature("redpacket_report", title="红包记录", topic="红包")


@feature.command("红包记录", help="群里出的红包：为什么发、多少人抢、叫醒了几位", role=Role.ADMIN, read_only=True)
def show_record(message: Message, ctx: MemberContext) -> str:
    latest = packets.list_of_group(ctx.db, ctx.group.id, SHOWN)
    lines = [HEAD.format(count=len(latest)), *(_describe(ctx, packet) for packet in latest)] if latest else []
    missed = list_missed(ctx)
    return "\n".join([*(lines or [NONE]), *([HEAD_MISSED, *missed] if missed else [])])


def _describe(ctx: MemberContext, packet: Packet) -> str:
    grabbed = shares.list_grabbed(ctx.db, packet)
    return LINE.format(
        number=packet.number,
        at=ctx.local(packet.opened_at),
        why=_why(ctx, packet),
        points=packet.points,
        shares=packet.shares,
        people=len({share.member for share in grabbed}),
        grabbed=sum(share.points for share in grabbed),
        withdrawn=WITHDRAWN if packet.is_withdrawn else "",
        woken=_describe_woken(ctx, packet),
    )


def _describe_woken(ctx: MemberContext, packet: Packet) -> str:
    """Return how many silent members came within two hours, how, and how many did in the same hours of weeks before."""
    opened = ctx.local(packet.opened_at)
    # Who sends a packet or asks for this does not come back because of it.
    without = {ctx.member.id, *({packet.sender_id} if packet.sender_id else ())}
    until, hours = packet.opened_at + SPAN, hours_of(opened)
    woken = effects.count_woken(ctx.db, packet, opened.date(), hours, until, without=without)
    weeks = [opened - WEEK * ago for ago in range(1, WEEKS + 1)]
    returned = (
        effects.count_returned(ctx.db, packet.group_id, at.date(), hours_of(at), without=without) for at in weeks
    )
    before = sum(returned) / WEEKS
    if not woken.people:
        return NOBODY.format(before=_average(before)) if before else ""
    ways = ((GRABBED, woken.grabbed), (SPOKE, woken.spoke), (CHECKED_IN, woken.checked_in))
    how = "、".join(way.format(people=people) for way, people in ways if people)
    return WOKEN.format(people=woken.people, how=how and f"（{how}）", before=_average(before))


def hours_of(opened: datetime) -> list[Hours]:
    """Return the local hours that the two hours from a local moment on touch, for each of the days they are on.

    What was said is on record by the hour: what was said in the first one before the packet counts, as it does weeks
    before.
    """
    by_day: dict[date, int] = {}
    for at in _hours(opened):
        by_day[at.date()] = by_day.get(at.date(), 0) | 1 << at.hour
    return [Hours(day, mask) for day, mask in by_day.items()]


def _hours(opened: datetime) -> Iterator[datetime]:
    at = opened.replace(minute=0, second=0, microsecond=0)
    while at < opened + SPAN:
        yield at
        at += ONE_HOUR


def _average(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _why(ctx: MemberContext, packet: Packet) -> str:
    if packet.occasion:
        return AFTER.format(occasion=packet.occasion, reason=packet.reason)
    return sender_name(ctx, packet) if packet.sender_id else PLANNED
