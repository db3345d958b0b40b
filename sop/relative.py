"""Moments that are each member's own: so long after joining, around the birthday, after a long silence. Pure.

Days are local dates in the group's zone. A time that the clocks skip or show twice is treated as in `sop.clock`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from unicodedata import normalize
from zoneinfo import ZoneInfo

from handlers.birthday import falls_on
from sop.clock import TIME, instant, read_times
from sop.numerals import NUMBER, number

EXAMPLES = ("入群第3天 10:00", "入群满30分钟", "生日 09:00", "生日前3天 09:00", "沉默7天后 10:00")
LONGEST = 40
MOST_DAYS = 366
MOST_DAYS_BEFORE = 60
MOST_MINUTES = 7 * 24 * 60
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class JoinDay:
    """A time on a day of the membership; the day of joining is day 1."""

    day: int
    at: time

    def moment(self, joined: datetime, zone: ZoneInfo) -> datetime:
        """In UTC. On day 1 it may lie before the joining (aware) itself."""
        return instant(joined.astimezone(zone).date() + (self.day - 1) * ONE_DAY, self.at, zone)

    def __str__(self) -> str:
        return f"入群第{self.day}天 {self.at:%H:%M}"


@dataclass(frozen=True, slots=True)
class SinceJoining:
    """So many minutes after joining, whatever the clocks show."""

    minutes: int

    def moment(self, joined: datetime, _: ZoneInfo) -> datetime:
        """In UTC, from the moment of joining (aware)."""
        return joined.astimezone(UTC) + timedelta(minutes=self.minutes)

    def __str__(self) -> str:
        hours, rest = divmod(self.minutes, 60)
        return f"入群满{self.minutes}分钟" if rest else f"入群满{hours}小时"


@dataclass(frozen=True, slots=True)
class Birthday:
    """A time on the birthday or so many days before it."""

    before: int
    at: time

    def moment(self, kept: date, zone: ZoneInfo) -> datetime:
        """In UTC, for the local date on which the birthday is kept in some year."""
        return instant(kept - self.before * ONE_DAY, self.at, zone)

    def next(self, month: int, day: int, after: datetime, zone: ZoneInfo) -> datetime:
        """The first such moment later than `after` (aware), in UTC; 29 February is kept on the 28th in other years."""
        kept = falls_on(month, day, after.astimezone(zone).date() + self.before * ONE_DAY)
        found = self.moment(kept, zone)
        return found if found > after else self.moment(falls_on(month, day, kept + ONE_DAY), zone)

    def __str__(self) -> str:
        return f"生日{f'前{self.before}天' if self.before else ''} {self.at:%H:%M}"


@dataclass(frozen=True, slots=True)
class Silence:
    """A time on the first day whose date is so many days after that of the last word."""

    days: int
    at: time

    def moment(self, last_word: datetime, zone: ZoneInfo) -> datetime:
        """In UTC, from the moment of the last word (aware)."""
        return instant(last_word.astimezone(zone).date() + self.days * ONE_DAY, self.at, zone)

    def __str__(self) -> str:
        return f"沉默{self.days}天后 {self.at:%H:%M}"


Relative = JoinDay | SinceJoining | Birthday | Silence

_DAY = re.compile(f"入群(?:后?第({NUMBER})天|当天)({TIME})")
_DAYS = re.compile(f"入群[后满]?({NUMBER})天后?({TIME})")
_AFTER = re.compile(f"入群[后满]?({NUMBER})个?(分钟|小时)后?")
_BIRTHDAY = re.compile(f"生日(?:当天|前({NUMBER})天)?({TIME})")
_SILENCE = re.compile(f"沉默满?({NUMBER})天后?({TIME})")


def parse_relative(text: str) -> Relative | None:
    """Reads an owner's words for a moment of each member, None where they are no such words at all.

    `入群第3天 10:00`, `入群3天后 10:00` (that is day 4), `入群满30分钟`, `入群2小时后`, `生日 09:00`,
    `生日前3天 09:00`, `沉默7天后 10:00`. Raises ValueError with what was read and what may be written.
    """
    words = " ".join(normalize("NFKC", text[: LONGEST + 1]).split())
    if not words.startswith(("入群", "生日", "沉默")):
        return None
    try:
        found = _read(words.replace(" ", "")) if len(text) <= LONGEST else None
    except ValueError as error:
        raise ValueError(f"看不懂时间「{words}」：{error}") from None
    if not found:
        raise ValueError(f"看不懂时间「{words}」。可以写：{'；'.join(EXAMPLES)}")
    return found


def _read(plain: str) -> Relative | None:
    if found := _DAY.fullmatch(plain):
        return JoinDay(_within(found[1] or "1", MOST_DAYS, "天"), read_times(found[2])[0])
    if found := _DAYS.fullmatch(plain):
        return JoinDay(_within(found[1], MOST_DAYS - 1, "天") + 1, read_times(found[2])[0])
    if found := _AFTER.fullmatch(plain):
        unit = 60 if found[2] == "小时" else 1
        return SinceJoining(unit * _within(found[1], min(MOST_MINUTES // unit, 999), found[2]))
    if found := _BIRTHDAY.fullmatch(plain):
        before = _within(found[1], MOST_DAYS_BEFORE, "天") if found[1] else 0
        return Birthday(before, read_times(found[2])[0])
    if found := _SILENCE.fullmatch(plain):
        return Silence(_within(found[1], MOST_DAYS, "天"), read_times(found[2])[0])
    return None


def _within(word: str, most: int, unit: str) -> int:
    found = number(word)
    if not found or found > most:
        raise ValueError(f"「{word}{unit}」不行，只能是 1 到 {most} {unit}")
    return found
