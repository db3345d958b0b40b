"""How well introductions are read that strangers wrote: by what a fair reader would say of them, not to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from handlers.members.interests import split_interests
from handlers.members.introduction_fields import Introduction

LIKE = 0.6
"""Likeness from which on two phrases say the same: 找钓友 and 想找几个钓友."""


def mistakes(read: Introduction, told: dict[str, Any]) -> list[str]:
    """Return the fields that were read otherwise than `told`: name, age, interests, hopes."""
    things = split_interests(read.likes) + split_interests(read.skills)
    wrong = {
        "name": _plain(read.name) != _plain(told["name"]),
        "age": read.age.isdigit() if told["age"] is None else read.age != str(told["age"]),
        "interests": not _same(things, told["interests"] or []),
        "hopes": not _is_like(read.hopes, told["hopes"]) if told["hopes"] else bool(read.hopes),
    }
    return [field for field, is_wrong in wrong.items() if is_wrong]


def _same(read: Iterable[str], told: Iterable[str]) -> bool:
    return all(any(_is_like(one, other) for other in told) for one in read) and all(
        any(_is_like(one, other) for other in read) for one in told
    )


def _is_like(one: str, other: str) -> bool:
    one, other = _plain(one), _plain(other)
    if not one or not other:
        return False
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() > LIKE


def _plain(words: str | None) -> str:
    return re.sub(r"[\W_]+", "", words or "").casefold()
