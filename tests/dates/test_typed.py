"""Dates as people type them: what any feature ever understood is understood, and means the same."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.dates.typed import coming, latest, read_date, read_day, read_month, read_time

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=SHANGHAI)
"""A Monday."""
YEAR_MARKS, MONTH_MARKS, DAY_MARKS = ("-", "/", ".", "年"), ("-", "/", ".", "月"), ("", "日", "号")
FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
OLD_PATTERNS = {
    "reports of friend requests, birthdays": r"(?:([0-9]{4})[-/.年])?([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?",
    "days made up for": r"(?:([0-9]{4})[-/.年])([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?",
    "deadlines": r"(?:([0-9]{4})[-/.年])?([0-9]{1,2})[-/月]([0-9]{1,2})[日号]?",
    "the timetable": r"([0-9]{4})[-/年]([0-9]{1,2})[-/月]([0-9]{1,2})[日号]?",
    "orders": r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?",
}
"""The patterns that each feature once had for a date with its month."""
OLD_DAY_ALONE = r"()()([0-9]{1,2})[日号]?"
OLD_MONTH = r"(?:([0-9]{4})[-/.年])?([0-9]{1,2})月?"

years = st.integers(0, 9999).map("{:04}".format)
twos = st.integers(0, 99).flatmap(lambda number: st.sampled_from([str(number), f"{number:02}"]))
dates_typed = st.builds(
    "".join,
    st.tuples(
        st.one_of(st.just(""), st.tuples(years, st.sampled_from(YEAR_MARKS)).map("".join)),
        st.one_of(st.just(""), st.tuples(twos, st.sampled_from(MONTH_MARKS)).map("".join)),
        twos,
        st.sampled_from(DAY_MARKS),
    ),
)
nearly_dates = st.text("0123456789-/.年月日号今昨天T: ²", max_size=12)
todays = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@given(st.one_of(dates_typed, nearly_dates))
def test_a_date_is_understood_as_each_feature_understood_it(text: str) -> None:
    matches = (re.fullmatch(pattern, text) for pattern in (*OLD_PATTERNS.values(), OLD_DAY_ALONE))
    understood = [tuple(int(part) if part else None for part in match.groups()) for match in matches if match]
    typed = read_date(text)
    if typed is None:
        assert understood == []
    else:
        # What no feature understood is accepted for the spaces in it alone.
        assert understood or " " in text
        assert set(understood) <= {(typed.year, typed.month, typed.day)}


@given(dates_typed)
def test_full_width_forms_and_spaces_change_nothing(text: str) -> None:
    assert read_date(text.translate(FULL_WIDTH)) == read_date(f" {text[:4]} {text[4:]} ") == read_date(text)


@given(st.integers(1, 12), st.integers(1, 31), todays)
@example(2, 29, date(2025, 1, 10))
@example(2, 29, date(2027, 3, 1))
def test_a_day_without_a_year_is_the_latest_or_the_coming_one(month: int, day: int, today: date) -> None:
    last, this, following = (days_named(today.year + ahead, month, day) for ahead in (-1, 0, 1))
    for rule, days in (
        (latest, sorted(last + this, key=lambda found: (found > today, today - found))),
        (coming, [found for found in this + following if found >= today]),
    ):
        if days:
            assert read_day(f"{month}月{day}日", today, rule) == days[0]
        else:
            with pytest.raises(ValueError, match="no such day"):
                read_day(f"{month}月{day}日", today, rule)


def days_named(year: int, month: int, day: int) -> list[date]:
    """Return the date, or nothing where the year does not have it."""
    first = date(year, 1, 1)
    days = (first + timedelta(days=ahead) for ahead in range(366))
    return [found for found in days if (found.year, found.month, found.day) == (year, month, day)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("大前天", "2026-11-20"),
        ("前天", "2026-11-21"),
        ("昨天", "2026-11-22"),
        (" 今 天 ", "2026-11-23"),
        ("今日", "2026-11-23"),
        ("今晚", "2026-11-23"),
        ("明天", "2026-11-24"),
        ("明日", "2026-11-24"),
        ("明早", "2026-11-24"),
        ("明晚", "2026-11-24"),
        ("后天", "2026-11-25"),
        ("大后天", "2026-11-26"),
        (" 2026 年 11 月 23 日 ", "2026-11-23"),
        ("2026" + " " * 10 + "-11-23", "2026-11-23"),
        ("2026" + " " * 11 + "-11-23", None),
        ("2030-01-02", "2030-01-02"),
        ("12.24", "2025-12-24"),
        ("20日", None),
        ("20", None),
        ("周一", None),
        ("12-24 52", None),
        ("", None),
        ("9" * 10_000, None),
        (" " * 10_000 + "今天", None),
    ],
)
def test_days(text: str, day: str | None) -> None:
    read = read_day(text, NOW.date(), latest)
    assert (read and read.isoformat()) == day


def test_a_day_alone_is_of_this_month_or_of_the_last() -> None:
    assert read_day("20日", date(2026, 1, 15), latest, day_alone=True) == date(2025, 12, 20)
    assert read_day("15", date(2026, 1, 15), latest, day_alone=True) == date(2026, 1, 15)
    assert read_day("31", date(2026, 1, 15), coming, day_alone=True) == date(2026, 1, 31)
    assert read_day("1", date(2026, 12, 15), coming, day_alone=True) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("20:00", 1200),
        ("8:05", 485),
        ("０８：０５", 485),
        ("00:00", 0),
        ("24:00", 1440),
        ("8:05:30", 485.5),
        ("晚上8点", 1200),
        ("晚上12点", 1440),
        ("中午12点", 720),
        ("下午12点半", 750),
        ("凌晨2点05分", 125),
        ("下午 3点", 900),
        ("24:01", None),
        ("24:00:01", None),
        ("8:60", None),
        ("8:05:60", None),
        ("8", None),
        ("8:5", None),
        ("3:05", 185),
        ("12:00", 720),
        ("凌晨12点半", 30),
        ("中午1点", 780),
        ("晚上八点一刻", 1215),
        ("3点", None),
        ("晚上1点", None),
        ("下午", None),
        ("٣点", None),
        ("", None),
    ],
)
def test_times(text: str, minutes: float | None) -> None:
    assert read_time(text) == (None if minutes is None else timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("", "2026-11"),
        ("月", "2026-11"),
        ("本月", "2026-11"),
        ("这个月", "2026-11"),
        ("当月", "2026-11"),
        ("上月", "2026-10"),
        ("上个月", "2026-10"),
        ("１１月", "2026-11"),
        ("12", "2025-12"),
        ("2027-01", "2027-01"),
        ("2026 年 3 月", "2026-03"),
        ("1", "2026-01"),
        ("11", "2026-11"),
        ("1970-01", "1970-01"),
        ("1969-12", None),
        ("13", None),
        ("0", None),
        ("11月23日", None),
        ("²", None),
        ("1" * 10_000, None),
    ],
)
def test_months(text: str, month: str | None) -> None:
    read = read_month(text, NOW.date())
    assert (read and f"{read:%Y-%m}") == month


@given(st.one_of(dates_typed, nearly_dates), todays)
def test_a_month_is_understood_as_reports_understood_it(text: str, today: date) -> None:
    plain = text.replace(" ", "")
    match = re.fullmatch(OLD_MONTH, plain)
    read = read_month(text, today)
    if match and 1 <= int(match[2]) <= 12 and int(match[1] or 1970) >= 1970:
        assert read
        assert read.month == int(match[2])
        assert read.year == int(match[1]) if match[1] else read <= today < read.replace(year=read.year + 1)
    else:
        assert read is None or plain in ("", "月")
