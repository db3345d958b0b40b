"""Numbers as people write them in Chinese."""

from __future__ import annotations

DIGITS = "一二三四五六七八九"
LUNAR_MONTHS = ("正", *DIGITS[1:], "十", "冬", "腊")


def spelled(number: int) -> str:
    """Return 1 to 99 in Chinese, such as 二十三."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens - 1]) + "十" * (tens > 0) + (DIGITS[ones - 1] if ones else "")


LUNAR_DAYS = tuple(
    ("初" if day <= 10 else "") + (spelled(day) if day <= 20 or day == 30 else "廿" + DIGITS[day - 21])
    for day in range(1, 31)
)
NUMBER = "(?:[0-9]{1,3}|[一二三四五六七八九十两]{1,3})"
"""A pattern for what `number` may be able to read."""
_READ = {spelled(number): number for number in range(1, 100)} | {"两": 2}
_LUNAR_DAY = {name: day for day, name in enumerate(LUNAR_DAYS, 1)}
_LUNAR_MONTH = {name: month for month, name in enumerate(LUNAR_MONTHS, 1)} | {"十一": 11, "十二": 12, "一": 1}


def number(word: str) -> int | None:
    """Return 0 to 999 read from digits, or 1 to 99 from Chinese; None where it is no number."""
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return int(word)
    return _READ.get(word)


def spoken_number(word: str) -> int | None:
    """Return what `number` reads, and 零, 〇 and 零五, too; None where it is no number."""
    rest = word.lstrip("零〇")
    return 0 if word and not rest else number(rest) if len(word) - len(rest) < 2 else None


def lunar_day(word: str) -> int | None:
    """Return 初一, 十五, 廿三, 二十三 or 15日 as a day of a lunar month; None where there is no such day."""
    value = _LUNAR_DAY.get(word) or number(word.removesuffix("日").removesuffix("号"))
    return value if value and value <= 30 else None


def lunar_month(word: str) -> int | None:
    """Return 正, 八, 冬, 十一, 腊 or 8 as a month of the lunar year; None where there is no such month."""
    value = _LUNAR_MONTH.get(word) or number(word)
    return value if value and value <= 12 else None
