"""Idioms with the sounds that they begin and end with, out of the dictionary that jionlp packages."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Mapping
from functools import cache
from random import Random
from typing import NamedTuple

from handlers.games.dictionaries import read_lines
from handlers.kit.pinyin import to_pinyin

COMMON = 100
"""How often an idiom is found in the dictionary's texts from which on most people know it."""
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
LETTERS = 4


class Idiom(NamedTuple):
    """An idiom of four characters."""

    word: str
    first: str
    """The sound of its first character, its tone behind it: hua4."""
    last: str
    """The sound of its last one."""
    is_common: bool


ALIKE = 2
"""Characters that a misspelt idiom shares at least with the one that was meant."""


class Idioms:
    """All idioms, by word and by the sound and the character that they begin with."""

    def __init__(self, idioms: Mapping[str, Idiom]) -> None:
        self.by_word = idioms
        self.common = sorted(idiom.word for idiom in idioms.values() if idiom.is_common)
        self._numbers = {word: number for number, word in enumerate(dict.fromkeys([*self.common, *sorted(idioms)]))}
        self._beginning: dict[str, list[str]] = {}
        for idiom in idioms.values():
            self._beginning.setdefault(toneless(idiom.first), []).append(idiom.word)
            self._beginning.setdefault(idiom.word[0], []).append(idiom.word)

    def number_of(self, word: str) -> int:
        """Return a number of an idiom, from 0; those that most people know have the least."""
        return self._numbers[word]

    def following(self, word: str, used: Container[str], *, tone: bool) -> list[str]:
        """Return what may follow an idiom and was not used, those that most people know first."""
        return sorted(self._linked(word, used, tone=tone), key=lambda other: not self.by_word[other].is_common)

    def can_go_on(self, word: str, used: Container[str], *, tone: bool) -> bool:
        """Return whether anything may follow an idiom that was not used."""
        return next(self._linked(word, used, tone=tone), None) is not None

    def _linked(self, word: str, used: Container[str], *, tone: bool) -> Iterator[str]:
        last = self.by_word[word]
        words = dict.fromkeys([*self._beginning.get(word[-1], ()), *self._beginning.get(toneless(last.last), ())])
        others = (other for other in words if other != word and self.links(word, other, tone=tone))
        return (other for other in others if other not in used)

    def written_like(self, word: str, last: str) -> list[str]:
        """Return what may follow `last` and shares two characters or more with a word of four, place by place."""
        if to_pinyin(word[0]) != toneless(self.by_word[last].last):
            return []
        others = self._linked(last, (), tone=False)
        return [other for other in others if sum(map(str.__eq__, word, other)) >= ALIKE]

    def links(self, word: str, other: str, *, tone: bool) -> bool:
        """Return whether an idiom begins with the character another ends with, or with its sound."""
        last, first = self.by_word[word].last, self.by_word[other].first
        return word[-1] == other[0] or (last == first if tone else toneless(last) == toneless(first))

    def opening(self, random: Random, used: Container[str], *, tone: bool) -> str:
        """Return a common idiom that a chain can begin with."""
        for _ in range(50):
            word = random.choice(self.common)
            if word not in used and len(self.following(word, used, tone=tone)) > 1:
                return word
        return "一心一意"


class UsedIdioms:
    """The idioms that a chain has used, one bit of a hexadecimal digit for each: 30,000 take at most 8 KB."""

    def __init__(self, idioms: Idioms, digits: str) -> None:
        self._idioms = idioms
        self.digits = digits

    def __contains__(self, word: object) -> bool:
        place, bit = divmod(self._idioms.number_of(str(word)), 4)
        return place < len(self.digits) and bool(int(self.digits[place], 16) >> bit & 1)

    def add(self, word: str) -> None:
        """Mark an idiom as used."""
        place, bit = divmod(self._idioms.number_of(word), 4)
        digits = self.digits.ljust(place + 1, "0")
        self.digits = f"{digits[:place]}{int(digits[place], 16) | 1 << bit:x}{digits[place + 1 :]}"


@cache
def load_idioms() -> Idioms:
    """Return the idioms of four characters whose sounds are known; read once per process (0.15 s)."""
    sounds = _read("pinyin_phrase")
    idioms = {}
    for word, often in _read("chinese_idiom").items():
        pinyin = sounds.get(word, "").split("/")
        if len(word) == LETTERS == len(pinyin) and all(pinyin):
            idioms[word] = Idiom(word, _plain(pinyin[0]), _plain(pinyin[-1]), int(often) >= COMMON)
    return Idioms(idioms)


def toneless(sound: str) -> str:
    """Return a sound without its tone: hua4 is hua."""
    return sound.rstrip("1234")


@cache
def _plain(pinyin: str) -> str:
    """Return huà as hua4; what has no tone is left without one."""
    letters = unicodedata.normalize("NFD", pinyin)
    tone = next((_TONES[letter] for letter in letters if letter in _TONES), "")
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES)) + tone


def _read(name: str) -> dict[str, str]:
    """Return one of the package's lists as word and what stands behind it."""
    return dict(line.partition("\t")[::2] for line in read_lines(name))
