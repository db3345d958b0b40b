"""Red packets for members: sending, grabbing by word, button or phrase, what became of one's own, and the end."""

from __future__ import annotations

import re
from datetime import timedelta

from handlers.kit import (
    Capability,
    Context,
    Feature,
    MemberContext,
    Message,
    Pressed,
    Refusal,
    Reply,
    Role,
)
from handlers.kit.words import normalize, undress
from handlers.points import rules as point_rules
from handlers.points.by_hand import Confirmation, count_total, describe_alone, needed_for_total
from handlers.redpackets.grabs import try_grab
from handlers.redpackets.parsing import FOR_SOME, PHRASE, QUIZ, read_order
from handlers.redpackets.results import announcement, describe_result, get_packet_of_card
from handlers.redpackets.rules import Order, Rules
from handlers.redpackets.service import (
    FEATURE,
    SENT,
    PacketEnd,
    end_packet,
    get_named_packet,
    may_grab,
    open_packet,
)
from handlers.system.confirmation_requests import ask_confirmation
from storage.members import roster
from storage.points import limits
from storage.redpackets import packets
from storage.redpackets.packets import Packet
from storage.system.confirmation_requests import ConfirmationRequest

feature = Feature(FEATURE, Rules, title="红包")
feature.ledger_kind("packet", "发红包", undo_hint="没抢完的到时间自己退回，要补偿请用「加分」。")
feature.ledger_kind("grab", "抢红包", undo_hint="要收回请用「扣分」。")
feature.requires(Capability.PUSHES, "到时间没抢完的不会自己公布，积分照样退回。")
feature.requires(Capability.BUTTONS, "红包没有按钮，发「抢」来抢。")

NOT_OFFERED = "这个群由管理员发红包，看到了发「抢」就能抢～"
MOST_REACHED = "今天已经发了 {most} 个红包啦，明天再发吧～"
LIMIT_REACHED = "今天还能发 {left} 分的红包，多的明天再发吧～"
ALL_SENT = "今天的红包已经发满 {most} 分啦，明天再发吧～"
QUESTION = "替群里发 {points} 分的红包，{kind} {shares} 份"
NONE_OPEN = "现在没有可以抢的红包。"
NOT_TO_SELF = "这个红包你自己抢不了，别写自己，@ 要给的人就行～"
NO_NUMBER = "请写红包的编号，例如「抢 3」，或者直接发「抢」。"
LATE = timedelta(hours=1)
"""So long after the end of a packet a word to grab it is answered, even where nobody asked the bot."""


@feature.command(
    "发红包",
    "发拼手气红包",
    "发个红包",
    "包红包",
    "塞红包",
    help="用自己的积分发红包，手气决定谁抢到几分",
    usage="100 10 祝大家周末愉快",
)
def send_lucky(message: Message, ctx: MemberContext) -> str | Reply:
    return _send(message, ctx, lucky=True)


@feature.command("发普通红包", help="用自己的积分发红包，每份一样多", usage="100 10 祝大家周末愉快")
def send_equal(message: Message, ctx: MemberContext) -> str | Reply:
    return _send(message, ctx, lucky=False)


@feature.command("发口令红包", "口令红包", help="打出口令才抢得到的红包", usage="100 10 天天向上")
def send_with_phrase(message: Message, ctx: MemberContext) -> str | Reply:
    return _send(message, ctx, lucky=True, kind=PHRASE)


@feature.command(
    "发答题红包", "答题红包", help="答对才抢得到的红包（私聊我发）", usage="100 10 世界最高的山是哪座？ 珠峰"
)
def send_with_question(message: Message, ctx: MemberContext) -> str | Reply:
    return _send(message, ctx, lucky=True, kind=QUIZ)


@feature.command("发专属红包", "专属红包", help="只给一位或几位的红包", usage="10 1 @小红")
def send_to_some(message: Message, ctx: MemberContext) -> str | Reply:
    return _send(message, ctx, lucky=True, kind=FOR_SOME)


@feature.command(
    *("抢红包", "抢", "拆红包", "领红包", "收红包", "开红包", "我要红包"),
    help="抢最新的红包；带编号抢那一个",
    usage="3",
)
def grab(message: Message, ctx: MemberContext) -> Reply | None:
    packet = get_named_packet(ctx, NO_NUMBER) if ctx.args else _find_newest(message, ctx)
    return try_grab(message, ctx, packet) if packet else None


@feature.listen
def grab_by_talk(message: Message, ctx: MemberContext) -> Reply | None:
    """Take 我抢 and 抢一个 for 抢 where a packet is waiting; otherwise they are talk."""
    text = undress(normalize(message.text)) if len(message.text) <= LONGEST_TALK else ""
    if not _GRABS.fullmatch(text):
        return None
    open_packets = packets.list_open(ctx.db, ctx.group.id, ctx.now)
    packet = next((packet for packet in open_packets if not packet.phrase and may_grab(ctx, packet)), None)
    return try_grab(message, ctx, packet) if packet else None


@feature.claim
def claims_grab(text: str) -> bool:
    return _GRABS.fullmatch(undress(normalize(text))) is not None


_GRABS = re.compile("(?:我|来|快|要|也|先|开|大家){0,3}抢{1,6}(?:一个|个|一下|啦|咯|喽|呀|了|红包){0,2}")
LONGEST_TALK = 16
"""Characters of what may be another word for grabbing, with signs around it."""


@feature.on(Pressed)
def grab_by_button(event: Pressed, ctx: MemberContext) -> Reply | None:
    """Answer with the card again: where the platform can, it changes for whoever pressed it and for nobody else."""
    packet = get_packet_of_card(ctx, event.card)
    return try_grab(event, ctx, packet) if packet else None


@feature.on_timer(PacketEnd)
def end_at_its_time(end: PacketEnd, ctx: Context) -> Reply | None:
    packet = packets.get(ctx.db, end.packet)
    ended = end_packet(ctx, packet) if packet else None
    return describe_result(ctx, ended) if ended and Capability.PUSHES in ctx.capabilities else None


@feature.on_confirmed(Order)
def carry_out(order: Order, request: ConfirmationRequest, ctx: MemberContext) -> Reply:
    """Send a packet of the group's points once it is confirmed."""
    if not request.second:
        count_total(ctx, "grant", order.points)
    sender = roster.get_by_user(ctx.db, ctx.group.id, request.proposer)
    by = request.proposer + (f" + {ctx.member.user_id}" if request.second else "")
    return _announce(ctx, open_packet(ctx, order, sender=sender, by=by))


def _send(message: Message, ctx: MemberContext, *, lucky: bool, kind: str = "") -> str | Reply:
    if ctx.role >= Role.ADMIN:
        most = ctx.rules(point_rules.Rules).most
        return _send_for_group(message, ctx, read_order(message, ctx, most, lucky=lucky, kind=kind))
    rules = ctx.rules(Rules)
    if not rules.most:
        raise Refusal(NOT_OFFERED)
    order = read_order(message, ctx, rules.points, lucky=lucky, kind=kind)
    if order.question and ctx.member.id in order.receivers:
        raise Refusal(NOT_TO_SELF)
    left = limits.left_today(ctx.db, ctx.member, FEATURE, ctx.today, rules.points)
    if order.points > left:
        raise Refusal(LIMIT_REACHED.format(left=left) if left else ALL_SENT.format(most=rules.points))
    if not limits.use_allowance(ctx.db, ctx.member, SENT, ctx.today, 1, rules.most).given:
        raise Refusal(MOST_REACHED.format(most=rules.most))
    limits.use_allowance(ctx.db, ctx.member, FEATURE, ctx.today, order.points, rules.points)
    return _announce(ctx, open_packet(ctx, order, sender=ctx.member, own=True))


def _send_for_group(message: Message, ctx: MemberContext, order: Order) -> str | Reply:
    """Send a packet of the group's points, or ask for the confirmation that so many of them need."""
    if ctx.member.id in order.receivers:
        raise Refusal(NOT_TO_SELF)
    needed = needed_for_total(ctx, "grant", order.points)
    if needed is not Confirmation.NOBODY:
        question = QUESTION.format(points=order.points, kind=order.kind, shares=order.shares)
        favoured = [member.user_id for member_id in order.receivers if (member := roster.get(ctx.db, member_id))]
        second = needed is Confirmation.SECOND
        return ask_confirmation(ctx, feature, order, question, second=second, about=favoured) + describe_alone(ctx)
    count_total(ctx, "grant", order.points)
    ctx.record(ctx.typed)
    return _announce(ctx, open_packet(ctx, order, sender=ctx.member, by=ctx.member.user_id))


def _announce(ctx: MemberContext, packet: Packet) -> Reply:
    """Return the announcement; of a packet sent or confirmed in private, post it in the group, too."""
    answer = announcement(ctx, packet)
    if ctx.choices and Capability.PUSHES in ctx.capabilities:
        ctx.post(f"redpacket:{packet.id}", answer)
    return answer


def _find_newest(message: Message, ctx: MemberContext) -> Packet | None:
    """Return the newest packet that waits for the acting member, those without a phrase first, else the last one.

    None where that is long over and 抢 is only talk; raises Refusal where somebody asks the bot for what is not there.
    """
    open_packets = packets.list_open(ctx.db, ctx.group.id, ctx.now)
    open_packets.sort(key=lambda packet: bool(packet.phrase))
    waiting = next((packet for packet in open_packets if may_grab(ctx, packet)), None)
    if waiting:
        return waiting
    newest = packets.get_newest(ctx.db, ctx.group.id)
    if newest and ctx.now < (newest.ended_at or newest.ends_at) + LATE:
        return newest
    if message.addressed:
        raise Refusal(NONE_OPEN)
    return None
