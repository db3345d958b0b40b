"""How long somebody waits on a journey: 30分钟, 2小时, 3天, or 1天 10:00 for a time of a later day. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.dates.numerals import NUMBER, number
from handlers.kit.words import half_width
from sop.when.clock import TIME, instant, read_times

EXAMPLES = ("30分钟", "2小时", "3天", "1天 10:00")
LONGEST = 20
"""Characters; what is longer is not read at all."""
MOST = timedelta(days=90)
MINUTE = timedelta(minutes=1)
_UNITS = {"分钟": MINUTE, "分": MINUTE, "小时": timedelta(hours=1), "天": timedelta(days=1)}
_WAIT = re.compile(f"({NUMBER}|[0-9]{{4,6}})个?({'|'.join(_UNITS)})后?({TIME})?")
HOW = "看不懂「{words}」，可以写：{examples}"
ONLY_DAYS = "「{words}」：几点几分只能写在 天 的后面，例如 1天 10:00"
RANGE = "「{words}」不行，只能等 1 分钟到 90 天"


@dataclass(frozen=True, slots=True)
class Wait:
    """Minutes by the clock, or local days; with `at` that time of the day so many days later, else the same time.

    Its text is the canonical form, which `parse_wait` reads.
    """

    minutes: int = 0
    days: int = 0
    at: time | None = None

    def after(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """Return when a wait that begins at a moment (aware) ends, in UTC; never too early, and at a whole minute.

        A local time that clocks skip becomes the first instant after the gap.
        """
        if not self.days:
            return whole_minute(moment + self.minutes * MINUTE)
        local = moment.astimezone(zone)
        at = self.at or local.time().replace(fold=0)
        return whole_minute(instant(local.date() + timedelta(days=self.days), at, zone))

    def __str__(self) -> str:
        if not self.days:
            return f"{self.minutes}分钟"
        return f"{self.days}天" + (f" {self.at:%H:%M}" if self.at else "")


def whole_minute(moment: datetime) -> datetime:
    """Return the moment itself or the next whole minute, at which those who come one after another meet."""
    floor = moment.replace(second=0, microsecond=0)
    return floor if floor == moment else floor + MINUTE


def parse_wait(text: str) -> Wait:
    """Read an owner's words, full-width forms too; raises ValueError with what was read and what may be written."""
    words = " ".join(half_width(text[: LONGEST + 1]).split())
    match = _WAIT.fullmatch(words.replace(" ", "")) if len(words) <= LONGEST else None
    if not match:
        raise ValueError(HOW.format(words=words, examples="；".join(EXAMPLES)))
    amount = number(match[1]) if len(match[1]) < 4 else int(match[1])
    unit = _UNITS[match[2]]
    if not amount or amount > MOST // unit:
        raise ValueError(RANGE.format(words=words))
    if unit < _UNITS["天"]:
        if match[3]:
            raise ValueError(ONLY_DAYS.format(words=words))
        return Wait(minutes=amount * unit // MINUTE)
    return Wait(days=amount, at=read_times(match[3])[0] if match[3] else None)
