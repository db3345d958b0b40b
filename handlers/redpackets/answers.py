"""Phrases and answers that grab a share of a packet, and what is said to those that do not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from handlers.kit import Capability, Feature, MemberContext, Message, Reply, reply
from handlers.kit.declarations import Command
from handlers.kit.private_answers import marked_answer
from handlers.redpackets.grabs import give
from handlers.redpackets.parsing import phrase_key, typed_key
from handlers.redpackets.service import may_grab
from handlers.text.answers import guesses_in, is_right
from storage.redpackets import packets, shares
from storage.redpackets.packets import Packet

WRONG = "不对，再想想～"
LONGEST_TYPED = 60
"""Characters of what may be a phrase, with spaces and signs around it."""
LATE_PHRASE = timedelta(minutes=2)
"""So long after its share, or the end of the packet, a phrase is answered: afterwards it is talk."""

feature = Feature("redpacket_answers", title="口令和答题红包", topic="红包")
feature.requires(Capability.PUSHES, "答题红包发不了，口令红包可以。")
feature.requires(Capability.HEARS_ALL, "口令和答案要 @我 说才抢得到，或者私聊我。")


@feature.guard
def grab_before_others(message: Message, command: Command | None, ctx: MemberContext) -> Reply | None:
    """Give a share for a phrase or an answer before a game takes it: 50 may be both, and a share is had once."""
    if command or message.pictures:
        return None
    packet = next((packet for packet in _find_meant(message, ctx) if _is_waiting(ctx, packet)), None)
    return give(message, ctx, packet) if packet else None


@feature.listen
def tell_late(message: Message, ctx: MemberContext) -> Reply | None:
    """Say why there is no share for a phrase or an answer, and to whom answers in private that theirs is wrong.

    To who has grabbed one a while ago, the same words are talk again unless they are said to the bot: 早上好.
    """
    packet = next(_find_meant(message, ctx), None)
    if packet:
        grabbed = shares.get(ctx.db, packet, ctx.member)
        is_talk = grabbed and grabbed.at < ctx.now - LATE_PHRASE and message.chat is not None and not message.addressed
        return None if is_talk else give(message, ctx, packet)
    is_wrong = message.chat is None and marked_answer(message.text) and any(_list_asked(ctx))
    return reply(WRONG) if is_wrong else None


def _list_asked(ctx: MemberContext) -> Iterator[Packet]:
    """Yield the packets with a question that wait for an answer of the acting member."""
    for packet in packets.list_open(ctx.db, ctx.group.id, ctx.now):
        if packet.question and may_grab(ctx, packet):
            yield packet


def _find_meant(message: Message, ctx: MemberContext) -> Iterator[Packet]:
    """Yield the packets whose phrase somebody types, or whose question they answer."""
    typed = typed_key(message.text) if len(message.text) <= LONGEST_TYPED else ""
    heard = packets.list_with_phrase(ctx.db, ctx.group.id, ctx.now, ctx.now - LATE_PHRASE) if typed else []
    forms = guesses_in(message.text) if heard else ()
    for packet in heard:
        if typed in map(phrase_key, packet.phrases) or (packet.question and is_right(forms, packet.phrases)):
            yield packet


def _is_waiting(ctx: MemberContext, packet: Packet) -> bool:
    """Return whether a share of a packet waits for the acting member."""
    return packet.is_open(ctx.now) and may_grab(ctx, packet)
