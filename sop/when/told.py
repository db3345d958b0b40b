"""Reads a time that stands before the words of a message told in the chat, into the form that the file has; pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from handlers.dates.numerals import number
from handlers.dates.spoken_clock import PART
from handlers.kit.words import half_width
from sop.when.oddities import odd_suffix
from sop.when.parser import LONGEST, attempt, parse
from sop.when.relative import parse_relative
from sop.when.told_clocks import FIGURES, ToldTimes, find_times
from sop.when.told_suffixes import suffixes

SEPARATORS = " \n,:;、，：；"
TWO = "「{words}」有两种意思，请写清楚：「{first}」还是「{second}」？"
NOT_THEN = "「{words}」不是一个准的时间，消息到点就发，请只写几点几分，例如 {example}"
SPAN = "「{words}」是一段时间，消息到点发一次，请只写开始的时间，例如 {example}"
SEVERAL = "「{words}」是另外的日子和时间，请分成几条来写"
_CRON = re.compile(r"(?i:cron)\s?:?\s((?:\S+\s+){0,4}\S+)")
_SPELLED = re.compile("(?<![历农闰])(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})[日号]")
_LOOSE = re.compile(r"\s?(?:[之以]?[前后内]|左右|前后|上下|多|出头)(?=[\s,。、;]|\Z)")
_UNTIL = re.compile(r"\s?(?:[-~—–至到]+)\s?")
_DAY = r"(?:每|[今明后]天|[下本这]?个?(?:周|星期|礼拜)[一二三四五六日天末]|[0-9]{1,2}[月号日-])"
_MORE = re.compile(
    rf"\s?(?:[、和及与跟/]|[,;]\s?(?={_DAY}\S{{0,6}}\s?(?:{PART.pattern})?\s?[0-9一二三四五六七八九十两]{{1,3}}[:点时]))\s?{_DAY}"
)


def read_told(text: str, occasions: Collection[str] = ()) -> tuple[str, str] | None:
    """Return the times that a text begins with, as the file writes them, and its other words; None without an hour.

    The days are those of the file's grammar, the hours may be spoken: 每周五下午三点半. Behind them exceptions and the
    like may stand. Raises ValueError with what was read and what may be written.
    """
    line = half_width(text.partition("\n")[0])
    if match := _CRON.match(line):
        return _plain_cron(match[1]), text[match.end() :].strip(SEPARATORS)
    times = find_times(line[:LONGEST])
    if times is None:
        return None
    days = _days(line[: times.start])
    behind = [*suffixes(line[times.end :]), (0, "")]
    length, words = next(
        (rest for rest in behind if attempt(f"{days} {times.readings[0]}{rest[1]}", occasions)), (0, "")
    )
    whens = [_read(days, reading + words, occasions) for reading in times.readings]
    end = times.end + length
    if not length:
        _require_moment(line, times, whens)
    for _, left_over in suffixes(line[end:]):
        raise ValueError(odd_suffix(left_over, f"{days} {times.readings[0]}"))
    if len(whens) > 1:
        raise ValueError(TWO.format(words=line[: times.end].strip(), first=whens[0], second=whens[1]))
    return whens[0], text[end:].strip(SEPARATORS)


def _read(days: str, behind: str, occasions: Collection[str]) -> str:
    """Return the canonical form of some words; raises ValueError."""
    words = f"{days} {behind}"
    if relative := parse_relative(words):
        return f"{days} {relative.at:%H:%M}"
    return str(parse(words, occasions))


def _days(words: str) -> str:
    """Return the days before a time as the file's grammar has them: 每晚 is 每天, 十二月一号 is 12月1号."""
    plain = " ".join(words.split()).rstrip(" ,:").removesuffix("的").rstrip()
    plain = _SPELLED.sub(lambda date: f"{number(date['month'])}月{number(date['day'])}日", plain)
    return f"{plain}天" if plain.endswith("每") else plain


def _require_moment(line: str, times: ToldTimes, whens: list[str]) -> None:
    """Raise ValueError where what follows makes the times a deadline or a span, or goes on with other ones."""
    if loose := _LOOSE.match(line, times.end):
        raise ValueError(NOT_THEN.format(words=line[times.start : loose.end()], example=whens[0]))
    if (until := _UNTIL.match(line, times.end)) and _begins_with_time(line[until.end() :]):
        raise ValueError(SPAN.format(words=line[times.start : until.end() + 5].strip(), example=whens[0]))
    if more := _MORE.match(line, times.end):
        raise ValueError(SEVERAL.format(words=line[more.end() - 2 :][:12].strip(" 、,和及与跟")))


def _begins_with_time(words: str) -> bool:
    if FIGURES.match(words):
        return True
    found = find_times(words[:8])
    return found is not None and found.start == 0


def _plain_cron(fields: str) -> str:
    """Return five fields of cron in an owner's words, where there are such words; raises ValueError."""
    when = parse(f"cron {fields}")
    plain = replace(when, cron="")
    words = str(plain)
    return words if len(words) <= LONGEST and attempt(words) == plain else str(when)
