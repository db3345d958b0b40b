"""What comes again and again, as people say it: 每天 9:00, 每周一、三 晚上8点, 每月15号 10:00, 工作日 18:00; pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from handlers.dates.numerals import spoken_number
from handlers.dates.spoken_clock import DAY, PART, read_clock
from handlers.dates.spoken_days import WEEKDAYS
from handlers.kit import Refusal
from handlers.kit.words import half_width, truncate

NO_TIME = "「{words}」几点？请写上钟点，例如：每天 09:00、每周一 晚上8点。"
TWO = "「{words}」有两种意思，请写清楚：「{first}」还是「{second}」？"
UNREADABLE = "没看懂「{words}」，可以写：每天 09:00、每周一、三 09:00、每月15号 09:00、工作日 18:00。"
LONGEST = 40
"""Characters that it can have."""
LAST_DAY = 31
"""Of a month, however long it is."""
MOST_DAYS = 400
"""Days in a row in which it has to come."""
SEPARATORS = " \n,;。、，；"

_WEEK = "周|星期|礼拜"
_EVERY = re.compile(
    rf"每个?(?:(?P<daily>天|日|(?={PART.pattern}))"
    rf"|(?:{_WEEK})(?P<weekdays>[一二三四五六日天](?:[、,和至到-]?(?:{_WEEK})?[一二三四五六日天]){{0,6}})"
    r"|月的?(?:(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]|最后一天))"
    r"|(?P<workdays>(?:每个?)?工作日)"
)
_SPACE = re.compile(r"[\s,]{0,3}的?")


class Kind(StrEnum):
    """On which days it comes. Stored, so the names stay."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    WORKDAYS = "workdays"


class Recurrence(BaseModel):
    """Days that come again and again, and a time on each of them."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    days: tuple[int, ...] = ()
    """Weekdays from 0 for Monday, or one day of the month, which a shorter month has on its last day."""
    at: time

    def __str__(self) -> str:
        clock = f"{self.at:%H:%M}"
        match self.kind:
            case Kind.DAILY:
                return f"每天 {clock}"
            case Kind.WEEKLY:
                return f"每周{'、'.join(WEEKDAYS[day] for day in self.days)} {clock}"
            case Kind.MONTHLY:
                return f"每月最后一天 {clock}" if self.days[0] == LAST_DAY else f"每月 {self.days[0]} 号 {clock}"
            case Kind.WORKDAYS:
                return f"每个工作日 {clock}"

    def next_after(self, moment: datetime, works: Callable[[date], bool]) -> datetime | None:
        """Return the next time after a local moment, in UTC; None where it does not come in MOST_DAYS.

        `works` says which days are at work.
        """
        for ahead in range(MOST_DAYS):
            day = moment.date() + timedelta(days=ahead)
            at = datetime.combine(day, self.at, moment.tzinfo).astimezone(UTC)
            if at > moment and self._comes_on(day, works):
                return at
        return None

    def _comes_on(self, day: date, works: Callable[[date], bool]) -> bool:
        match self.kind:
            case Kind.DAILY:
                return True
            case Kind.WEEKLY:
                return day.weekday() in self.days
            case Kind.MONTHLY:
                return day.day == min(self.days[0], monthrange(day.year, day.month)[1])
            case Kind.WORKDAYS:
                return works(day)


@dataclass(frozen=True, slots=True)
class _Days:
    kind: Kind
    days: tuple[int, ...] = ()


def read_recurrence(text: str) -> tuple[Recurrence, str] | None:
    """Return what a text begins with and the rest of it; None where nothing comes again and again.

    Raises Refusal that asks back where it is not clear.
    """
    head = half_width(text[:LONGEST]).lstrip()
    text = text.lstrip()
    match = _EVERY.match(head)
    if not match:
        if head.startswith("每"):
            raise Refusal(UNREADABLE.format(words=truncate(head)))
        return None
    days = _days(match)
    space = _SPACE.match(head, match.end())
    start = space.end() if space else match.end()
    try:
        clock = read_clock(head, start, None)
    except ValueError:
        clock = None
    if days is None or (clock and clock.options and clock.options[0] >= DAY):
        raise Refusal(UNREADABLE.format(words=truncate(head)))
    if clock is None or not clock.options:
        raise Refusal(NO_TIME.format(words=match[0]))
    times = [time(seconds // 3600, seconds % 3600 // 60) for seconds in clock.options]
    if len(times) > 1:
        first, second = (Recurrence(kind=days.kind, days=days.days, at=at) for at in times)
        raise Refusal(TWO.format(words=head[: clock.end], first=first, second=second))
    return Recurrence(kind=days.kind, days=days.days, at=times[0]), text[clock.end :].strip(SEPARATORS)


def _days(match: re.Match[str]) -> _Days | None:
    """Return the days in a match of _EVERY; None where there is no such day."""
    if match["weekdays"]:
        return _Days(Kind.WEEKLY, _weekdays(match["weekdays"]))
    if match["day"]:
        day = spoken_number(match["day"])
        return _Days(Kind.MONTHLY, (day,)) if day and day <= LAST_DAY else None
    if match["workdays"]:
        return _Days(Kind.WORKDAYS)
    return _Days(Kind.MONTHLY, (LAST_DAY,)) if "月" in match[0] else _Days(Kind.DAILY)


def _weekdays(words: str) -> tuple[int, ...]:
    """Return the weekdays of 一、三 or 一至五, in order."""
    days: list[int] = []
    is_span = False
    for letter in words.replace("天", "日"):
        if letter in WEEKDAYS:
            day = WEEKDAYS.index(letter)
            days += range(days[-1] + 1, day) if is_span else ()
            days.append(day)
            is_span = False
        elif letter in "至到-":
            is_span = True
    return tuple(sorted(set(days)))
