"""Dates as people type them: what any feature ever understood is understood, and means the same."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.dates.typed import coming, latest, read_date, read_day, read_deadline, read_month, read_time

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
        ("昨天", "2026-11-22"),
        (" 今 天 ", "2026-11-23"),
        ("后天", "2026-11-25"),
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
        ("本月", "2026-11"),
        ("上个月", "2026-10"),
        ("１１月", "2026-11"),
        ("12", "2025-12"),
        ("2027-01", "2027-01"),
        ("2026 年 3 月", "2026-03"),
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


@pytest.mark.parametrize(
    ("said", "when", "rest"),
    [
        ("今晚 20:00 前 早安海报", "2026-11-23 20:00", "早安海报"),
        ("今晚8点前 早安海报", "2026-11-23 20:00", "早安海报"),
        ("今晚 12点 前 海报", "2026-11-24 00:00", "海报"),
        ("今天 24:00 海报", "2026-11-24 00:00", "海报"),
        ("明天", "2026-11-24 18:00", ""),
        ("明天前 打电话", "2026-11-24 18:00", "打电话"),
        ("明天下午3点半 打电话", "2026-11-24 15:30", "打电话"),
        ("明天 15:00 备注", "2026-11-24 15:00", "备注"),
        ("后天９：０５ 备注", "2026-11-25 09:05", "备注"),
        ("9:05", "2026-11-23 09:05", ""),
        ("7点15分 起床", "2026-11-24 07:15", "起床"),
        ("周一 07:00 早会", "2026-11-30 07:00", "早会"),
        ("周一 09:00 早会", "2026-11-23 09:00", "早会"),
        ("下周三 早会", "2026-12-02 18:00", "早会"),
        ("星期天 10点 早会", "2026-11-29 10:00", "早会"),
        ("12-24 18:30 圣诞", "2026-12-24 18:30", "圣诞"),
        ("1月2日 新年", "2027-01-02 18:00", "新年"),
        ("2027/2/28 新年", "2027-02-28 18:00", "新年"),
        ("3小时内 海报", "2026-11-23 11:00", "海报"),
        ("30分钟 海报", "2026-11-23 08:30", "海报"),
        ("2天后", "2026-11-25 08:00", ""),
        ("昨天 海报", None, "昨天 海报"),
        ("明天见 海报", None, "明天见 海报"),
        ("25:00 海报", None, "25:00 海报"),
        ("2-30 海报", None, "2-30 海报"),
        ("0000-01-01 海报", None, "0000-01-01 海报"),
        ("0001-01-01 00:00 海报", None, "0001-01-01 00:00 海报"),
        ("9999-12-31 24:00 海报", None, "9999-12-31 24:00 海报"),
        ("10分 海报", None, "10分 海报"),
        ("٣点 海报", None, "٣点 海报"),
        ("2026.12.24 圣诞", "2026-12-24 18:00", "圣诞"),
        ("", None, ""),
        ("9" * 10_000, None, "9" * 10_000),
    ],
)
def test_deadlines_are_read_as_people_say_them(said: str, when: str | None, rest: str) -> None:
    due, left = read_deadline(said, NOW, "18:00")
    assert (due and f"{due.astimezone(SHANGHAI):%Y-%m-%d %H:%M}", left) == (when, rest)


def test_what_has_passed_is_left_to_the_caller() -> None:
    due, _ = read_deadline("今天 07:00", NOW, "18:00")
    assert due
    assert due < NOW


days_of_deadlines = st.one_of(
    st.sampled_from([("今天", 0), ("今日", 0), ("明天", 1), ("明日", 1), ("明早", 1), ("后天", 2), ("大后天", 3)]),
    st.builds(
        lambda ahead, form: (form.format(day=NOW.date() + timedelta(days=ahead)), ahead),
        st.integers(0, 364),
        st.sampled_from(["{day:%m-%d}", "{day:%m/%d}", "{day.month}月{day.day}日", "{day:%Y-%m-%d}", "{day:%Y.%m.%d}"]),
    ),
    st.builds(
        lambda ahead, form: (form + "一二三四五六日"[(NOW.weekday() + ahead) % 7], ahead),
        st.integers(1, 6),
        st.sampled_from(["周", "星期", "礼拜"]),
    ),
    st.builds(lambda weekday: ("下周" + "一二三四五六日"[weekday], 7 - NOW.weekday() + weekday), st.integers(0, 6)),
)
"""Days as people type them, each with how many days after NOW it is."""
times_of_deadlines = st.one_of(
    st.just(("", 18 * 60)),
    st.builds(
        lambda hour, minute, form: (form.format(hour=hour, minute=minute), hour * 60 + minute),
        st.integers(0, 23),
        st.integers(0, 59),
        st.sampled_from([" {hour}:{minute:02}", "{hour:02}：{minute:02}", " {hour}点{minute}分", "{hour}点{minute}"]),
    ),
    st.builds(lambda hour: (f"上午{hour}点半", hour * 60 + 30), st.integers(0, 11)),
    st.builds(
        lambda hour, part: (f"{part}{hour}点", (hour + 12) * 60),
        st.integers(1, 11),
        st.sampled_from(["下午", " 傍晚", "晚上 "]),
    ),
)
"""Times as people type them, each in minutes since midnight; one that is not typed is 18:00."""


@given(days_of_deadlines, times_of_deadlines, st.sampled_from(["", "前", "之前", " 前"]), st.booleans())
def test_any_day_goes_with_any_time(day: tuple[str, int], clock: tuple[str, int], before: str, wide: bool) -> None:
    typed = day[0] + clock[0] + before
    due, rest = read_deadline(f"{typed.translate(FULL_WIDTH) if wide else typed} 早安 海报", NOW, "18:00")
    midnight = datetime(2026, 11, 23, tzinfo=SHANGHAI)
    assert (due, rest) == (midnight + timedelta(days=day[1], minutes=clock[1]), "早安 海报")


@pytest.mark.parametrize("title", ["6.18 大促海报", "3.5 折活动", "昨天 海报", "前天", "20日 海报", "11月 海报"])
def test_a_title_is_no_deadline(title: str) -> None:
    assert read_deadline(title, NOW, "18:00") == (None, title)
