"""Which question of the group's FAQ a text asks; pure.

A text that is one of the questions asks it, however its entry matches. Else the longest question in the text does, and
last the one that sounds most like it. What people say to each other asks it only where it is a short question, or where
little else is said: 昨天营业时间过了才到 asks nothing. An entry that matches what sounds near wants its own words then,
with nothing beside them but 请问 and its like: 我在停车场等你 asks for no price.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, Protocol, TypeVar

from handlers.kit.meaning import is_question
from handlers.kit.pinyin import to_pinyin
from handlers.kit.words import ENDINGS, casefold_width, undress

LONGEST_TEXT = 40
"""Characters of a text that may ask something: a longer one only speaks of it."""
LONGEST_QUESTION, MOST_BESIDE = 20, 4
"""Characters of a question that nobody in particular is asked, and of what may be said beside the words of one."""
LEAST_LIKENESS = 85
"""Of two pinyin strings, in percent."""
_TELLS = "呢嘛。～~！! "
"""At the end of what only looks like a question."""
_ASIDE = re.compile(
    "^(?:(?:请问|求问|问)(?:一?下)?|我?想(?:问|知道)(?:一?下)?|发(?:一?下)?|说(?:一?下)?|查(?:一?下)?|求|有(?:没有)?人知道|谁知道)|[的呢啊呀哈哦嘛]{1,3}$"
)
"""What is said beside a question, and does not change it."""


class Asked(Protocol):
    """What is asked in some words."""

    @property
    def ask(self) -> tuple[str, ...]:
        """Return the words."""

    @property
    def match(self) -> Literal["exact", "contains", "near"]:
        """Return how near to them a text has to be."""


Entry = TypeVar("Entry", bound=Asked)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return a text for comparing: without spaces, capitals, full-width forms and what only adorns it."""
    return "".join(casefold_width(undress(text)).strip(ENDINGS + " ").split())


def find_entry(entries: Iterable[Entry], text: str, *, is_talk: bool = False) -> Entry | None:
    """Return the entry that a text asks for; None for none, and for a text that is too long to be a question.

    With `is_talk` it was said to nobody in particular.
    """
    said = fold(text) if len(text) <= LONGEST_TEXT else ""
    if not said:
        return None
    asked = [(fold(words), entry) for entry in entries for words in entry.ask]
    exact = next((entry for words, entry in asked if words == said), None)
    if exact:
        return exact
    # Of a longer text, only a short question is meant for whoever knows the answer; 我在停车场呢 is none.
    is_open = not is_talk or (len(said) <= LONGEST_QUESTION and is_question(text.strip().rstrip(_TELLS)))
    asked = [(words, entry) for words, entry in asked if is_open or _says_little_else(words, entry, said)]
    inside = [(len(words), entry) for words, entry in asked if entry.match != "exact" and words in said]
    if inside:
        return max(inside, key=lambda match: match[0])[1]
    near = [
        (likeness, entry) for words, entry in asked if entry.match == "near" and (likeness := _likeness(words, said))
    ]
    return max(near, key=lambda match: match[0])[1] if near else None


def _says_little_else(words: str, entry: Asked, said: str) -> bool:
    """Return whether talk that is no question may ask for an entry all the same."""
    if entry.match != "near":
        return len(said) <= len(words) + MOST_BESIDE
    bare = _ASIDE.sub("", said)
    return bare == words or (len(bare) == len(words) and _is_alike(words, bare))


def _is_alike(words: str, said: str) -> bool:
    """Return whether a text sounds like a question as a whole."""
    from rapidfuzz import fuzz

    return fuzz.ratio(to_pinyin(words, " "), to_pinyin(said, " "), score_cutoff=LEAST_LIKENESS) > 0


def _likeness(words: str, said: str) -> float:
    """Return how much a text sounds like a question, or like one within it: 0, or from LEAST_LIKENESS to 100."""
    # Loaded where a group has such an entry (measured: 3 MB).
    from rapidfuzz import fuzz

    # Between syllables there is a space: what sounds alike begins and ends with a character.
    sound, heard = to_pinyin(words, " "), to_pinyin(said, " ")
    return 100 if f" {sound} " in f" {heard} " else fuzz.ratio(sound, heard, score_cutoff=LEAST_LIKENESS)
