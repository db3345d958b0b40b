"""Mentioning several members: in messages of a fitting size, not to those who opted out, and not too often a day.

Everybody at once is mentioned by an owner's own words only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pydantic import Field

from handlers.kit import Context, Mention, Reply, Section, reply
from handlers.text.people import mention
from handlers.text.template import fill
from storage.members import opt_outs
from storage.members.roster import Member
from storage.points import limits

MOST_BYTES = 1800
"""Bytes of one message in UTF-8; WeCom's robots take 2048."""
MENTION_BYTES = 4
"""Bytes around a mention."""
ALLOWANCE = "touch"
"""Under this name the day's allowance is counted."""
EVERYBODY = Mention(user="", name="所有人", everybody=True)
_TO_ALL = re.compile(r"[@＠](?:所有人|全体成员|all(?![0-9A-Za-z_])) ?", re.IGNORECASE)


class Rules(Section):
    """提醒成员"""

    most: int = Field(3, ge=1, le=100, description="定时消息一天最多 @ 同一个人几次")
    lot: int = Field(20, ge=1, le=50, description="一条消息最多 @ 几个人")


def is_to_all(template: str) -> bool:
    """Return whether an owner's words mention everybody: @所有人, @all."""
    return _TO_ALL.search(template) is not None


def fill_to_all(template: str, values: Mapping[str, object]) -> Reply:
    """Return an owner's words filled in, with a mention that rings where they say @所有人.

    What is filled in may come from members, and never rings.
    """
    first, *rest = (fill(words, values) for words in _TO_ALL.split(template))
    parts = [first, *(part for words in rest for part in (EVERYBODY, words))]
    return reply(*(part for part in parts if part)) or reply("")


def mention_in_batches(ctx: Context, members: Iterable[Member], words: str, before: str = "") -> Reply | None:
    """Speak to those of these members who may be spoken to: post all messages but the last, and return the last one.

    `before` is said in front of their names. None where nobody is left who may be spoken to.
    """
    return mention_allowed(ctx, may_be_mentioned(ctx, members), words, before)


def mention_allowed(ctx: Context, members: Iterable[Member], words: str, before: str = "") -> Reply | None:
    """Speak like `mention_in_batches` to members of whom it is known that they may be spoken to."""
    rules = ctx.rules(Rules)
    opening = [before] if before else []
    room = MOST_BYTES - len(words.encode()) - len(before.encode())
    replies = [
        reply(*opening, *(mention(member) for member in batch), words) for batch in batches(members, rules.lot, room)
    ]
    for number, batch_reply in enumerate(replies[:-1], 1):
        ctx.post(f"{ctx.key}:{number}", batch_reply)
    return replies[-1] if replies else None


def may_be_mentioned(ctx: Context, members: Iterable[Member]) -> list[Member]:
    """Return those who have not opted out and were not mentioned too often today; counts one more mention of each."""
    most = ctx.rules(Rules).most
    opted_out = opt_outs.opted_out(ctx.db, ctx.group.id)
    return [member for member in members if member.id not in opted_out and _use_allowance(ctx, member, most)]


def batches(members: Iterable[Member], most: int, room: int) -> Iterator[list[Member]]:
    """Yield the members in order, at most `most` at a time, with names and ids of at most `room` bytes (one always)."""
    batch: list[Member] = []
    bytes_left = room
    for member in members:
        size = len(member.user_id.encode()) + len(member.name.encode()) + MENTION_BYTES
        if batch and (len(batch) == most or size > bytes_left):
            yield batch
            batch, bytes_left = [], room
        batch.append(member)
        bytes_left -= size
    if batch:
        yield batch


def _use_allowance(ctx: Context, member: Member, most: int) -> bool:
    return bool(limits.use_allowance(ctx.db, member, ALLOWANCE, ctx.today, 1, most).given)
