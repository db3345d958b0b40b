"""Reading what people write on a sign-up list, 小红 +1 开车, 替妈妈, Amy Li（2大1小）, and whole pasted lists; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from handlers.dates.numerals import number
from handlers.kit.words import ENDINGS, casefold_width, half_width, normalize, undress

LONGEST_NAME, LONGEST_NOTE, LONGEST_TITLE = 20, 40, 60
LONGEST_LINE = 100
"""Characters of a line that are looked at."""
MOST_LINES = 300
"""Numbered lines of a pasted list that are looked at."""
MOST_PEOPLE = 50
"""Whom one line can stand for."""

_NUMERAL = "[0-9一二两三四五六七八九十]{1,3}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MARK = re.compile(
    rf"\s{{0,4}}(?:[0-9]{{1,3}}\s?[.,、:)．。](?![0-9])|[(（][0-9]{{1,3}}[)）]|[{_CIRCLED}]|(?:[0-9]\ufe0f?\u20e3){{1,3}}|🔟|"
    r"[0-9]{1,3}(?=\s))"
)
"""What stands before a line of a list: 1. 1、 （1） ① 1️⃣ and 1 with a space."""
_OTHERS = "(?:个|位|名)?(?:人|朋友|家属|家人|孩子|娃|小孩|宝宝|闺蜜|同事|老人)?"
_EXTRA = re.compile(rf"(?:\+\s?|再?带\s?|外加)({_NUMERAL}){_OTHERS}")
_TOTAL = re.compile(rf"(?:一?共|总共)?({_NUMERAL})\s?个?(?:人|位)(?!份)")
_FAMILY = re.compile(f"({_NUMERAL})大({_NUMERAL})小")
_MEASURE = "份盒斤箱件套瓶袋桶包张只条杯块提人位大个串双本"
_QUANTITY = re.compile(rf"{_NUMERAL}\s?[{_MEASURE}]|(?<![A-Za-z])[xX×*]\s?[0-9]")
_FOR = re.compile("(?:替|代|帮)\\s?(?=[^\\s替代帮])")
_TAIL = re.compile("(?:接龙|报名|报个名|参加)$")
_LATIN = re.compile(r"[A-Za-z][\w.'-]{0,19}(?: [A-Za-z][\w.'-]{0,19}){0,3}", re.ASCII)
_APART = " \t+:：，,、(（[【—–-/|"
_CANCELLED = re.compile("(?:取消|退出|退了|不去了?|不来了?|来不了|去不了|不参加了?)")
_EXAMPLE = re.compile(r"\s{0,4}(?:例|示例|格式|样例|如)[:：\s]|例如")
_HEAD = "接龙"


@dataclass(frozen=True, slots=True)
class Line:
    """Who signs up, as written."""

    name: str
    """Empty for the one who writes."""
    people: int | None = None
    """How many come, with the one who is named, 1 to 50; None where it is not said, which is one."""
    note: str = ""
    cancelled: bool = False
    """It says that they do not come."""

    @property
    def key(self) -> str:
        """Return the name as it is compared."""
        return name_key(self.name)


@dataclass(frozen=True, slots=True)
class PastedList:
    """A list that somebody copied, with their own line in it."""

    title: str
    lines: tuple[Line, ...]
    named: bool
    """It calls itself 接龙; else it is one only where its title is known."""


def name_key(name: str) -> str:
    """Return a name as it is compared: without emoji, spaces, width and capitals. One of signs alone stays itself."""
    return "".join(casefold_width(undress(name)).split()) or name


def read_sign_up(words: str) -> Line:
    """Return what follows 接龙: +2, 替小红, a note, or several of them."""
    text = half_width(normalize(words))[:LONGEST_LINE]
    behalf = _FOR.match(text)
    if not behalf:
        people, note, cancelled = _read_rest(text)
        return Line("", people, note, cancelled)
    return _read_named(text[behalf.end() :])


def read_pasted_list(text: str) -> PastedList | None:
    """Return the list in a message of several lines; None where it is something else."""
    rows = [row for row in half_width(normalize(text)).splitlines() if row.strip()]
    if len(rows) < 2 or _MARK.match(rows[0]):
        return None
    numbered = list(islice(_numbered(rows[1:]), MOST_LINES))
    if not numbered:
        return None
    heads = [row.strip() for row in rows[: next(place for place, row in enumerate(rows) if _MARK.match(row))]]
    named = _HEAD in heads[0][:LONGEST_TITLE]
    title = _title(heads[0].replace(_HEAD, " ", 1)) if named else _title(heads[0])
    if named and not title:
        title = next((_title(row) for row in heads[1:] if not _EXAMPLE.match(row)), "")
    lines = (_read_named(row) for row in numbered)
    # Nobody is asked back about a copy: a number that cannot be is what else stood in the line.
    lines = (replace(line, people=line.people and min(line.people, MOST_PEOPLE)) for line in lines)
    return PastedList(title, tuple(line for line in lines if line.name), named)


def _title(row: str) -> str:
    return " ".join(row.strip("# \t【】[]「」《》" + ENDINGS + ":：").split())[:LONGEST_TITLE]


def _numbered(rows: list[str]) -> Iterator[str]:
    """Yield what follows the numbers of numbered lines that are not empty."""
    for row in rows:
        mark = _MARK.match(row)
        rest = row[mark.end() :].strip() if mark else ""
        if rest:
            yield rest[:LONGEST_LINE]


def _read_named(text: str) -> Line:
    """Return a line that begins with a name: 小红 +1 开车, 小红2份, Amy Li, 替小红."""
    text = text.lstrip("@ ")
    behalf = _FOR.match(text)
    if behalf:
        text = text[behalf.end() :].lstrip("@ ")
    name, rest = _split_name(text)
    name = _TAIL.sub("", name)
    people, note, cancelled = _read_rest(rest)
    return Line(name[:LONGEST_NAME], people, note, cancelled)


def _split_name(text: str) -> tuple[str, str]:
    latin = _LATIN.match(text)
    end = latin.end() if latin else next((place for place, sign in enumerate(text) if sign in _APART), len(text))
    quantity = next((match for match in _QUANTITY.finditer(text, 1) if match.start() < end), None)
    extra = next((match for match in _EXTRA.finditer(text, 1) if match.start() < end), None)
    ends = [end, *(match.start() for match in (quantity, extra) if match)]
    cut = min(ends)
    return text[:cut].strip(), text[cut:]


def _read_rest(text: str) -> tuple[int | None, str, bool]:
    """Return how many people come, the note, and whether it says that they do not."""
    people = None
    family, extra, total = _FAMILY.search(text), _EXTRA.search(text), _TOTAL.search(text)
    if family:
        people = _count(family[1]) + _count(family[2])
    elif extra:
        people = 1 + _count(extra[1])
        text = text[: extra.start()] + " " + text[extra.end() :]
    elif total:
        people = max(1, _count(total[1]))
        text = text[: total.start()] + " " + text[total.end() :]
    note = " ".join(text.strip(_APART + ")）]】" + ENDINGS).split())[:LONGEST_NOTE]
    return people, note, bool(_CANCELLED.fullmatch(note))


def _count(word: str) -> int:
    return int(word) if word.isascii() else number(word.replace("两", "二")) or 1
