"""Days by their names: the next one from today on, and nothing that is none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from handlers.dates.china import lunar_date
from handlers.dates.named_days import NamedDay, read_named_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("除夕", "除夕", "2027-02-05"),
        ("大年三十晚上", "除夕", "2027-02-05"),
        ("国庆", "国庆节", "2027-10-01"),
        ("明年春节", "春节", "2027-02-06"),
        ("后年春节", "春节", "2028-01-26"),
        ("今年中秋节", "中秋节", "2026-09-25"),
        ("冬至吃饺子", "冬至", "2026-12-22"),
        ("农历八月十五 9:00", "农历八月十五", "2027-09-15"),
        ("阴历8月15", "阴历8月15", "2027-09-15"),
        ("正月初五", "正月初五", "2027-02-10"),
        ("四月廿一日", "四月廿一日", "2027-05-26"),
        ("今年除夕", "除夕", "2026-02-16"),
        ("后年除夕", "除夕", "2028-01-25"),
        ("年夜", "除夕", "2027-02-05"),
        ("小雪", "小雪", "2027-11-22"),
        ("双12", "双十二", "2026-12-12"),
        ("农历十月十五", "农历十月十五", "2026-11-23"),
        ("农历十月十四", "农历十月十四", "2027-11-11"),
        ("闰冬月初一", "闰冬月初一", "2033-12-22"),
    ],
)
def test_a_name_means_its_next_day(text: str, name: str, day: str) -> None:
    found = read_named_day(text, TODAY)
    assert found
    assert (found.name, found.date.isoformat()) == (name, day)


@pytest.mark.parametrize("text", ["", "今年", "八月十五", "春", "明天", "发工资", "12-24", "感恩大雪", "今年发工资"])
def test_other_words_are_no_names(text: str) -> None:
    assert read_named_day(text, TODAY) is None


@pytest.mark.parametrize("text", ["农历十三月初一", "农历八月三十五", "农历闰正月初一", "农历八月31", "农历0月1"])
def test_a_day_that_the_calendar_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="月"):
        read_named_day(text, TODAY)


def test_a_lunar_date_is_the_next_such_day() -> None:
    found = read_named_day("农历腊月三十", TODAY)
    assert found
    assert (lunar := lunar_date(found.date))
    assert (lunar.month, lunar.day) == (12, 30)
    earlier = (TODAY + timedelta(days=ahead) for ahead in range((found.date - TODAY).days))
    assert all((day := lunar_date(one)) and (day.month, day.day) != (12, 30) for one in earlier)


def test_after_new_year_a_lunar_date_may_be_of_the_lunar_year_before() -> None:
    found = read_named_day("腊月三十", date(2030, 1, 10))
    assert found
    assert (found.date, found.end) == (date(2030, 2, 2), 4)


def test_a_name_ends_where_it_ends_and_today_counts() -> None:
    assert [read_named_day(text, date(2026, 12, 22)) for text in ("冬至", "今年冬至吃饺子")] == [
        NamedDay("冬至", date(2026, 12, 22), 2),
        NamedDay("冬至", date(2026, 12, 22), 4),
    ]
