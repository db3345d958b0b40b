"""Days by their names: festivals as people call them, solar terms, dates of the lunar calendar; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.dates.china import FESTIVALS, SOLAR_TERMS, lunar_months, named_days
from handlers.dates.numerals import lunar_day, lunar_month

YEARS = 3
"""In which a name is looked for: 腊八节 may be missing in one of them."""
OTHER_NAMES = {
    "过年": "春节",
    "大年初一": "春节",
    "大年三十": "除夕",
    "年三十": "除夕",
    "年夜": "除夕",
    "新年": "元旦",
    "阳历年": "元旦",
    "五一": "劳动节",
    "六一": "儿童节",
    "三八": "妇女节",
    "十一": "国庆节",
    "七夕节": "七夕",
    "元宵": "元宵节",
    "小年夜": "小年",
    "圣诞": "圣诞节",
    "双11": "双十一",
    "双12": "双十二",
}
_YEARS_AHEAD = {"今年": 0, "明年": 1, "后年": 2}
_NAMES = frozenset((*FESTIVALS, *SOLAR_TERMS, *OTHER_NAMES, *(name.removesuffix("节") for name in FESTIVALS)))
_LONGEST_NAME = max(map(len, _NAMES))
_NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_LUNAR_DAY = f"(?:初[一二三四五六七八九十]|廿[一二三四五六七八九]|{_NUMBER})"
_LUNAR = re.compile(
    rf"(?:(?:农历|阴历|旧历)\s?(?:的)?(?P<leap>闰)?(?P<month>[正冬腊]|{_NUMBER})月(?P<day>{_LUNAR_DAY})"
    rf"|(?P<only_leap>闰)?(?P<only_month>[正冬腊])月(?P<only_day>{_LUNAR_DAY})"
    rf"|(?P<spelled_leap>闰)?(?P<spelled_month>{_NUMBER})月(?P<spelled_day>初[一二三四五六七八九十]|廿[一二三四五六七八九]))[日号]?"
)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day with a name, which stands in a text."""

    name: str
    date: date
    end: int
    """Where it ends in the text."""


def read_named_day(text: str, today: date) -> NamedDay | None:
    """Return the day whose name a half-width text begins with, the next one from today on; None where there is none.

    Of 今年除夕 and 明年春节 it is that of the year, even if it has passed. Raises ValueError where the lunar calendar
    has no such day.
    """
    lunar = _LUNAR.match(text)
    if lunar:
        return NamedDay(lunar[0], _coming_lunar(lunar, today), lunar.end())
    ahead = _YEARS_AHEAD.get(text[:2])
    start = 0 if ahead is None else 2
    for length in range(min(_LONGEST_NAME, len(text) - start), 1, -1):
        word = text[start : start + length]
        found = named_day(word, today, ahead) if word in _NAMES else None
        if found:
            return NamedDay(found[0], found[1], start + length)
    return None


def named_day(name: str, today: date, ahead: int | None = None) -> tuple[str, date] | None:
    """Return the usual name and the next day of a festival or solar term; that of so many years ahead, where given."""
    years = range(today.year, today.year + YEARS) if ahead is None else (today.year + ahead,)
    for usual in (OTHER_NAMES.get(name, name), f"{name}节"):
        days = (day for year in years for day in named_days(year).get(usual, ()))
        found = next((day for day in days if ahead is not None or day >= today), None)
        if found:
            return usual, found
    return None


def _coming_lunar(match: re.Match[str], today: date) -> date:
    """Return the next day of the lunar calendar that is named; raises ValueError where there is none."""
    kind = next(kind for kind in ("", "only_", "spelled_") if match[f"{kind}month"])
    month, day = lunar_month(match[f"{kind}month"]), lunar_day(match[f"{kind}day"])
    leap = match[f"{kind}leap"] is not None
    # A leap month of a number comes once in decades; the years that the calendar knows are few enough.
    for year in range(today.year - 1, today.year + 100 if leap else today.year + 30):
        for lunar in lunar_months(year):
            if (lunar.month, lunar.leap) == (month, leap) and day and day <= lunar.days:
                found = lunar.first + timedelta(days=day - 1)
                if found >= today:
                    return found
    raise ValueError(match[0])
