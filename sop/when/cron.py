"""The five fields of cron, for those who think in them: minute, hour, day of the month, month, weekday.

Crons differ in what the weekdays 0, 1 and 7 mean, and in whether a day of the month and a weekday both have to fit or
either is enough. So weekdays are read by name only, and only one of the two may be restricted.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, time

from config.calendar import OwnCalendar
from sop.when.days import DAILY, Days, Monthly, Weekly

EXAMPLE = "cron 0 9 * * mon-fri"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LEAP_YEAR = 2000
_PART = re.compile(r"(\*|(\w+)(?:-(\w+))?)(?:/([0-9]{1,2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class InMonths:
    """Those days that lie in some months of each year, 1 to 12."""

    months: tuple[int, ...]
    days: Days

    def first(self, day: date, own: OwnCalendar, /) -> date | None:
        found = self.days.first(day, own)
        while found and found.month not in self.months:
            later = [month for month in self.months if month > found.month]
            year, month = (found.year, later[0]) if later else (found.year + 1, self.months[0])
            if year > MAXYEAR:
                return None
            found = self.days.first(date(year, month, 1), own)
        return found


def read(fields: str) -> tuple[Days, tuple[time, ...]]:
    """Return what five fields mean. Raises ValueError with what is wrong with them.

    Numbers, `*`, ranges `1-5`, steps `*/15` and lists; months also by name, weekdays only by name.
    """
    words = fields.lower().split()
    if len(words) != 5:
        raise ValueError(f"cron 要有五项：分 时 日 月 星期，最细到分钟，这里有 {len(words)} 项，例如 {EXAMPLE}")
    minutes, hours = _numbers(words[0], 0, 59, "分"), _numbers(words[1], 0, 23, "时")
    days, months = _numbers(words[2], 1, 31, "日"), _numbers(words[3], 1, 12, "月", _MONTHS)
    weekdays = _weekdays(words[4])
    if len(days) < 31 and len(weekdays) < 7:
        raise ValueError("cron 的日和星期只能限定一个：各种 cron 里有的要两个都符合，有的符合一个就算")
    if all(days[0] > monthrange(_LEAP_YEAR, month)[1] for month in months):
        raise ValueError(f"cron 写的月份都没有 {days[0]} 日，永远不会到")
    chosen = DAILY if len(days) == 31 else Monthly(days)
    if len(weekdays) < 7:
        chosen = Weekly(weekdays)
    times = tuple(time(hour, minute) for hour in hours for minute in minutes)
    return chosen if len(months) == 12 else InMonths(months, chosen), times


def _numbers(field: str, least: int, most: int, what: str, names: tuple[str, ...] = ()) -> tuple[int, ...]:
    """Return the numbers of one field, sorted; the first name stands for `least`."""
    chosen: set[int] = set()
    for part in field.split(","):
        match = _PART.fullmatch(part)
        if not match:
            raise ValueError(f"cron 的「{what}」读不懂「{part}」，可以写 *、5、1-5、*/15 或用逗号隔开的几个")
        begin, end = least, most
        if match[1] != "*":
            begin = _number(match[2], least, most, what, names)
            end = _number(match[3], least, most, what, names) if match[3] else begin
        if end < begin:
            raise ValueError(f"cron 的「{what}」里「{part}」前大后小，请分成两段写")
        chosen.update(range(begin, end + 1, _step(match[4], part, begin < end)))
    return tuple(sorted(chosen))


def _number(word: str, least: int, most: int, what: str, names: tuple[str, ...]) -> int:
    if word in names:
        return least + names.index(word)
    if not word.isdigit() or not least <= int(word) <= most:
        raise ValueError(f"cron 的「{what}」没有「{word}」，只能是 {least} 到 {most}")
    return int(word)


def _weekdays(field: str) -> tuple[int, ...]:
    """Return the weekdays of the last field, sorted from Monday, which is 0. A range may run over Sunday."""
    chosen: set[int] = set()
    for part in field.split(","):
        match = _PART.fullmatch(part)
        names = [name for name in (match[2], match[3]) if name] if match else []
        if not match or match[4] or not set(names) <= set(_WEEKDAYS):
            allowed = f"星期请写名字：{'、'.join(_WEEKDAYS)}，例如 mon-fri 或 sat,sun"
            raise ValueError(f"cron 的「星期」读不懂「{part}」。数字在各种 cron 里意思不同，{allowed}")
        first = _WEEKDAYS.index(names[0]) if names else 0
        length = (_WEEKDAYS.index(names[-1]) - first) % 7 if names else 6
        chosen.update((first + ahead) % 7 for ahead in range(length + 1))
    return tuple(sorted(chosen))


def _step(word: str | None, part: str, spans: bool) -> int:
    if word is None:
        return 1
    if not spans or int(word) == 0:
        raise ValueError(f"cron 里「{part}」的步长只能写在 * 或一段后面，而且至少是 1，例如 */15 或 8-20/2")
    return int(word)
