"""Says an owner's words to some members: where they are mentioned, and what is each one's own in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from handlers.kit import Context, Reply
from handlers.text.mentions import mention_in_batches
from handlers.text.template import fill
from storage.members.audience import Facts
from storage.members.roster import Member

NAME = "name"
OWN = ("streak", "points")
"""What differs from member to member."""
OF_MEMBERS = (NAME, *OWN)
"""Only in words that are said to some members."""
EVERYBODY = "大家"


def speak(ctx: Context, members: Iterable[Member], words: str, values: Mapping[str, object]) -> Reply | None:
    """Say the words to these; the first {name} is where they are mentioned, without one they come first.

    As `handlers.touching.address`: all messages but the last are posted, and the last one is returned.
    """
    before, name, after = words.partition(f"{{{NAME}}}")
    before, after = (before, after) if name else ("", before)
    return mention_in_batches(ctx, members, fill(after, {**values, NAME: EVERYBODY}), fill(before, values))


def speak_to_each(
    ctx: Context, members_facts: Iterable[Facts], words: str, values: Mapping[str, object]
) -> Reply | None:
    """Speak like `speak`, with what is each member's own; those for whom it is the same are spoken to together."""
    placeholders = [name for name in OWN if f"{{{name}}}" in words]
    alike: dict[tuple[int, ...], list[Member]] = {}
    for facts in members_facts:
        alike.setdefault(tuple(getattr(facts, name) for name in placeholders), []).append(facts.member)
    last: Reply | None = None
    for place, (own, members) in enumerate(alike.items(), 1):
        apart = replace(ctx, key=f"{ctx.key}/{place}")
        if last:
            ctx.post(f"{apart.key}:before", last)
        last = speak(apart, members, words, {**values, **dict(zip(placeholders, own, strict=True))}) or last
    return last
