"""Numbers and lunar days in Chinese: each with its neighbours, and what is no number."""

from __future__ import annotations

import pytest

from handlers.dates.numerals import LUNAR_DAYS, lunar_day, lunar_month, number, spelled, spoken_number


def test_numbers_are_spelled_as_they_are_read() -> None:
    assert [spelled(one) for one in (1, 9, 10, 11, 19, 20, 21, 99)] == (
        ["一", "九", "十", "十一", "十九", "二十", "二十一", "九十九"]
    )
    assert [number(spelled(one)) for one in range(1, 100)] == list(range(1, 100))


def test_lunar_days_have_their_names() -> None:
    assert (
        *["初一", "初二", "初三", "初四", "初五", "初六", "初七", "初八", "初九", "初十"],
        *["十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十"],
        *["廿一", "廿二", "廿三", "廿四", "廿五", "廿六", "廿七", "廿八", "廿九", "三十"],
    ) == LUNAR_DAYS
    assert [lunar_day(name) for name in LUNAR_DAYS] == list(range(1, 31))


@pytest.mark.parametrize(
    ("word", "day"),
    [("1", 1), ("15日", 15), ("15号", 15), ("二十三", 23), ("30", 30), ("31", None), ("0", None), ("廿", None)],
)
def test_a_lunar_day_is_in_figures_too(word: str, day: int | None) -> None:
    assert lunar_day(word) == day


def test_a_lunar_month_has_its_names_and_numbers() -> None:
    named = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"]
    assert [lunar_month(name) for name in named] == list(range(1, 13))
    assert [lunar_month(word) for word in ("一", "十一", "十二", "1", "12")] == [1, 11, 12, 1, 12]
    assert [lunar_month(word) for word in ("十三", "13", "0", "")] == [None] * 4


@pytest.mark.parametrize(
    ("word", "read", "spoken"),
    [
        ("0", 0, 0),
        ("999", 999, 999),
        ("1000", None, None),
        ("٣", None, None),
        ("²", None, None),
        ("两", 2, 2),
        ("一百", None, None),
        ("零", None, 0),
        ("〇", None, 0),
        ("零零", None, 0),
        ("零五", None, 5),
        ("零零五", None, None),
        ("", None, None),
    ],
)
def test_a_number_may_begin_with_nought_where_it_is_spoken(word: str, read: int | None, spoken: int | None) -> None:
    assert (number(word), spoken_number(word)) == (read, spoken)
