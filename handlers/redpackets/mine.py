"""我的红包: what a member grabbed and sent, and what is waiting for them."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message
from handlers.redpackets.results import sender_name
from handlers.redpackets.service import may_grab
from storage.redpackets import packets, shares

feature = Feature("redpacket_mine", title="我的红包", topic="红包")

MINE = "🧧 {name} 的红包\n抢到 {packets} 个，共 {points} 分{best}\n发出 {sent} 个，共 {total} 分，被抢走 {grabbed} 分"
BEST_TIMES = "，手气最佳 {times} 次"
OPEN = "还能抢的："
OPEN_LINE = "{number} 号，{who}发的，剩 {left} 份"


@feature.command("我的红包", help="抢到的、发出的，还有哪些能抢", read_only=True)
def show_mine(message: Message, ctx: MemberContext) -> str:
    received, sent = shares.sum_received(ctx.db, ctx.member), shares.sum_sent(ctx.db, ctx.member)
    times = shares.count_best(ctx.db, ctx.member)
    mine = MINE.format(
        name=ctx.member.name,
        packets=received.packets,
        points=received.points,
        best=BEST_TIMES.format(times=times) if times else "",
        sent=sent.packets,
        total=sent.points,
        grabbed=sent.grabbed,
    )
    waiting = [packet for packet in packets.list_open(ctx.db, ctx.group.id, ctx.now) if may_grab(ctx, packet)]
    lines = [
        OPEN_LINE.format(
            number=packet.number,
            who=sender_name(ctx, packet),
            left=packet.shares - len(shares.list_grabbed(ctx.db, packet)),
        )
        for packet in waiting
    ]
    return "\n".join([mine, *([OPEN, *lines] if lines else [])])
