"""Reading an order for a poll: a question, options, and words that say how to vote; pure.

The question ends at its question mark, else with its first word. Options are words, or lines of their own, which may
then contain spaces; where no space is left between them, commas or else / part them. 匿名, 实名, 单选, 多选, 最多选2
and 截止 with a time are never options, wherever they stand; the first four may come before the question, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.dates.spoken import read_deadline
from handlers.kit import Refusal
from handlers.kit.words import half_width, truncate
from handlers.polls.rules import one_line, validate_choose, validate_options, validate_question

USAGE = """请这样写：
发起投票 周末去哪？ 爬山 看电影 火锅
选项用空格或顿号隔开；里面要有空格，就一行写一个：
发起投票 周末去哪？
爬山
看 电影
最后或单独一行还可以加「多选」「最多选2」「匿名」「截止 明天 20:00」「截止 2小时」，这几个词不算选项。"""
REFUSED = "{error}。\n{usage}"
NO_TIME = "没看懂截止时间，请写成「截止 20:00」「截止 2小时」或「截止 明天 20:00」，单独一行也可以。"
SEVERAL_TIMES = "「截止」后面有好几个时间（{words}），分不清哪个是选项。请把截止时间写在最后，或单独写一行。"
LONGEST = 2000
"""Characters of an order; the longest that is right has far fewer."""
TOO_LONG = "写得太长了"
DEFAULT_TIME = "20:00"
"""The time of a day that is named without one."""

_WAY = re.compile(
    r"(?:(?P<names>匿名|实名)(?:投票)?|(?P<several>单选|多选)|(?:最多选|最多|多选)\s?(?P<most>[0-9]{1,3}+)(?:\s?[个项])?+)"
    r"(?=[\s,、]|$)[\s,、]*"
)
_COMMAS = re.compile("[,，、]")
_NEAR = re.compile(r"(?<!\s)\s*+([,，、/])\s*+")
_ENDS = re.compile(r"截止(?:时间|到|于)?(?P<apart>\s|$|:\s?)?")
_ASKED = re.compile(r"[?？][?？!！~～。]*")
_NUMBERED = re.compile(r"\s?[.．、)）:：]\s*(?![0-9])")


@dataclass(frozen=True, slots=True)
class _Terms:
    """The words about how to vote, as far as they have been read."""

    choose: int | None = 1
    """None for as many as there are."""
    anonymous: bool = False
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A poll as somebody wants it."""

    question: str
    options: tuple[str, ...]
    choose: int
    anonymous: bool
    ends_at: datetime | None
    """In UTC, perhaps past; None where nothing was said."""


def read_order(text: str, now: datetime) -> Order:
    """Return the poll that a text asks for; raises Refusal that shows how to write it. `now` is in the group's zone."""
    if len(text) > LONGEST:
        raise Refusal(REFUSED.format(error=TOO_LONG, usage=USAGE))
    terms, (first, *lines) = _read_leading([line for line in map(one_line, text.splitlines()) if line] or [""])
    option_lines = []
    for line in lines:
        read = _read_only_terms(terms, line, now)
        terms = read or terms
        option_lines += [] if read else [line]
    if option_lines:
        question, terms = _split_terms(terms, first, now)
        texts = _strip_numbers(option_lines)
        if len(texts) == 1:
            texts, terms = _read_words(terms, texts[0], now)
    else:
        question, rest = _split_question(first)
        texts, terms = _read_words(terms, rest, now)
    try:
        options = validate_options(texts)
        choose = len(options) if terms.choose is None else validate_choose(terms.choose, options)
        return Order(validate_question(question), options, choose, terms.anonymous, terms.ends_at)
    except ValueError as error:
        raise Refusal(REFUSED.format(error=error, usage=USAGE)) from None


def _read_term(terms: _Terms, text: str, now: datetime) -> tuple[_Terms, str] | None:
    """Return the terms with the one that a text begins with, and the rest; None where it begins with none."""
    if read := _read_way(terms, text):
        return read
    match = _ENDS.match(half_width(text))
    if not match:
        return None
    ends_at, rest = read_deadline(text[match.end() :], now, DEFAULT_TIME)
    if ends_at is None and match["apart"] is not None:
        raise Refusal(NO_TIME)
    if ends_at and _begins_with_time(rest, now):
        raise Refusal(SEVERAL_TIMES.format(words=truncate(text[match.end() :], 20)))
    return (replace(terms, ends_at=ends_at), rest) if ends_at else None


def _read_way(terms: _Terms, text: str) -> tuple[_Terms, str] | None:
    """Return the terms with the word about how to vote that a text begins with, and the rest; None without one."""
    match = _WAY.match(half_width(text))
    if not match:
        return None
    if match["names"]:
        terms = replace(terms, anonymous=match["names"] == "匿名")
    else:
        terms = replace(
            terms, choose=int(match["most"]) if match["most"] else 1 if match["several"] == "单选" else None
        )
    return terms, text[match.end() :]


def _begins_with_time(text: str, now: datetime) -> bool:
    try:
        return read_deadline(text, now, DEFAULT_TIME)[0] is not None
    except Refusal:
        return True


def _read_only_terms(terms: _Terms, text: str, now: datetime) -> _Terms | None:
    """Return the terms with those that a text consists of; None where there is anything else in it."""
    while text:
        read = _read_term(terms, text, now)
        if read is None:
            return None
        terms, text = read
    return terms


def _read_words(terms: _Terms, text: str, now: datetime) -> tuple[list[str], _Terms]:
    """Return the options and the terms in a text, word by word."""
    options: list[str] = []
    while text := text.lstrip():
        read = _read_term(terms, text, now)
        if read:
            terms, text = read
        else:
            option, _, text = text.partition(" ")
            ends_at, left = read_deadline(option, now, DEFAULT_TIME) if option.endswith("截止") else (None, option)
            if ends_at and not left:
                terms = replace(terms, ends_at=ends_at)
            else:
                options.append(option)
    return _split_joined(terms, options, now)


def _split_joined(terms: _Terms, words: list[str], now: datetime) -> tuple[list[str], _Terms]:
    """Return the options in words that only signs part, 爬山、火锅 or 爬山 / 火锅, and the terms among them."""
    joined = _NEAR.sub(r"\1", " ".join(words))
    if " " in joined:
        return words, terms
    options = []
    for option in filter(None, _COMMAS.split(joined) if _COMMAS.search(joined) else joined.split("/")):
        read = _read_only_terms(terms, option, now)
        terms = read or terms
        options += [] if read else [option]
    return options, terms


def _read_leading(lines: list[str]) -> tuple[_Terms, list[str]]:
    """Return what comes before the question about how to vote, and the lines without it."""
    terms = _Terms()
    # 最多 3 天够吗？ is a question.
    while not lines[0].startswith("最多") and (read := _read_way(terms, lines[0])):
        terms, rest = read
        lines = [rest, *lines[1:]] if rest else lines[1:] or [""]
    return terms, lines


def _split_question(line: str) -> tuple[str, str]:
    """Return the question that a line begins with, and the rest."""
    marks = list(_ASKED.finditer(line))
    followed_by_space = [mark for mark in marks if line[mark.end() : mark.end() + 1] == " "]
    if marks:
        end = (followed_by_space or marks)[0].end()
        return line[:end], line[end:]
    question, _, rest = line.partition(" ")
    return question, rest


def _split_terms(terms: _Terms, line: str, now: datetime) -> tuple[str, _Terms]:
    """Return a line that is a question, without the terms at its end, and the terms with them."""
    question_end = max((mark.end() for mark in _ASKED.finditer(line)), default=0)
    for space in re.finditer(" ", line[question_end:]):
        place = question_end + space.start()
        read = _read_only_terms(terms, line[place + 1 :], now)
        if read:
            return line[:place], read
    return line, terms


def _strip_numbers(lines: list[str]) -> list[str]:
    """Return the lines without the numbers that somebody wrote before all of them."""
    stripped: list[str] = []
    for number, line in enumerate(lines, 1):
        digits = str(number)
        mark = _NUMBERED.match(half_width(line), len(digits)) if half_width(line).startswith(digits) else None
        if mark is None:
            return lines
        stripped.append(line[mark.end() :])
    return stripped
