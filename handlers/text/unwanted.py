"""Words that a group does not want said, for those who would repeat what a member wrote."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from config.group import Group
from handlers.kit import Section
from handlers.kit.words import casefold_width

Phrase = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True)]


class UnwantedWords(Section):
    """What a section of the group's YAML has that names such words."""

    words: tuple[Phrase, ...] = Field(
        (), max_length=20_000, description="群里不说的话", examples=[["代开发票", "加微信"]]
    )


def has_unwanted_words(group: Group, text: str) -> bool:
    """Tell whether a text has one of the group's unwanted words, whatever stands between its letters.

    Unlike the moderation it lets nothing pass that the owner allows: the bot does without the words.
    """
    lower = casefold_width(text)
    spellings = (lower, "".join(filter(str.isalnum, lower)))
    words = (word.casefold() for section in group.sections_of(UnwantedWords) for word in section.words)
    return any(word in spelling for word in words for spelling in spellings)
