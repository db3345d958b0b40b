"""An owner's words for a time, and the moments they mean. Pure: nothing here asks what time it is.

The local date leads: each date has its times exactly once, whatever the clocks do on it. A local time that does not
exist (clocks go forward) becomes the first instant after the gap; of a time that comes twice only the first counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from unicodedata import normalize
from zoneinfo import ZoneInfo

from sop.days import LAST, WEEK, Days, Monthly, Once, Weekly, Workdays, Yearly

EXAMPLES = (
    "每天 08:00、20:00",
    "每周一、三 20:00",
    "工作日 12:30",
    "每月1日 09:00",
    "每月最后一天 20:00",
    "12月24日 20:00",
    "2026-12-24 20:00",
)
LONGEST = 100
"""Characters of a timetable entry; what is longer is not read at all."""


@dataclass(frozen=True, slots=True)
class When:
    """Some times on some local dates; the times are sorted. Its text is the canonical form, which `parse` reads."""

    days: Days
    times: tuple[time, ...]

    def next(self, after: datetime, zone: ZoneInfo) -> datetime | None:
        """The first moment later than `after` (aware), in UTC; None when there is none up to the year 9999."""
        try:
            day = self.days.first(after.astimezone(zone).date())
            while day:
                for at in self.times:
                    found = instant(day, at, zone)
                    if found > after:
                        return found
                day = self.days.first(day + timedelta(days=1))
        except OverflowError:
            pass
        return None

    def __str__(self) -> str:
        return f"{self.days} " + "、".join(f"{at:%H:%M}" for at in self.times)


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment of a local date and time, in UTC; the first instant after the gap where clocks skip it.

    Raises OverflowError at the ends of the calendar.
    """
    wall = datetime.combine(day, at)
    found = wall.replace(tzinfo=zone).astimezone(UTC)
    if _wall(found, zone) == wall:
        return found
    before, after = wall.replace(tzinfo=zone, fold=1).astimezone(UTC), found
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // timedelta(seconds=2) * timedelta(seconds=1)
        if _wall(middle, zone) < wall:
            before = middle
        else:
            after = middle
    return after


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def parse(text: str) -> When:
    """Reads an owner's words, full-width forms too; raises ValueError with what was read and what may be written.

    `每天`, `每周一、三`, `每周一至周五`, `工作日` (Monday to Friday), `每月1日`, `每月最后一天` (a month without the
    day is skipped), `12月24日` (every year; 2月29日 only in leap years) or a date, then one or more times.
    """
    if len(text) > LONGEST:
        raise ValueError(f"时间写得太长了，最多 {LONGEST} 个字")
    words = " ".join(normalize("NFKC", text).split())
    try:
        return _read(words)
    except ValueError as error:
        near = _suggestion(words)
        tip = f"是不是「{near}」？" if near else f"可以写：{'；'.join(EXAMPLES)}"
        raise ValueError(f"看不懂时间「{words}」：{error}。{tip}") from None


_TIME = re.compile("[0-9]{1,2}:[0-9]{2}")
_TIMES = re.compile(f"{_TIME.pattern}(?: ?[、,和 ] ?{_TIME.pattern})*")


def _read(words: str) -> When:
    found = _TIME.search(words)
    if not found:
        raise ValueError("缺少几点几分，例如 08:00")
    return When(_days(words[: found.start()].strip()), _times(words[found.start() :]))


def _times(words: str) -> tuple[time, ...]:
    if not _TIMES.fullmatch(words):
        raise ValueError(f"「{words}」不是 08:00 或 08:00、20:00 这样的时间")
    times = set()
    for word in _TIME.findall(words):
        hour, minute = map(int, word.split(":"))
        if hour > 23 or minute > 59:
            raise ValueError(f"没有 {word} 这个时间，一天是 00:00 到 23:59")
        times.add(time(hour, minute))
    return tuple(sorted(times))


def _days(words: str) -> Days:
    plain = words.replace(" ", "")
    if plain in ("每天", "每日"):
        return Weekly(tuple(range(7)))
    if plain in ("工作日", "每个工作日"):
        return Workdays()
    if found := re.fullmatch("每(?:个?星期|周)(.+)", plain):
        return Weekly(_weekdays(found[1]))
    if found := re.fullmatch("每个?月(.+)", plain):
        return Monthly(_numbers(found[1]))
    if found := re.fullmatch("(?:每年)?([0-9]{1,2})月([0-9]{1,2})[日号]", plain):
        month, number = int(found[1]), int(found[2])
        _real(2000, month, number, plain)
        return Yearly(month, number)
    if found := re.fullmatch("([0-9]{4})[-/年]([0-9]{1,2})[-/月]([0-9]{1,2})[日号]?", plain):
        return Once(_real(int(found[1]), int(found[2]), int(found[3]), plain))
    raise ValueError(f"「{words}」不是能用的日子" if words else "缺少日子，例如 每天")


def _weekdays(words: str) -> tuple[int, ...]:
    """一三, 一、三, 一和周三, 一至周五: weekdays from 0, sorted. A span may run over the end of the week."""
    plain = re.sub("周|星期|[、,和]", "", words).replace("天", "日")
    spans = re.findall(f"([{WEEK}])(?:[至到-]([{WEEK}]))?", plain)
    if "".join(re.findall(f"[{WEEK}](?:[至到-][{WEEK}])?", plain)) != plain or not plain:
        raise ValueError(f"「{words}」不是一周里的日子，例如 一、三 或 一至五")
    chosen: set[int] = set()
    for start, end in spans:
        first = WEEK.index(start)
        length = (WEEK.index(end) - first) % 7 if end else 0
        chosen.update((first + ahead) % 7 for ahead in range(length + 1))
    return tuple(sorted(chosen))


def _numbers(words: str) -> tuple[int, ...]:
    """1日, 1号、15号, 最后一天: days of a month, sorted."""
    chosen: set[int] = set()
    for word in re.split("[、,和]", words):
        found = re.fullmatch("([0-9]{1,2})[日号]?", word)
        if word != "最后一天" and not (found and 1 <= int(found[1]) <= 31):
            raise ValueError(f"「{word}」不是一个月里的日子，1日 到 31日 或 最后一天")
        chosen.add(int(found[1]) if found else LAST)
    return tuple(sorted(chosen))


def _real(year: int, month: int, number: int, words: str) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise ValueError(f"没有「{words}」这一天") from None


_SLIPS = (
    ("(?:早上|上午|早晨|早)", ""),
    ("(?:下午|晚上|傍晚|晚)(?=([1-9]|1[01])(?![0-9]))", "+"),
    ("([0-9]{1,2})[点时]半", r"\1:30"),
    ("([0-9]{1,2})[点时]([0-9]{2})分?", r"\1:\2"),
    ("([0-9]{1,2})[点时]整?", r"\1:00"),
    ("(?<![0-9.])([0-9]{1,2})\\.([0-9]{2})(?![0-9.])", r"\1:\2"),
    ("(?:每天)?(?:周一到周五|周一至周五)", "每周一至周五"),
    ("每+", "每"),
    ("24:00", "00:00"),
)
"""What people write instead, in the order of mending."""


def _suggestion(words: str) -> str:
    """The canonical form of what may have been meant, or nothing."""
    for pattern, mended in _SLIPS:
        words = re.sub(pattern, mended, words)
    words = re.sub(r"\+([0-9]{1,2})(?=:)", lambda found: str(int(found[1]) + 12), words)
    for attempt in (words, "每" + words, "每天 " + words):
        try:
            return str(_read(attempt))
        except ValueError:
            continue
    return ""
