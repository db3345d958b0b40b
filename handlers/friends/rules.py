"""Friend requests in figures: reading what staff report, the pass rate, and advice on it; pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Self

from pydantic import Field, model_validator

from handlers.dates import typed
from handlers.kit import Refusal, Section
from handlers.kit.words import half_width, truncate
from handlers.text.numbers import read_whole_number
from handlers.text.shares import FEW
from storage.friends import RequestCounts

USAGE = "加友 申请 30 通过 6 回复 4（只报申请数也可以写 加友 30，补昨天的写 加友 昨天 30）"
UNREADABLE = "「{shown}」看不懂，请这样写：" + USAGE
MORE_PASSED = (
    "通过 {passed} 个，比申请的 {sent} 个还多，是不是写反了？前几天的申请今天才通过的，请补报到那一天：加友 昨天 通过 6"
)
MORE_ANSWERED = "回复 {answered} 个，比通过的 {passed} 个还多，请核对一下再报。"
OUT_OF_REACH = "只能报今天和最近 {days} 天的。"
FIELDS = {"申请": "sent", "通过": "passed", "回复": "answered"}
MOST = 10_000
LONGEST = 60
_PAIR = re.compile(r"\s*(申请|通过|回复)\s?[:]?\s?([0-9]{1,10})个?(?=\s|$|，|,|、|申请|通过|回复)[，,、]?")


class Rules(Section):
    """加友"""

    low: int = Field(8, ge=0, le=100, description="通过率低于百分之几，就该换个说法了")
    good: int = Field(15, ge=0, le=100, description="通过率到百分之几算好")
    days: int = Field(31, ge=0, le=366, description="可以补报几天前的")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low > self.good:
            raise ValueError("low 不能比 good 大")
        return self


def read_day(text: str, today: date, days: int) -> tuple[date, str]:
    """Return the local date that a report begins with (today where it names none), and the rest; raises Refusal."""
    if len(text) > LONGEST:
        raise Refusal(UNREADABLE.format(shown=truncate(text)))
    word, _, rest = half_width(text).partition(" ")
    try:
        day = typed.read_day(word, today, typed.latest)
    except ValueError:
        raise Refusal(UNREADABLE.format(shown=truncate(word))) from None
    if day is None:
        return today, text
    if not 0 <= (today - day).days <= days:
        raise Refusal(OUT_OF_REACH.format(days=days))
    return day, rest.strip()


def read_numbers(text: str, before: RequestCounts) -> RequestCounts:
    """Read `申请 30 通过 6 回复 4` or only `30`; what is not named stays as before. Raises Refusal."""
    plain = half_width(text)
    if not plain:
        raise Refusal(UNREADABLE.format(shown=truncate(text)))
    if plain.isascii() and plain.isdigit():
        return replace(before, sent=read_whole_number(plain, 0, MOST))
    place, named = 0, {}
    while place < len(plain):
        pair = _PAIR.match(plain, place)
        if not pair:
            raise Refusal(UNREADABLE.format(shown=truncate(text)))
        named[FIELDS[pair[1]]] = read_whole_number(pair[2], 0, MOST)
        place = pair.end()
    counts = RequestCounts(
        named.get("sent", before.sent), named.get("passed", before.passed), named.get("answered", before.answered)
    )
    if counts.sent and counts.passed > counts.sent:
        raise Refusal(MORE_PASSED.format(sent=counts.sent, passed=counts.passed))
    if counts.passed and counts.answered > counts.passed:
        raise Refusal(MORE_ANSWERED.format(passed=counts.passed, answered=counts.answered))
    return counts


def rate(numbers: RequestCounts) -> str:
    """Return how many of a hundred requests passed, with one decimal; a dash where there are too few for that."""
    return f"{numbers.passed * 100 / numbers.sent:.1f}%" if numbers.sent >= FEW else "—"


def advice(numbers: RequestCounts, rules: Rules) -> str:
    """Return advice on the pass rate; empty where there are too few requests for one."""
    if numbers.sent < FEW:
        return ""
    if numbers.passed * 100 < rules.low * numbers.sent:
        return f"低于 {rules.low}%，换个开场白：说清你是谁、从哪里认识、能帮上什么"
    if numbers.passed * 100 < rules.good * numbers.sent:
        return f"正常，好的话术能到 {rules.good}%"
    return "很好，把话术分享给同事吧"
