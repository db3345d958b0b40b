"""Reading what people write on a sign-up list, 小红 +1 开车, 替妈妈, Amy Li（2大1小）, and whole pasted lists; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from handlers.events.sign_up_words import (
    ADDED_GOODS,
    BUYING,
    EXTRA,
    FAMILY,
    GOODS,
    HOUSEHOLD,
    QUANTITY,
    TIMES,
    TOTAL,
    count_named_along,
    find_not_coming,
    names_two,
    read_count,
    says_not_coming,
    says_only_me,
    skip_behalf_in_list,
    split_behalf,
    split_people,
    split_place,
)
from handlers.kit.words import ENDINGS, casefold_width, half_width, normalize, undress

LONGEST_NAME, LONGEST_NOTE, LONGEST_TITLE = 20, 40, 60
LONGEST_LINE = 100
"""Characters of a line that are looked at."""
MOST_LINES = 300
"""Numbered lines of a pasted list that are looked at."""
MOST_PEOPLE = 50
"""Whom one line can stand for."""

_CIRCLED = "①-⑳❶-❿➀-➉➊-➓⓫-⓴⑴-⒇⒈-⒛㈠-㈩㊀-㊉"
_NUMERALS = "一二三四五六七八九十"
_MARK = re.compile(
    rf"\s{{0,4}}(?:[0-9]{{1,3}}\s?[.,、:)．。](?![0-9])|[(（][0-9]{{1,3}}[)）]|[{_CIRCLED}]|(?:[0-9]\ufe0f?\u20e3){{1,3}}|🔟|"
    rf"[(（][{_NUMERALS}]{{1,3}}[)）]|[{_NUMERALS}]{{1,3}}\s?[.、:)．。](?![{_NUMERALS}])|"
    r"[0-9]{1,3}(?=\s))"
)
"""What stands before a line of a list: 1. 1、 （1） ① 1️⃣ 一、 and 1 with a space."""
_NEXT = re.compile(rf"(?<=\s)(?:([0-9]{{1,3}})\s?[.、)．。](?![0-9])|[{_CIRCLED}])")
"""What begins another line of a list in the same row: 1.小明 2.小红."""
_FIRST = re.compile(rf"\s{{0,4}}(?:([0-9]{{1,3}})\s?[.、)．。]|[{_CIRCLED}])")
_TAIL = re.compile("(?:接龙|报名|报个名|参加)$")
_LATIN = re.compile(r"[A-Za-z][\w.'-]{0,19}(?: [A-Za-z][\w.'-]{0,19}){0,3}", re.ASCII)
_APART = " \t+:：，,、(（[【—–-/|"
_EXAMPLE = re.compile(r"\s{0,4}(?:例|示例|格式|样例|如|example|e\.?g\.?)[:：\s]|例如", re.IGNORECASE)
_HEAD = re.compile(r"#?\s?接[龙龍]|#\s?group\s?note\b", re.IGNORECASE)
"""How WeChat begins a list, in its languages."""
_SENDER = re.compile(r"[「\"]?[^:：]{1,30}[:：]\s{0,2}$")
"""Who wrote what is forwarded: 小明: #接龙."""
_HEAD_ROWS = 3
"""Rows in whose first one that says so a list calls itself 接龙."""


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
    unclear: bool = False
    """It may say that they do not come, or that somebody else does not."""

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
    behalf, rest = split_behalf(text)
    if behalf:
        return _read_named(behalf)
    people, note, cancelled = _read_rest(rest)
    return Line("", people, note, cancelled, unclear=not cancelled and find_not_coming(note) is not None)


def read_sign_ups(words: str) -> list[Line]:
    """Return the lines that follow 接龙: several where it is for several people, 替妈妈 替爸爸."""
    text = half_width(normalize(words))[:LONGEST_LINE]
    return [read_sign_up(part) for part in split_people(text)]


def read_pasted_list(text: str) -> PastedList | None:
    """Return the list in a message of several lines; None where it is something else."""
    rows = [row for row in half_width(normalize(text)).splitlines() if row.strip()]
    if len(rows) < 2 or _MARK.match(rows[0]):
        return None
    # One more than there may be: that the list is too long is said by who takes it.
    numbered = list(islice(_numbered(rows[1:]), MOST_LINES + 1))
    if not numbered:
        return None
    heads = [row.strip() for row in rows[: next(place for place, row in enumerate(rows) if _MARK.match(row))]]
    title, named = _read_heads(heads)
    # +1 among 2份 and 3斤 is no person.
    of_goods = any(ADDED_GOODS.search(row) for row in numbered)
    is_bought = any(map(GOODS.search, numbered)) or any(map(BUYING.search, heads))
    of_people = not of_goods and not is_bought
    read = _read_in_list if of_people else partial(_read_named, of_goods=of_goods)
    lines = (read(skip_behalf_in_list(row.lstrip("@ "))) for row in numbered)
    # Nobody is asked back about a copy: a number that cannot be is what else stood in the line.
    lines = (replace(line, people=line.people and min(line.people, MOST_PEOPLE)) for line in lines)
    return PastedList(title, tuple(line for line in lines if line.name), named)


def _read_heads(heads: list[str]) -> tuple[str, bool]:
    """Return the title in the rows before the lines, and whether the list calls itself 接龙."""
    found = ((place, _HEAD.search(row[:LONGEST_TITLE])) for place, row in enumerate(heads[:_HEAD_ROWS]))
    place, head = next(((place, match) for place, match in found if match), (0, None))
    if head is None:
        return _title(heads[0]), False
    row = heads[place]
    before, after = row[: head.start()], row[head.end() :]
    if place and not head[0].startswith("#"):
        return _title(heads[0]), False
    title = _title(after if _SENDER.fullmatch(before) else f"{before} {after}")
    title = title or next((_title(row) for row in heads[place + 1 :] if not _EXAMPLE.match(row)), "")
    return title or _title(before), True


def _title(row: str) -> str:
    return " ".join(row.strip("# \t【】[]「」《》" + ENDINGS + ":：").split())[:LONGEST_TITLE]


def _numbered(rows: list[str]) -> Iterator[str]:
    """Yield what follows the numbers of numbered lines that are not empty."""
    for row in (line for whole in rows for line in _split_row(whole)):
        mark = _MARK.match(row)
        rest = row[mark.end() :].strip() if mark else ""
        if rest:
            yield rest[:LONGEST_LINE]


def _read_in_list(text: str) -> Line:
    """Return a line of a list of people: 小勇×2 are two, as are 小刚、小芳 and 小刚+小丽."""
    line = _read_named(TIMES.sub(r" \1人", text))
    if line.people is not None or line.cancelled:
        return line
    _, rest = _split_name(text, 1)
    along = count_named_along(rest) + names_two(line.name)
    return replace(line, people=1 + along) if along else line


def _split_row(row: str) -> list[str]:
    """Return the numbered lines of a row: of 1.小明 2.小红 two, of 1.小明 3.5元 one."""
    first = _FIRST.match(row)
    if not first:
        return [row]
    starts, number = [0], int(first[1]) if first[1] else None
    for found in _NEXT.finditer(row, first.end()):
        if found[1] is None and number is None:
            starts.append(found.start())
        elif found[1] and number is not None and int(found[1]) == number + 1:
            starts.append(found.start())
            number += 1
    return [row[start:end] for start, end in zip(starts, [*starts[1:], len(row)], strict=True)]


def _read_named(text: str, *, of_goods: bool = False) -> Line:
    """Return a line that begins with a name: 小红 +1 开车, 小红2份, Amy Li, 4-302 小红, 10:30 小红.

    In a list of goods +1 is a note.
    """
    place, text = split_place(text.lstrip("@ "))
    name, rest = _split_name(text, 0 if place else 1)
    name = _TAIL.sub("", name)
    if ":" in place and name:
        rest = f"{rest} {place}"
    elif place:
        name = f"{place} {name}".strip()
    people, note, cancelled = _read_rest(rest, of_goods=of_goods)
    return Line(name[:LONGEST_NAME], people, note, cancelled)


def _split_name(text: str, least: int) -> tuple[str, str]:
    """Return a name of `least` characters or more, and what follows it."""
    latin = _LATIN.match(text)
    end = latin.end() if latin else next((place for place, sign in enumerate(text) if sign in _APART), len(text))
    not_coming = None if latin else find_not_coming(text[:end], least)
    found = (pattern.search(text, least) for pattern in (QUANTITY, EXTRA, HOUSEHOLD))
    ends = [end, *(match.start() for match in found if match), *([] if not_coming is None else [not_coming])]
    cut = min(ends)
    return text[:cut].strip(), text[cut:]


def _read_rest(text: str, *, of_goods: bool = False) -> tuple[int | None, str, bool]:
    """Return how many people come, the note, and whether it says that they do not."""
    people = None
    family, extra, total = FAMILY.search(text), EXTRA.search(text), TOTAL.search(text)
    household = HOUSEHOLD.search(text)
    if extra and of_goods and extra[0].startswith("+"):
        return None, " ".join(text.split()).strip(_APART.replace("+", ""))[:LONGEST_NOTE], False
    if family:
        people = read_count(family[1]) + read_count(family[2])
    elif extra:
        people = 1 + read_count(extra[1])
        text = text[: extra.start()] + " " + text[extra.end() :]
    elif total:
        people = max(1, read_count(total[1]))
        text = text[: total.start()] + " " + text[total.end() :]
    elif household and not of_goods:
        people = read_count(household[1]) if household[1] else 2
    note = " ".join(_strip(text).split())[:LONGEST_NOTE]
    return people, "" if says_only_me(note) else note, says_not_coming(note)


def _strip(text: str) -> str:
    """Return a note without the signs around it, and with the bracket that ends it where it begins in it."""
    bare = text.strip(_APART + ")）]】" + ENDINGS)
    for opening, closing in ("()", "[]", "【】"):
        if bare.count(opening) > bare.count(closing):
            return bare + closing
    return bare
