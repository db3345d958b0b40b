"""Moments that are each member's own: so many days after joining, around the birthday, after a long silence. Pure.

Such a plan is a daily one that speaks to those for whom the day has come.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import Any

from handlers.dates.numerals import NUMBER, number
from handlers.kit.words import half_width
from sop.when.clock import TIME, read_times

EXAMPLES = ("入群第3天 10:00", "生日 09:00", "生日前3天 09:00", "沉默7天后 10:00")
LONGEST = 40
MOST_DAYS = 366
MOST_DAYS_BEFORE = 60
ONLY_DAYS = "入群以后只能按天算，例如 入群当天 20:00、入群第2天 10:00"


@dataclass(frozen=True, slots=True)
class Relative:
    """A local time on some members' days."""

    at: time
    whom: dict[str, Any]
    """Whose day it is, as a plan's `whom`."""


_DAY = re.compile(f"入群(?:后?第({NUMBER})天|当天)({TIME})")
_DAYS = re.compile(f"入群[后满]?({NUMBER})天后?({TIME})")
_AFTER = re.compile(f"入群[后满]?({NUMBER})个?(分钟|小时)后?")
_BIRTHDAY = re.compile(f"生日(?:当天|前({NUMBER})天)?({TIME})")
_SILENCE = re.compile(f"沉默满?({NUMBER})天后?({TIME})")


def parse_relative(text: str) -> Relative | None:
    """Read an owner's words for a moment of each member, None where they are no such words at all.

    `入群第3天 10:00` (the day of joining is day 1), `入群3天后 10:00` (that is day 4), `生日 09:00`, `生日前3天 09:00`,
    `沉默7天后 10:00` (once, on the first such day). Raises ValueError with what was read and what may be written.
    """
    words = " ".join(half_width(text[: LONGEST + 1]).split())
    if meant := _meant(words):
        raise ValueError(f"看不懂时间「{words}」。是不是「{meant}」？新人按每个人入群的日子算")
    if not words.startswith(("入群", "生日", "沉默")):
        return None
    try:
        relative = _read(words.replace(" ", "")) if len(text) <= LONGEST else None
    except ValueError as error:
        raise ValueError(f"看不懂时间「{words}」：{error}") from None
    if not relative:
        raise ValueError(f"看不懂时间「{words}」。可以写：{'；'.join(EXAMPLES)}")
    return relative


_JOINING = re.compile(r"(?:新人|新成员|成员)?(?:进群|加群|入群|加入|进来)(?:时|后|的时候)?|(?:新人|新成员)")


def _meant(words: str) -> str:
    """Return what somebody meant who calls joining by another name or gives no day; empty for all other words."""
    match = _JOINING.match(words)
    if not match or (words.startswith("入群") and words != "入群"):
        return ""
    rest = words[match.end() :].strip()
    day = "" if re.match(f"(?:后|满)?第?{NUMBER}(?:个)?(?:天|小时|分钟)|当天", rest) else "当天"
    behind = "" if re.search(TIME, rest) else " 10:00"
    meant = f"入群{day}{' ' if day and rest else ''}{rest}{behind}"
    try:
        return meant if _read(meant.replace(" ", "")) else "入群当天 10:00"
    except ValueError:
        return "入群当天 10:00"


def _read(plain: str) -> Relative | None:
    if match := _DAY.fullmatch(plain):
        return _joined(_within(match[1] or "1", MOST_DAYS, "天"), match[2])
    if match := _DAYS.fullmatch(plain):
        return _joined(_within(match[1], MOST_DAYS - 1, "天") + 1, match[2])
    if _AFTER.fullmatch(plain):
        raise ValueError(ONLY_DAYS)
    if match := _BIRTHDAY.fullmatch(plain):
        before = _within(match[1], MOST_DAYS_BEFORE, "天") if match[1] else 0
        return Relative(read_times(match[2])[0], {"birthday": before})
    if match := _SILENCE.fullmatch(plain):
        days = _within(match[1], MOST_DAYS, "天")
        return Relative(read_times(match[2])[0], {"silent": days, "not": [{"silent": days + 1}]})
    return None


def _joined(day: int, at: str) -> Relative:
    return Relative(read_times(at)[0], {"joined": day})


def _within(word: str, most: int, unit: str) -> int:
    count = number(word)
    if not count or count > most:
        raise ValueError(f"「{word}{unit}」不行，只能是 1 到 {most} {unit}")
    return count
