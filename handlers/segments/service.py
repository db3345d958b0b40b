"""Finding a segment by what was typed, and who is in it."""

from __future__ import annotations

from handlers.kit import Context, Refusal
from handlers.kit.words import truncate
from handlers.segments.matching import select
from handlers.segments.ready import NAMES
from handlers.segments.rules import LONGEST, UNKNOWN, Segments
from handlers.segments.standing import Standing, facts_for, look_up
from handlers.text.names import suggest_name

SEVERAL = "「{word}」有几种：{names}。要哪一种？"
TIP = "发「分群」看有哪些。"


def find_name(ctx: Context, word: str) -> str:
    """Return the segment that is called so, or the only one whose name begins so; raises Refusal."""
    names = [*ctx.rules(Segments).root, *NAMES]
    if word in names:
        return word
    begun = [name for name in names if name.startswith(word)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise Refusal(SEVERAL.format(word=truncate(word), names="、".join(begun)))
    hint = suggest_name(word[:LONGEST], names, TIP, least=0.4)
    raise Refusal(UNKNOWN.format(name=truncate(word), hint=hint))


def members_of(ctx: Context, name: str, standing: Standing | None = None) -> set[int]:
    """Return the ids of the members in a segment; the owner's own one where there are two of the name.

    The owner's do not have those who opted out, as plans do not speak to them.
    """
    own = ctx.rules(Segments).root
    if name in own:
        known = facts_for(ctx, [own[name]], standing)
        return {facts.member.id for facts in select(own[name], known, ctx.today, ctx.group)}
    names = (standing or look_up(ctx)).names
    return {member_id for member_id, of_member in names.items() if name in of_member}
