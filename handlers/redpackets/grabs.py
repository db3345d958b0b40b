"""Giving shares to whoever grabs them, and what is said to that."""

from __future__ import annotations

from handlers.kit import Capability, Event, MemberContext, Message, Refusal, Reply, reply
from handlers.mall.next_reward import describe_progress
from handlers.redpackets.results import ANSWER_WORD, describe_result, packet_card
from handlers.redpackets.service import Grab, grab_share
from handlers.text.hearing import describe_way
from storage.redpackets.packets import Packet, State

GRABBED = "🧧 {name} 抢到 {number} 号红包的 {points} 分，现有 {balance} 分。"
GRABBED_IN_PRIVATE = "🧧 {name} 抢到 {number} 号红包的 {points} 分。"
NEEDS_PHRASE = "{number} 号是口令红包，把口令打出来就抢到了：{phrase}"
NEEDS_ANSWER = "{number} 号是答题红包，答对了才抢到：{question}"


def try_grab(event: Event, ctx: MemberContext, packet: Packet) -> Reply:
    """Give a share to who grabs; raises Refusal where a phrase or an answer is needed for it."""
    if packet.question and packet.is_open(ctx.now):
        told = NEEDS_ANSWER.format(number=packet.number, question=packet.question)
        raise Refusal(told + describe_way(ctx, ANSWER_WORD))
    if packet.phrase and packet.is_open(ctx.now):
        told = NEEDS_PHRASE.format(number=packet.number, phrase=packet.phrase)
        raise Refusal(told + describe_way(ctx, packet.phrase, packet.phrase))
    return give(event, ctx, packet)


def give(event: Event, ctx: MemberContext, packet: Packet) -> Reply:
    """Return the answer to a grab, and with the last share the result: in the answer, or where the group sees it.

    Where somebody grabs in private with a phrase or an answer, the group hears of it.
    """
    grab = grab_share(ctx, packet)
    text = _confirm(ctx, grab)
    is_seen = isinstance(event, Message) and event.chat is not None
    answer = reply(text) if isinstance(event, Message) else reply(packet_card(ctx, packet, text))
    if grab.packet.state is not State.EMPTY:
        if packet.phrase and not is_seen and Capability.PUSHES in ctx.capabilities:
            told = GRABBED_IN_PRIVATE.format(name=ctx.member.name, number=packet.number, points=grab.share.points)
            ctx.post(f"{ctx.key}:grab", reply(told))
        return answer
    result = describe_result(ctx, grab.packet)
    if is_seen or Capability.PUSHES not in ctx.capabilities:
        return (*answer, *reply("\n"), *result)
    ctx.post(f"redpacket:{packet.id}:end", result)
    return answer


def _confirm(ctx: MemberContext, grab: Grab) -> str:
    points, balance = grab.share.points, grab.balance
    text = GRABBED.format(name=ctx.member.name, number=grab.packet.number, points=points, balance=balance)
    return text + describe_progress(ctx, ctx.member, points, balance)
