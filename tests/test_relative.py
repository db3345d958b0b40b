"""Moments that are each member's own."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from sop.relative import Birthday, JoinDay, Silence, SinceJoining, parse_relative

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")

READ = [
    ("入群第3天 10:00", "入群第3天 10:00"),
    ("入群后第三天10：00", "入群第3天 10:00"),
    ("入群当天 23:00", "入群第1天 23:00"),
    ("入群3天后 10:00", "入群第4天 10:00"),
    ("入群满3天 10:00", "入群第4天 10:00"),
    ("入群满30分钟", "入群满30分钟"),
    ("入群后 90 分钟", "入群满90分钟"),
    ("入群2小时后", "入群满2小时"),
    ("入群满两个小时", "入群满2小时"),
    ("生日 9:00", "生日 09:00"),
    ("生日当天 09:00", "生日 09:00"),
    ("生日前3天 09:00", "生日前3天 09:00"),
    ("生日前一天 09:00", "生日前1天 09:00"),
    ("沉默7天后 10:00", "沉默7天后 10:00"),
    ("沉默满七天 10:00", "沉默7天后 10:00"),
]
REFUSED = [
    ("入群", "可以写：入群第3天 10:00"),
    ("入群第3天", "可以写"),
    ("入群满3天", "可以写"),
    ("入群第0天 10:00", "1 到 366 天"),
    ("入群第367天 10:00", "1 到 366 天"),
    ("入群第3天 24:00", "没有 24:00 这个时间"),
    ("入群满0分钟", "1 到 999 分钟"),
    ("入群满169小时", "1 到 168 小时"),
    ("生日后3天 09:00", "可以写"),
    ("生日前61天 09:00", "1 到 60 天"),
    ("沉默 10:00", "可以写"),
    ("沉默" * 500, "可以写"),
]


@pytest.mark.parametrize(("words", "canonical"), READ)
def test_words_are_read(words: str, canonical: str) -> None:
    found = parse_relative(words)
    assert str(found) == canonical
    assert parse_relative(canonical) == found


@pytest.mark.parametrize(("words", "told"), REFUSED)
def test_what_cannot_be_read_is_explained(words: str, told: str) -> None:
    with pytest.raises(ValueError, match="看不懂时间") as refused:
        parse_relative(words)
    assert told in str(refused.value)


@pytest.mark.parametrize("words", ["", "每天 08:00", "cron 0 9 * * *", "除夕 09:00"])
def test_other_words_are_none_of_these(words: str) -> None:
    assert parse_relative(words) is None


def test_the_day_of_joining_is_day_one() -> None:
    joined = datetime(2026, 11, 23, 15, 59, tzinfo=UTC)
    assert JoinDay(1, time(10)).moment(joined, SHANGHAI) == datetime(2026, 11, 23, 2, tzinfo=UTC)
    assert JoinDay(3, time(10)).moment(joined, SHANGHAI) == datetime(2026, 11, 25, 2, tzinfo=UTC)
    past_midnight = datetime(2026, 11, 23, 16, tzinfo=UTC)
    assert JoinDay(3, time(10)).moment(past_midnight, SHANGHAI) == datetime(2026, 11, 26, 2, tzinfo=UTC)


def test_minutes_after_joining_do_not_mind_the_clock() -> None:
    joined = datetime(2026, 3, 8, 1, 45, tzinfo=NEW_YORK)
    assert SinceJoining(30).moment(joined, NEW_YORK) == datetime(2026, 3, 8, 7, 15, tzinfo=UTC)


def test_a_time_that_the_clock_skips_comes_behind_the_gap() -> None:
    joined = datetime(2026, 3, 6, 12, tzinfo=NEW_YORK)
    assert JoinDay(3, time(2, 30)).moment(joined, NEW_YORK) == datetime(2026, 3, 8, 7, tzinfo=UTC)


def test_silence_counts_dates() -> None:
    last_word = datetime(2026, 11, 23, 15, tzinfo=UTC)
    assert Silence(7, time(10)).moment(last_word, SHANGHAI) == datetime(2026, 11, 30, 2, tzinfo=UTC)


def test_a_birthday_and_the_days_before_it() -> None:
    before = Birthday(3, time(9))
    assert before.moment(date(2027, 1, 2), SHANGHAI) == datetime(2026, 12, 30, 1, tzinfo=UTC)
    first = before.next(1, 2, datetime(2026, 11, 23, tzinfo=UTC), SHANGHAI)
    assert first == datetime(2026, 12, 30, 1, tzinfo=UTC)
    assert before.next(1, 2, first, SHANGHAI) == datetime(2027, 12, 30, 1, tzinfo=UTC)


def test_the_29th_of_february_is_kept_on_the_28th() -> None:
    day = Birthday(0, time(9))
    first = day.next(2, 29, datetime(2026, 11, 23, tzinfo=UTC), SHANGHAI)
    assert first == datetime(2027, 2, 28, 1, tzinfo=UTC)
    assert day.next(2, 29, first, SHANGHAI) == datetime(2028, 2, 29, 1, tzinfo=UTC)
