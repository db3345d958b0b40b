"""Birthdays are read as people write them, by the sun and by the moon."""

from __future__ import annotations

import pytest

from handlers.kit import Refusal
from handlers.members.birthday_dates import find_birthday, read_birthday
from storage.members.birthdays import BirthdayDate, Calendar

YEAR = 2026
LUNAR, LEAP = Calendar.LUNAR, Calendar.LEAP


@pytest.mark.parametrize(
    ("typed", "born", "year"),
    [
        ("5-20", BirthdayDate(5, 20), None),
        ("5-20。", BirthdayDate(5, 20), None),
        ("5月20", BirthdayDate(5, 20), None),
        ("5.20～", BirthdayDate(5, 20), None),
        ("５月２０号！", BirthdayDate(5, 20), None),
        ("五月二十", BirthdayDate(5, 20), None),
        ("十二月三十一号", BirthdayDate(12, 31), None),
        ("八月十五", BirthdayDate(8, 15), None),
        ("公历 八月十五", BirthdayDate(8, 15), None),
        ("二月二十九", BirthdayDate(2, 29), None),
        ("1995年五月二十日", BirthdayDate(5, 20), 1995),
        ("1995 年 5 月 20 日", BirthdayDate(5, 20), 1995),
        ("农历八月十五", BirthdayDate(8, 15, LUNAR), None),
        ("阴历8月15", BirthdayDate(8, 15, LUNAR), None),
        ("旧历 8-15", BirthdayDate(8, 15, LUNAR), None),
        ("八月十五（农历）", BirthdayDate(8, 15, LUNAR), None),
        ("农历腊月三十", BirthdayDate(12, 30, LUNAR), None),
        ("农历十二月三十日", BirthdayDate(12, 30, LUNAR), None),
        ("农历闰四月初一", BirthdayDate(4, 1, LEAP), None),
        ("农历1995年闰八月初一", BirthdayDate(8, 1, LEAP), 1995),
        ("1995年农历8月15日", BirthdayDate(8, 15, LUNAR), 1995),
        ("正月初一", BirthdayDate(1, 1, LUNAR), None),
        ("八月廿三", BirthdayDate(8, 23, LUNAR), None),
        ("冬月十一", BirthdayDate(11, 11, LUNAR), None),
    ],
)
def test_dates_are_read_as_people_write_them(typed: str, born: BirthdayDate, year: int | None) -> None:
    assert read_birthday(typed, YEAR) == (born, year)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("13-1", "没有 13 月 1 日"),
        ("二月三十", "没有 2 月 30 日"),
        ("农历8月31", "日历上没有「农历8月31」这一天"),
        ("农历13月1", "日历上没有"),
        ("农历闰正月初一", "日历上没有"),
        ("农历1994年闰八月初一", "日历上没有"),
        ("农历2027年八月初一", "2027 年不像"),
        ("公历正月初一", "看不懂"),
        ("公历农历8-15", "看不懂"),
        ("农历", "看不懂"),
        ("农历明天", "看不懂"),
        ("猪月狗日", "看不懂"),
        ("五月", "看不懂"),
        ("快乐", "看不懂"),
        ("农历" + "八" * 3000, "看不懂"),
    ],
)
def test_what_is_no_birthday_is_told_so(typed: str, told: str) -> None:
    with pytest.raises(Refusal, match=told) as refused:
        read_birthday(typed, YEAR)
    assert len(str(refused.value)) < 100
    assert find_birthday(typed, YEAR) is None
