"""取消红包: who sent a packet takes back what is left of it; staff may, too."""

from __future__ import annotations

from handlers.kit import Feature, MemberContext, Message, Refusal, Reply, Role
from handlers.redpackets.results import describe_result, sender_name
from handlers.redpackets.service import EMPTY, FEATURE, OVER, SENT, WITHDRAWN, get_named_packet, withdraw_packet
from storage.members import roster
from storage.points import limits
from storage.redpackets import packets, shares
from storage.redpackets.packets import Packet, State

feature = Feature("redpacket_withdrawal", title="取消红包", topic="红包")

WORD = "取消红包"
NO_NUMBER = "取消哪个红包？请写编号，例如：取消红包 3。"
NONE_OPEN = "没有可以取消的红包，都抢完了或者到时间了。"
WHICH = "有 {count} 个红包还开着，取消哪个？例如：取消红包 {number}\n{lines}"
LINE = "{number} 号，{who}发的，剩 {left} 份"
NOT_YOURS = "{number} 号红包是 {who} 发的，要取消请 TA 或者员工来发「取消红包 {number}」～"


@feature.command(
    WORD, "收回红包", "撤回红包", "撤销红包", "停止红包", help="收回自己发的红包，没抢的退回", usage="3", in_group=True
)
def withdraw(message: Message, ctx: MemberContext) -> Reply:
    """Take a packet back; shares that were grabbed are kept. What was not counts for the day's limit no more."""
    packet = get_named_packet(ctx, NO_NUMBER) if ctx.args else _find(ctx)
    if packet.state is State.EMPTY:
        raise Refusal(EMPTY.format(number=packet.number))
    if not _may_withdraw(ctx, packet):
        raise Refusal(NOT_YOURS.format(number=packet.number, who=sender_name(ctx, packet)))
    ended = withdraw_packet(ctx, packet) if packet.is_open(ctx.now) else None
    if ended is None:
        raise Refusal((WITHDRAWN if packet.is_withdrawn else OVER).format(number=packet.number))
    sender = roster.get(ctx.db, packet.sender_id, include_left=True) if packet.own and packet.sender_id else None
    if sender:
        day, grabbed = ctx.local(packet.opened_at).date(), shares.list_grabbed(ctx.db, packet)
        limits.give_back(ctx.db, sender, FEATURE, day, packet.points - sum(share.points for share in grabbed))
        if not grabbed:
            limits.give_back(ctx.db, sender, SENT, day, 1)
    if packet.sender_id != ctx.member.id:
        ctx.record(ctx.typed)
    return describe_result(ctx, ended)


def _may_withdraw(ctx: MemberContext, packet: Packet) -> bool:
    return packet.sender_id == ctx.member.id or ctx.role >= Role.STAFF


def _find(ctx: MemberContext) -> Packet:
    """Return the member's only open packet; raises Refusal, which for staff lists those of others by their numbers."""
    open_packets = packets.list_open(ctx.db, ctx.group.id, ctx.now)
    own = [packet for packet in open_packets if packet.sender_id == ctx.member.id]
    others = [packet for packet in open_packets if _may_withdraw(ctx, packet)]
    meant = own or others
    if not meant:
        raise Refusal(NONE_OPEN if ctx.role >= Role.STAFF or not open_packets else _of_others(ctx, open_packets[0]))
    if len(meant) > 1 or not own:
        lines = "\n".join(
            LINE.format(
                number=packet.number,
                who=sender_name(ctx, packet),
                left=packet.shares - len(shares.list_grabbed(ctx.db, packet)),
            )
            for packet in meant
        )
        raise Refusal(WHICH.format(count=len(meant), number=meant[0].number, lines=lines))
    return meant[0]


def _of_others(ctx: MemberContext, packet: Packet) -> str:
    return NOT_YOURS.format(number=packet.number, who=sender_name(ctx, packet))
