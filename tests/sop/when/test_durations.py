"""How long a journey waits, as owners write it, and when that is over."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.when.durations import Wait, parse_wait
from tests.chat import START

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
HALF = START + timedelta(minutes=30, seconds=20)
"""2026-11-23, 08:30:20 in Shanghai."""


@pytest.mark.parametrize(
    ("words", "wait"),
    [
        ("30分钟", Wait(minutes=30)),
        ("１ 分", Wait(minutes=1)),
        ("2小时", Wait(minutes=120)),
        ("两个小时后", Wait(minutes=120)),
        ("3天", Wait(days=3)),
        ("三天后", Wait(days=3)),
        ("1天 10:00", Wait(days=1, at=time(10))),
        ("90天 9：05", Wait(days=90, at=time(9, 5))),
        ("129600分钟", Wait(minutes=129_600)),
        ("2160小时", Wait(minutes=129_600)),
    ],
)
def test_words_are_read(words: str, wait: Wait) -> None:
    assert parse_wait(words) == wait
    assert parse_wait(str(wait)) == wait


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "可以写"),
        ("3", "可以写"),
        ("明天", "可以写"),
        ("1天10", "可以写"),
        ("-1天", "可以写"),
        ("1天 25:00", "没有 25:00"),
        ("2小时 10:00", "几点几分只能写在 天 的后面"),
        ("0天", "只能等 1 分钟到 90 天"),
        ("91天", "只能等 1 分钟到 90 天"),
        ("2161小时", "只能等 1 分钟到 90 天"),
        ("129601分钟", "只能等 1 分钟到 90 天"),
        ("999999天", "只能等 1 分钟到 90 天"),
        ("1" * 10_000 + "天", "可以写"),
        ("{name}", "可以写"),
    ],
)
def test_what_cannot_be_waited_for_is_told(words: str, told: str) -> None:
    with pytest.raises(ValueError, match=told) as caught:
        parse_wait(words)
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize(
    ("words", "over"),
    [
        ("30分钟", "2026-11-23 09:01"),
        ("2小时", "2026-11-23 10:31"),
        ("1天", "2026-11-24 08:31"),
        ("1天 10:00", "2026-11-24 10:00"),
        ("1天 00:00", "2026-11-24 00:00"),
        ("2天 20:00", "2026-11-25 20:00"),
    ],
)
def test_a_wait_ends_at_a_whole_minute_of_the_groups_own_day(words: str, over: str) -> None:
    found = parse_wait(words).after(HALF, SHANGHAI)
    assert f"{found.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" == over
    assert found.second == found.microsecond == 0


def test_a_time_that_clocks_skip_becomes_the_first_instant_after_it() -> None:
    eve = datetime(2027, 3, 27, 12, tzinfo=UTC)
    assert parse_wait("1天 02:30").after(eve, BERLIN) == datetime(2027, 3, 28, 1, tzinfo=UTC)


def test_of_a_time_that_comes_twice_the_first_counts() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert parse_wait("1天").after(second, BERLIN) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)
    assert parse_wait("1天").after(second - timedelta(days=1, hours=1), BERLIN) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


MOMENTS = st.integers(0, 17 * 365 * 86_400).map(lambda seconds: START - timedelta(days=2000, seconds=-seconds))
ZONES = st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu"])
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
HOUR = timedelta(hours=1)
"""By which clocks are turned at most."""


@given(MOMENTS, ZONES, st.integers(1, 129_600))
def test_minutes_are_counted_by_the_clock(moment: datetime, zone: str, minutes: int) -> None:
    found = Wait(minutes=minutes).after(moment, ZoneInfo(zone))
    assert timedelta(minutes=minutes) <= found - moment < timedelta(minutes=minutes + 1)
    assert found.second == found.microsecond == 0


@given(MOMENTS, ZONES, st.integers(1, 90), st.none() | TIMES)
def test_days_are_counted_by_local_dates(moment: datetime, zone: str, days: int, at: time | None) -> None:
    found = Wait(days=days, at=at).after(moment, ZoneInfo(zone))
    local, wanted = found.astimezone(ZoneInfo(zone)), moment.astimezone(ZoneInfo(zone))
    if at is None:
        assert timedelta(days=days) - HOUR <= found - moment <= timedelta(days=days, minutes=1) + HOUR
    else:
        assert local.date() == wanted.date() + timedelta(days=days)
        assert local.time() == at or zone != "Asia/Shanghai"
    assert found > moment
    assert found.second == found.microsecond == 0
