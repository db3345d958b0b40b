"""Readers of one kind of days each, all words being without spaces and parentheses.

A reader answers None where the words are of another kind, and raises ValueError with the reason where they are of its
own and wrong.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta

from config.calendar import CHINA
from handlers.dates import china
from handlers.dates.numerals import NUMBER, lunar_day, lunar_month, number
from handlers.dates.typed import FULL_DATE
from sop.when.china import NAMES, Lunar, MonthlyWorkday, Named
from sop.when.days import LAST, WEEK, Days, Monthly, MonthlyWeekday, Once, Weekly, Yearly
from sop.when.occasions import Occasion
from sop.when.spans import asks_the_office, asks_the_owner

ALSO = {
    "国庆": "国庆节",
    "中秋": "中秋节",
    "端午": "端午节",
    "元宵": "元宵节",
    "重阳": "重阳节",
    "腊八": "腊八节",
    "五一": "劳动节",
    "七夕节": "七夕",
    "大年初一": "春节",
    "圣诞": "圣诞节",
    "双11": "双十一",
    "双12": "双十二",
    "六一八": "618",
    "六一": "儿童节",
    "三八": "妇女节",
    "三八节": "妇女节",
    "妈妈节": "母亲节",
    "爸爸节": "父亲节",
    "大年三十": "除夕",
}
"""Other names of festivals. 大年三十 is how people call the last day of the year, even where it is the 29th."""
MD = "(?:每年)?([0-9]{1,2})月([0-9]{1,2})[日号]"
"""A pattern of a day of every year, with two groups: month and day."""
FURTHEST = 60
"""Days before or after a festival, an occasion or a date."""
MOST_WORKDAYS = 15
"""No month has fewer: February with the longest spring festival, 2020."""
SHIFTED = re.compile(f"(.+)(?:当天|([前后])({NUMBER})天)")
"""A day and how many days before or after it is meant."""


def _weekly(plain: str) -> Days | None:
    match = re.fullmatch("每(?:个?星期|周)(.+)", plain)
    return Weekly(weekdays_in(match[1])) if match else None


def weekdays_in(words: str) -> tuple[int, ...]:
    """Return the weekdays of 一三, 一、三, 一和周三 or 一至周五, from 0, sorted. A span may run over the week's end."""
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


def _monthly_weekday(plain: str) -> Days | None:
    match = re.fullmatch("每个?月的?(.+)个(?:周|星期)(.+)", plain)
    if not match:
        return None
    numbers = set()
    for word in re.split("[、,和]", match[1]):
        counted = LAST if word == "最后一" else number(word.removeprefix("第")) or 0
        if counted != LAST and not 1 <= counted <= 5:
            raise ValueError(f"「{word}个」不行，一个月里只有 第1个 到 第5个 和 最后一个")
        numbers.add(counted)
    weekdays = weekdays_in(match[2])
    if len(weekdays) > 1:
        raise ValueError("每月第几个 后面只能写一个周几，例如 每月第2个周六")
    return MonthlyWeekday(tuple(sorted(numbers)), weekdays[0])


def _monthly_workday(plain: str) -> Days | None:
    match = re.fullmatch("每个?月的?(.+)个工作日", plain)
    if not match:
        return None
    numbers = set()
    for word in re.split("[、,和]", match[1]):
        counted = LAST if word == "最后一" else number(word.removeprefix("第")) or 0
        if counted != LAST and not 1 <= counted <= MOST_WORKDAYS:
            raise ValueError(f"「{word}个」不行，一个月里只有 第1个 到 第{MOST_WORKDAYS}个 和 最后一个工作日")
        numbers.add(counted)
    return MonthlyWorkday(tuple(sorted(numbers)))


def _monthly(plain: str) -> Days | None:
    """Return the days of a month of 1日, 1号、15号 or 最后一天, sorted."""
    match = re.fullmatch("每个?月(.+)", plain)
    if not match:
        return None
    chosen: set[int] = set()
    for word in re.split("[、,和]", match[1]):
        day = re.fullmatch("([0-9]{1,2})[日号]?", word)
        if word != "最后一天" and not (day and 1 <= int(day[1]) <= 31):
            raise ValueError(f"「{word}」不是一个月里的日子，1日 到 31日 或 最后一天")
        chosen.add(int(day[1]) if day else LAST)
    return Monthly(tuple(sorted(chosen)))


def _lunar(plain: str) -> Days | None:
    match = re.fullmatch("(?:每年)?(?:农历|阴历)(?:每年)?(?:(每个?)|(闰?)([^月]{1,2}))月(.+)", plain)
    if not match:
        if plain.startswith(("农历", "阴历")):
            raise ValueError(f"「{plain}」读不懂，可以写 农历八月十五 或 农历每月初一")
        return None
    month = None if match[1] else lunar_month(match[3])
    if month is None and not match[1]:
        raise ValueError(f"「{match[3]}月」不是农历的月，正月 到 腊月")
    days = {word: lunar_day(word) for word in re.split("[、,和]", match[4])}
    for word, day in days.items():
        if day is None:
            raise ValueError(f"「{word}」不是农历的日子，初一 到 三十")
    lunar = Lunar(month, bool(match[2]), tuple(sorted({day for day in days.values() if day})))
    if not ever(lunar):
        raise ValueError(f"{china.FIRST_YEAR} 到 {china.LAST_YEAR} 年都没有「{plain}」这一天")
    return lunar


def _named(plain: str) -> Days | None:
    """Return the days of 冬至, 春节、国庆节 or 春节前3天. Of several names none may be shifted."""
    words, shift = _shifted(plain.removeprefix("每年"))
    names = _called(words)
    return Named(names, _within(shift, names, plain)) if names else None


def read_occasion(plain: str, occasions: Collection[str]) -> Days | None:
    """Return the days of 读书会, 读书会当天, 读书会、店庆 or 读书会前3天, where the group knows these occasions."""
    words, shift = _shifted(plain)
    names = tuple(sorted(set(re.split("[、,和]", words))))
    return Occasion(names, _within(shift, names, plain)) if set(names) <= set(occasions) else None


def _shifted(plain: str) -> tuple[str, int | None]:
    """Return the day and the shift, 0 for the day itself, None for one that is no number."""
    match = SHIFTED.fullmatch(plain)
    if not match:
        return plain, 0
    days = number(match[3]) if match[3] else 0
    return match[1], -days if days and match[2] == "前" else days if days or not match[3] else None


def _within(shift: int | None, names: tuple[str, ...], plain: str) -> int:
    if shift is None or abs(shift) > FURTHEST or (shift and len(names) > 1):
        raise ValueError(f"「{plain}」不行，前后只能跟一个节日或日子，1 到 {FURTHEST} 天")
    return shift


def _called(words: str) -> tuple[str, ...]:
    """Return names in the order of NAMES, none where any word is not one."""
    pieces = {ALSO.get(word, word) for word in re.split("[、,和]", words)}
    return tuple(name for name in NAMES if name in pieces) if pieces <= set(NAMES) else ()


def _yearly(plain: str) -> Days | None:
    match = re.fullmatch(MD, plain)
    if not match:
        return None
    real_date(2000, match[1], match[2], plain)
    return Yearly(int(match[1]), int(match[2]))


def _once(plain: str) -> Days | None:
    words, shift = _shifted(plain)
    match = re.fullmatch(FULL_DATE, words)
    if not match:
        return None
    day = real_date(match[1], match[2], match[3], words)
    try:
        return Once(day + timedelta(days=_within(shift, (words,), plain)))
    except OverflowError:
        raise ValueError(f"没有「{plain}」这一天") from None


def ever(days: Days) -> bool:
    """Return whether there may be such a day: a group's own days and days off still to be announced may be any."""
    return asks_the_office(days) or asks_the_owner(days) or days.first(date(china.FIRST_YEAR, 1, 1), CHINA) is not None


def real_date(year: int | str, month: int | str, day: int | str, words: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"没有「{words}」这一天") from None


READERS = (_weekly, _monthly_workday, _monthly_weekday, _monthly, _lunar, _named, _yearly, _once)
