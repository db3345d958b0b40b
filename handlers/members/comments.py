"""A comment on what a newcomer says they like, from a bank of phrases by subject; the choice is always the same.

Only words of the bank are repeated to anybody: what somebody else made of them may be anything.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from pydantic import Field, TypeAdapter
from ruamel.yaml import YAML

from config.group import Group
from config.settings import HOME
from handlers.kit import Section
from handlers.kit.words import casefold_width
from handlers.text.template import fill
from handlers.text.unwanted import has_unwanted_words

CONTENT = HOME / "config" / "content" / "welcome"
LONGEST_WORD = 8
"""Characters of somebody's own word that is commented on."""
AROUND = frozenset("做玩练学喝种养弹唱看写拍织常爱周末早晚每天上在家和与跟了着过点两三只条下一起")
"""Characters beside a word of the bank with which it is repeated: 周末跑步, 养了两只猫."""
AVERSE = ("不", "没", "别", "讨厌", "恨", "烦", "怕", "戒", "反对", "拒绝")
"""Parts of what somebody does not like."""


class Comments(Section):
    """Phrases about one subject."""

    words: tuple[str, ...] = Field(min_length=1)
    """Parts of what people write that mean the subject; an empty one fits everything."""
    say: tuple[str, ...] = Field(min_length=1)
    """With {word} in the place of their own word; without it where any word fits."""


class Sensitive(Section):
    """Words to which no joke fits."""

    unsaid: tuple[str, ...]
    exact: tuple[str, ...]
    allow: tuple[str, ...]
    grief: tuple[str, ...]
    gentle: tuple[str, ...] = Field(min_length=1)


@cache
def load_comments() -> tuple[Comments, ...]:
    """Return the bank; read once per process, when somebody first introduces themselves."""
    return TypeAdapter(tuple[Comments, ...]).validate_python(YAML(typ="safe").load(CONTENT / "comments.yaml"))


@cache
def load_sensitive() -> Sensitive:
    """Return the words to which no joke fits; read once per process."""
    return Sensitive.model_validate(YAML(typ="safe").load(CONTENT / "sensitive.yaml"))


def may_be_repeated(group: Group, *words: str) -> bool:
    """Tell whether what somebody said of themselves, field by field, may be said to others in this group."""
    return is_harmless(*words) and not any(has_unwanted_words(group, word) for word in words)


def is_harmless(*words: str) -> bool:
    """Tell whether none of these is or holds a sensitive word."""
    sensitive = load_sensitive()
    plain = list(map(_bare, words))
    for allowed in sensitive.allow:
        plain = [word.replace(allowed, "") for word in plain]
    return not any(word in sensitive.exact or any(part in word for part in sensitive.unsaid) for word in plain)


def comment_on(interests: list[str], key: str, said: str = "") -> str:
    """Return a comment on the first interest that the bank knows, else on none of them; empty where there is none.

    `key` makes the choice among the phrases: the same one gives the same phrase. `said` is all that they said: where
    it is sad, only something gentle is said, and nothing where a joke would be out of place.
    """
    everything = _bare(f"{said} {' '.join(interests)}")
    sensitive = load_sensitive()
    if any(part in everything for part in sensitive.grief):
        return _choose(sensitive.gentle, key)
    short = [word for word in interests if 0 < len(word) <= LONGEST_WORD]
    if not short or not is_harmless(*interests):
        return ""
    *subjects, anything = load_comments()
    liked = [word for word in short if not any(part in word for part in AVERSE)]
    fitting = ((word, known, comments) for word in liked for comments in subjects if (known := _known(comments, word)))
    word, known, comments = next(fitting, (short[0], "", anything))
    phrase = _choose(comments.say, f"{key} {word}")
    return fill(phrase, {"word": word if AROUND.issuperset(_rest(word, known)) else known})


def _choose(phrases: tuple[str, ...], key: str) -> str:
    number = int.from_bytes(sha256(key.encode()).digest()[:4], "big")
    return phrases[number % len(phrases)]


def _known(comments: Comments, word: str) -> str:
    """Return the word of the bank that stands in somebody's own one; empty where none does."""
    plain = casefold_width(word)
    return next((known for known in comments.words if casefold_width(known) in plain), "")


def _rest(word: str, known: str) -> str:
    return casefold_width(word).replace(casefold_width(known), "", 1)


def _bare(text: str) -> str:
    """Return the letters and digits of a text, without width and capitals."""
    return "".join(filter(str.isalnum, casefold_width(text)))
