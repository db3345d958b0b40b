"""Whom a sign-up is for: the one who types, or those whom staff name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.kit import MemberContext, Message, Refusal, Role
from handlers.kit.naming import SIGNS, read_name
from handlers.staff.directory import skip_separator
from handlers.text.people import split_member
from storage.events.events import Event
from storage.members.roster import Member

NOT_FOR_OTHERS = "请 TA 自己发「报名 {number}」，或者发「报名 {number} +1」带上 TA。"


def list_whom(message: Message, ctx: MemberContext, event: Event, words: str) -> Iterator[tuple[Member, str]]:
    """Yield who is meant and what is said of them, @小红 +1 @小花 素食; without a name it is the one who types.

    Only staff may name others; raises Refusal.
    """
    named = read_name(ctx, message, words) if words else None
    is_other = named and named.members and ctx.member not in named.members
    if not is_other and not words.startswith(SIGNS):
        yield ctx.member, words
        return
    if ctx.role < Role.STAFF:
        raise Refusal(NOT_FOR_OTHERS.format(number=event.number))
    while words:
        member, rest = split_member(message, replace(ctx, args=words), f"{ctx.word} {event.number} @小明")
        end = min((place for sign in SIGNS if (place := rest.find(sign)) >= 0), default=len(rest))
        yield member, rest[:end].rstrip(" 、,，;；和" if end < len(rest) else " ")
        words = skip_separator(rest[end:])
