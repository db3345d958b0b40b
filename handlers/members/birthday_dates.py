"""Birthdays as people type them: 5-20, 五月二十, 1995年5月20日, 农历八月十五, 阴历8月15, 闰四月初一; pure."""

from __future__ import annotations

import re

from handlers.dates.birthdays import has_day
from handlers.dates.numerals import lunar_day, lunar_month, number
from handlers.dates.typed import LONGEST, read_date
from handlers.kit import Refusal
from handlers.kit.words import ENDINGS, half_width, truncate
from storage.members.birthdays import BirthdayDate, Calendar

USAGE = "生日 5-20"
UNREADABLE = "看不懂「{shown}」，请这样写：{usage}，农历的写 生日 农历八月十五，想写年份就写 生日 1995-5-20。"
NO_DAY = "没有 {month} 月 {day} 日这一天，请再看看。"
NO_LUNAR_DAY = "日历上没有「{shown}」这一天，请再看看。"
NO_YEAR = "{year} 年不像是出生的年份，不想写可以只写月和日。"
EARLIEST = 1900

_LUNAR, _SOLAR = "农历|阴历|旧历", "公历|阳历|新历"
_CALENDAR = re.compile(f"{_LUNAR}|{_SOLAR}")
_MONTH_AND_DAY = re.compile("(?:([0-9]{4})年)?(闰?)([^月]{1,2})月(.{1,4})")
_ONLY_LUNAR = re.compile("[闰正冬腊]|月[初廿]")
"""Words that no solar date has."""


def read_birthday(text: str, this_year: int) -> tuple[BirthdayDate, int | None]:
    """Return a birthday and the year of birth, where it was typed; raises Refusal for what is none."""
    typed = _read(text)
    if typed is None:
        raise Refusal(UNREADABLE.format(shown=truncate(text, LONGEST), usage=USAGE))
    born, year = typed
    if not has_day(born, year):
        if born.calendar is Calendar.SOLAR:
            raise Refusal(NO_DAY.format(month=born.month, day=born.day))
        raise Refusal(NO_LUNAR_DAY.format(shown=truncate(text, LONGEST)))
    if year is not None and not EARLIEST <= year < this_year:
        raise Refusal(NO_YEAR.format(year=year))
    return typed


def find_birthday(text: str, this_year: int) -> tuple[BirthdayDate, int | None] | None:
    """Return what `read_birthday` does, None for what is no birthday."""
    try:
        return read_birthday(text, this_year)
    except Refusal:
        return None


def _read(text: str) -> tuple[BirthdayDate, int | None] | None:
    """Return the day and the year in a text, which the calendar may not have; None where it is no date."""
    plain = "".join(half_width(text).split()) if len(text) <= LONGEST else ""
    named = _CALENDAR.findall(plain)
    plain = _CALENDAR.sub("", plain).strip(ENDINGS + "()")
    only_lunar = bool(_ONLY_LUNAR.search(plain))
    is_solar = any(word in _SOLAR for word in named)
    if len(named) > 1 or (is_solar and only_lunar):
        return None
    is_lunar = only_lunar or (bool(named) and not is_solar)
    words = _MONTH_AND_DAY.fullmatch(plain)
    if words:
        return _from_words(words, is_lunar=is_lunar)
    typed = read_date(plain)
    if typed is None or typed.month is None:
        return None
    return BirthdayDate(typed.month, typed.day, Calendar.LUNAR if is_lunar else Calendar.SOLAR), typed.year


def _from_words(words: re.Match[str], *, is_lunar: bool) -> tuple[BirthdayDate, int | None] | None:
    """Return the day and the year in a match of _MONTH_AND_DAY; None where there are no numbers in it."""
    year, leap, month_word, day_word = words.groups()
    month, day = number(month_word), number(day_word.removesuffix("日").removesuffix("号"))
    if is_lunar:
        month, day = lunar_month(month_word) or month, lunar_day(day_word) or day
    if month is None or day is None:
        return None
    calendar = Calendar.LEAP if leap else Calendar.LUNAR if is_lunar else Calendar.SOLAR
    return BirthdayDate(month, day, calendar), int(year) if year else None
