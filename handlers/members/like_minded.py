"""Members who share an interest, mentioned with each one's own word for it."""

from __future__ import annotations

from handlers.kit import MemberContext, Mention
from handlers.members.comments import may_be_repeated
from handlers.members.interests import is_interest, match_words, split_interests
from handlers.members.introduction_fields import Introduction
from handlers.text.mentions import may_be_mentioned
from handlers.text.people import mention
from storage.members import introductions
from storage.members.introductions import LikeMinded

ALIKE = "也喜欢{word}，"
SAY_HELLO = "来打个招呼吧～"


def interests_of(introduction: Introduction | LikeMinded) -> list[str]:
    """Return the single things that somebody likes or can do, in their own words."""
    return split_interests(f"{introduction.likes}、{introduction.skills}")


def mention_alike(ctx: MemberContext, most: int, synonyms: dict[str, str]) -> list[str | Mention]:
    """Return an @ of those who share an interest, each with their own word for it."""
    by_word: dict[str, list[Mention]] = {}
    like_minded_members = introductions.list_like_minded(ctx.db, ctx.member, most)
    may_be_rung = may_be_mentioned(ctx, [like_minded.member for like_minded in like_minded_members])
    for like_minded in like_minded_members:
        if like_minded.member not in may_be_rung:
            continue
        own = match_words(interests_of(like_minded), synonyms).get(like_minded.shared, like_minded.shared)
        if is_interest(own) and may_be_repeated(ctx.group, own):
            by_word.setdefault(own, []).append(mention(like_minded.member))
    parts: list[str | Mention] = []
    for word, mentions in by_word.items():
        parts += [*mentions, ALIKE.format(word=word)]
    return ["\n", *parts, SAY_HELLO] if parts else []
