"""Speaking to some members: in messages of a fitting size, not to those who opted out, and not too often a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import Field

from handlers.kit import Context, Reply, Section, reply
from handlers.text.people import mention
from storage.members import audience
from storage.members.roster import Member
from storage.points import limits

MOST_BYTES = 1800
"""Bytes of one message in UTF-8; WeCom's robots take 2048."""
MENTION_BYTES = 4
"""Bytes around a mention."""
ALLOWANCE = "touch"
"""Under this name the day's allowance is counted."""


class Rules(Section):
    """提醒成员"""

    most: int = Field(3, ge=1, le=100, description="定时消息一天最多 @ 同一个人几次")
    lot: int = Field(20, ge=1, le=50, description="一条消息最多 @ 几个人")


def mention_in_batches(ctx: Context, members: Iterable[Member], words: str, before: str = "") -> Reply | None:
    """Says something to these members; all messages but the last are posted, and the last one is returned.

    `before` is said in front of their names. None where nobody is left who may be spoken to.
    """
    rules = ctx.rules(Rules)
    alone = audience.opted_out(ctx.db, ctx.group.id)
    meant = [one for one in members if one.id not in alone and _use_allowance(ctx, one, rules.most)]
    opening = [before] if before else []
    room = MOST_BYTES - len(words.encode()) - len(before.encode())
    replies = [reply(*opening, *(mention(one) for one in lot), words) for lot in batches(meant, rules.lot, room)]
    for number, said in enumerate(replies[:-1], 1):
        ctx.post(f"{ctx.key}:{number}", said)
    return replies[-1] if replies else None


def batches(members: Iterable[Member], most: int, room: int) -> Iterator[list[Member]]:
    """The members in order, at most so many at a time, and with names and ids of at most `room` bytes (one always)."""
    lot: list[Member] = []
    left = room
    for member in members:
        size = len(member.user_id.encode()) + len(member.name.encode()) + MENTION_BYTES
        if lot and (len(lot) == most or size > left):
            yield lot
            lot, left = [], room
        lot.append(member)
        left -= size
    if lot:
        yield lot


def _use_allowance(ctx: Context, member: Member, most: int) -> bool:
    return bool(limits.use_allowance(ctx.db, member, ALLOWANCE, ctx.today, 1, most).given)
