"""What comes again and again is read as people say it, and comes when a calendar says so."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.kit import Refusal
from handlers.tools.recurrence import Kind, Recurrence, read_recurrence

SHANGHAI, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")


def on_weekdays(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("said", "read", "rest"),
    [
        ("每周一 09:00 例会", "每周一 09:00", "例会"),
        ("每星期一、三、五 晚上8点 跑步", "每周一、三、五 20:00", "跑步"),
        ("每周一至周五 18:30 下班", "每周一、二、三、四、五 18:30", "下班"),
        ("每周六日 10:00 打球", "每周六、日 10:00", "打球"),
        ("每周天 10:00 打球", "每周日 10:00", "打球"),
        ("每天 9:00 喝水", "每天 09:00", "喝水"),
        ("每天21:00喝水", "每天 21:00", "喝水"),
        ("每日　２１：００，喝水", "每天 21:00", "喝水"),
        ("每晚10点半 睡觉", "每天 22:30", "睡觉"),
        ("每天早上7点 吃药", "每天 07:00", "吃药"),
        ("每月15号 10:00 交房租", "每月 15 号 10:00", "交房租"),
        ("每个月31日 10:00 对账", "每月最后一天 10:00", "对账"),
        ("每月最后一天 10:00 对账", "每月最后一天 10:00", "对账"),
        ("每月二十三号 10:00 对账", "每月 23 号 10:00", "对账"),
        ("工作日 18:00 写日报", "每个工作日 18:00", "写日报"),
        ("每个工作日下午6点 写日报", "每个工作日 18:00", "写日报"),
        ("每天 0点 睡觉", "每天 00:00", "睡觉"),
    ],
)
def test_words_are_read(said: str, read: str, rest: str) -> None:
    answer = read_recurrence(said)
    assert answer
    assert (str(answer[0]), answer[1]) == (read, rest)
    assert Recurrence.model_validate_json(answer[0].model_dump_json()) == answer[0]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("每天 喝水", "「每天」几点？"),
        ("每天早上 喝水", "几点？"),
        ("每天3点 喝水", "「每天 03:00」还是「每天 15:00」？"),
        ("每小时 喝水", "没看懂「每小时 喝水」"),
        ("每2天 9:00 浇花", "没看懂「每2天 9:00 浇花」"),
        ("每周末 9:00 爬山", "没看懂"),
        ("每月32号 9:00 对账", "没看懂"),
        ("每天 25:00 喝水", "几点？"),
        ("每天晚上12点 睡觉", "没看懂"),
    ],
)
def test_what_is_not_clear_is_asked_back(said: str, asked: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_recurrence(said)
    assert asked in str(refusal.value)


@pytest.mark.parametrize("said", ["明天 9:00 开会", "", "开会"])
def test_what_comes_once_is_left_to_others(said: str) -> None:
    assert read_recurrence(said) is None


RECURRENCES = st.one_of(
    st.builds(Recurrence, kind=st.just(Kind.DAILY), at=st.times()),
    st.builds(
        Recurrence,
        kind=st.just(Kind.WEEKLY),
        days=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
        at=st.times(),
    ),
    st.builds(Recurrence, kind=st.just(Kind.MONTHLY), days=st.tuples(st.integers(1, 31)), at=st.times()),
    st.builds(Recurrence, kind=st.just(Kind.WORKDAYS), at=st.times()),
)


MOMENTS = st.integers(0, 3_000_000).map(lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))


def comes(recurrence: Recurrence, local: datetime) -> bool:
    """Return whether it comes on the date of a local moment."""
    last = (local.date().replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return {
        Kind.DAILY: True,
        Kind.WEEKLY: local.weekday() in recurrence.days,
        Kind.MONTHLY: local.day in recurrence.days or (local.date() == last and recurrence.days[:1] > (local.day,)),
        Kind.WORKDAYS: on_weekdays(local.date()),
    }[recurrence.kind]


@given(RECURRENCES, MOMENTS)
def test_the_next_time_is_the_first_that_comes(recurrence: Recurrence, moment: datetime) -> None:
    after = moment.astimezone(SHANGHAI)
    following = recurrence.next_after(after, on_weekdays)
    assert following
    local = following.astimezone(SHANGHAI)
    assert local > after
    assert local.time() == recurrence.at
    assert comes(recurrence, local)
    between = (after + timedelta(days=ahead) for ahead in range((local.date() - after.date()).days))
    candidates = (datetime.combine(day.date(), recurrence.at, SHANGHAI) for day in between)
    assert not [day for day in candidates if day > after and comes(recurrence, day)]


def test_it_keeps_the_time_of_the_clock_when_the_clocks_change() -> None:
    daily = Recurrence(kind=Kind.DAILY, at=time(9))
    before = datetime(2026, 10, 31, 12, tzinfo=NEW_YORK)
    assert daily.next_after(before, on_weekdays) == datetime(2026, 11, 1, 14, tzinfo=UTC)


def test_what_never_comes_is_told() -> None:
    workdays = Recurrence(kind=Kind.WORKDAYS, at=time(9))
    assert workdays.next_after(datetime(2026, 11, 1, tzinfo=SHANGHAI), lambda _: False) is None
