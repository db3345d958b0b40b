"""An owner's words for a time, and the moments they mean. Pure: nothing here asks what time it is.

The local date leads: each date has its times exactly once, whatever the clocks do on it. A local time that does not
exist (clocks go forward) becomes the first instant after the gap; of a time that comes twice only the first counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from config.calendar import CHINA, OwnCalendar
from handlers.kit.words import half_width
from sop.when import cron
from sop.when.clock import TIMES, instant, read_times
from sop.when.corrections import correct, suggest
from sop.when.days import Days
from sop.when.grammar import read_days

EXAMPLES = (
    "每天 08:00、20:00",
    "每周一、三 20:00",
    "工作日 12:30",
    "每月1日 09:00",
    "每月最后一天 20:00",
    "每月第2个周六 09:00",
    "每2周周三（从 2026-11-25 起） 20:00",
    "每天 除了 节假日 08:00",
    "农历八月十五 09:00",
    "春节前3天 09:00",
    "每月最后一个工作日 17:00",
    "每月1日（遇节假日顺延） 09:00",
    "双十一前3天 20:00",
    "12月24日 20:00",
    "2026-12-24 20:00",
    "2026-12-01 至 2026-12-07 每天 09:00",
    cron.EXAMPLE,
)
SHOWN = 8
"""Examples that are shown to someone whose words could not be read."""
LONGEST = 100
"""Characters of a timetable entry; what is longer is not read at all."""


@dataclass(frozen=True, slots=True)
class When:
    """Some times on some local dates; the times are sorted. Its text is the canonical form, which `parse` reads."""

    days: Days
    times: tuple[time, ...]
    cron: str = ""
    """The five fields where it was written so."""

    def next(self, after: datetime, zone: ZoneInfo, own: OwnCalendar = CHINA) -> datetime | None:
        """Return the first moment later than `after` (aware), in UTC; None when there is none up to the year 9999.

        `own` are the days on which the group is off or works, whatever offices in China do.
        """
        try:
            local = after.astimezone(zone)
            today = local.date()
            day = self.days.first(today, own)
            # What today's clock has shown already lies behind, even where it will show it again.
            times = self.times[bisect_right(self.times, local.time()) :] if day == today else self.times
            while day:
                for at in times:
                    moment = instant(day, at, zone)
                    if moment > after:
                        return moment
                day, times = self.days.first(day + timedelta(days=1), own), self.times
        except OverflowError:
            pass
        return None

    def __str__(self) -> str:
        if self.cron:
            return f"cron {self.cron}"
        return f"{self.days} " + "、".join(f"{at:%H:%M}" for at in self.times)


def parse(text: str, occasions: Collection[str] = ()) -> When:
    """Read an owner's words, full-width forms too; raises ValueError with what was read and what may be written.

    Days as sop/when/grammar.py reads them and one or more times, or `cron` and its five fields. Exceptions stand
    before or after the times: `每天 除了 周日 08:00`, `每天 08:00（节假日除外）`.

    `occasions` are the names of the group's own days.
    """
    if len(text) > LONGEST:
        raise ValueError(f"时间写得太长了，最多 {LONGEST} 个字")
    words = " ".join(half_width(text).split())
    try:
        return _read(words, occasions)
    except ValueError as error:
        near = _suggestion(words, occasions)
        tip = f"是不是「{near}」？" if near else f"可以写：{'；'.join(EXAMPLES[:SHOWN])}"
        raise ValueError(f"看不懂时间「{words}」：{error}。{tip}") from None


def _read(words: str, occasions: Collection[str]) -> When:
    if fields := re.fullmatch("(?i:cron):? ?(.*)", words):
        days, times = cron.read(fields[1])
        return When(days, times, fields[1].lower())
    if re.match("入群|生日|沉默", words):
        raise ValueError("这是按每位成员算的，这里只能写全群都一样的日子")
    match = re.search(TIMES, words)
    if not match:
        raise ValueError(_without_time(words, occasions))
    times = read_times(match[0])
    named = _joined(words[: match.start()].strip(), words[match.end() :].strip(" ,、"))
    return When(read_days(named, occasions), times)


def _without_time(words: str, occasions: Collection[str]) -> str:
    """Return what to say of words without a time of day; the days alone may be readable."""
    for candidate in (words, *correct(words)):
        try:
            return f"缺少几点几分，例如 {read_days(candidate, occasions)} 09:00"
        except ValueError:
            continue
    return "缺少几点几分，例如 08:00"


_BEHIND = re.compile(r"\(?(?:除了(.+?)(?:[以之]?外)?|除(.+?)[以之]外|(.+)除外)\)?")


def _joined(before: str, behind: str) -> str:
    """Return the days with their exceptions, as in 每天除了周日, wherever and however they were written."""
    if re.match(r"\(?(?:从|如?遇|逢)", behind):
        return before + behind
    if behind:
        excepted = _BEHIND.fullmatch(behind)
        if not excepted:
            raise ValueError(f"时间后面的「{behind}」看不懂，那里只能写 除了 节假日 这样的例外")
        return f"{before}除了{excepted[1] or excepted[2] or excepted[3]}"
    if excepted := re.fullmatch(r"(.+)[ ,(]([^ ,(]+)除外\)?", before):
        return f"{excepted[1]}除了{excepted[2]}"
    days, exceptions = _split_outside(before)
    return f"{days}除了{exceptions}" if days and exceptions else before


def _split_outside(words: str) -> tuple[str, str]:
    """Return the days and their exceptions in 每天除周日以外; nothing for other words."""
    inside = words.removesuffix("外")
    if inside == words:
        return "", ""
    days, _, exceptions = inside[:-1].rpartition("除")
    exceptions = exceptions.removeprefix("了") + inside[-1:]
    return days, exceptions[:-1] if len(exceptions) > 1 and exceptions[-1] in "以之" else exceptions


def _suggestion(words: str, occasions: Collection[str]) -> str:
    """Return the canonical form of what may have been meant, or nothing."""
    readable = (attempt(candidate, occasions) for candidate in (*correct(words), *suggest(words, occasions)))
    return next((str(when) for when in readable if when), "")


def attempt(words: str, occasions: Collection[str] = ()) -> When | None:
    """Return the times like `parse`, for plain words; None where they cannot be read."""
    try:
        return _read(words, occasions)
    except ValueError:
        return None
