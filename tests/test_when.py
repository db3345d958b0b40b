"""An owner's words for a time, and the moments they mean."""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop.when import When, instant, parse

SHANGHAI = ZoneInfo("Asia/Shanghai")

READ = [
    ("每天 08:00", "每天 08:00"),
    ("每日8:00", "每天 08:00"),
    ("每天 20:00、08:00，12:30", "每天 08:00、12:30、20:00"),
    ("每天 08:00 20:00", "每天 08:00、20:00"),
    ("每天 08:00、08:00", "每天 08:00"),
    ("　每天　０８：３０　", "每天 08:30"),
    ("每周一、三 20:00", "每周一、三 20:00"),
    ("每周三一 20:00", "每周一、三 20:00"),
    ("每周一和周三 20:00", "每周一、三 20:00"),
    ("每星期五 20:00", "每周五 20:00"),
    ("每周日 09:00", "每周日 09:00"),
    ("每周天 09:00", "每周日 09:00"),
    ("每周一至周五 08:00", "每周一至周五 08:00"),
    ("每周一到五 08:00", "每周一至周五 08:00"),
    ("每周六至周一 08:00", "每周一、六、日 08:00"),
    ("每周一至周日 08:00", "每天 08:00"),
    ("工作日 12:30", "工作日 12:30"),
    ("每个工作日 12:30", "工作日 12:30"),
    ("每月1日 09:00", "每月1日 09:00"),
    ("每月1号、15号 09:00", "每月1日、15日 09:00"),
    ("每月最后一天 20:00", "每月最后一天 20:00"),
    ("每月最后一天、31日、1日 20:00", "每月1日、31日、最后一天 20:00"),
    ("12月24日 20:00", "12月24日 20:00"),
    ("每年2月29日 20:00", "2月29日 20:00"),
    ("2026-12-24 20:00", "2026-12-24 20:00"),
    ("2026/12/4 9:05", "2026-12-04 09:05"),
    ("2026年12月24日 20:00", "2026-12-24 20:00"),
]

REFUSED = [
    ("", "缺少几点几分"),
    ("你好", "可以写"),
    ("每天", "缺少几点几分"),
    ("08:00", "是不是「每天 08:00」？"),
    ("周三 20:00", "是不是「每周三 20:00」？"),
    ("周一到周五 8:00", "是不是「每周一至周五 08:00」？"),
    ("每天8点", "是不是「每天 08:00」？"),
    ("每天早上8点半", "是不是「每天 08:30」？"),
    ("每周三晚上8点", "是不是「每周三 20:00」？"),
    ("每天 下午3点20", "是不是「每天 15:20」？"),
    ("每天 8.30", "是不是「每天 08:30」？"),
    ("每天 24:00", "是不是「每天 00:00」？"),
    ("每天 08:60", "没有 08:60 这个时间"),
    ("每天 08:00:30", "可以写"),
    ("每天 08:00-09:00", "可以写"),
    ("每周八 20:00", "一周里的日子"),
    ("每周一至 20:00", "一周里的日子"),
    ("每周 20:00", "不是能用的日子"),
    ("每月0日 20:00", "一个月里的日子"),
    ("每月32日 20:00", "一个月里的日子"),
    ("2月30日 20:00", "没有「2月30日」这一天"),
    ("13月1日 20:00", "没有「13月1日」这一天"),
    ("2026-02-29 20:00", "没有「2026-02-29」这一天"),
    ("0000-01-01 20:00", "没有「0000-01-01」这一天"),
    ("每天 ٠٨:٠٠", "缺少几点几分"),
    ("明天 08:00", "不是能用的日子"),
    ("每天" * 100, "写得太长"),
]


@pytest.mark.parametrize(("words", "canonical"), READ)
def test_words_are_read(words: str, canonical: str) -> None:
    when = parse(words)
    assert str(when) == canonical
    assert parse(canonical) == when


@pytest.mark.parametrize(("words", "told"), REFUSED)
def test_what_cannot_be_read_is_explained(words: str, told: str) -> None:
    with pytest.raises(ValueError, match="时间") as refused:
        parse(words)
    assert told in str(refused.value)


@settings(deadline=None)
@given(st.text(alphabet="每天周月日号年工作最后一二三至到和、，:：0123456789点半早晚下午-/ 　²٣", max_size=30))
def test_any_text_is_read_or_refused(words: str) -> None:
    try:
        when = parse(words)
    except ValueError:
        return
    assert parse(str(when)) == when


@pytest.mark.parametrize(
    ("words", "after", "moments"),
    [
        ("每天 08:00、20:00", "2026-11-23 08:00", ["2026-11-23 20:00", "2026-11-24 08:00"]),
        ("每天 08:00", "2026-11-23 07:59", ["2026-11-23 08:00", "2026-11-24 08:00"]),
        ("工作日 12:30", "2026-11-27 12:30", ["2026-11-30 12:30", "2026-12-01 12:30"]),
        ("工作日 12:30", "2026-11-28 00:00", ["2026-11-30 12:30"]),
        ("每月31日 09:00", "2026-01-31 09:00", ["2026-03-31 09:00", "2026-05-31 09:00"]),
        ("每月30日、最后一天 09:00", "2027-01-31 10:00", ["2027-02-28 09:00", "2027-03-30 09:00", "2027-03-31 09:00"]),
        ("2月29日 09:00", "2026-11-23 00:00", ["2028-02-29 09:00", "2032-02-29 09:00"]),
        ("2月29日 09:00", "2096-02-29 09:00", ["2104-02-29 09:00"]),
        ("12月24日 20:00", "2026-12-24 20:00", ["2027-12-24 20:00"]),
        ("2026-12-24 20:00、21:00", "2026-12-24 20:00", ["2026-12-24 21:00", None]),
        ("2020-01-01 00:00", "2026-11-23 00:00", [None]),
        ("每天 08:00", "9999-12-31 08:00", [None]),
        ("每月最后一天 23:59", "9999-12-31 23:59", [None]),
        ("2月29日 23:59", "9996-02-29 23:59", [None]),
    ],
)
def test_what_comes_next_in_shanghai(words: str, after: str, moments: list[str | None]) -> None:
    moment: datetime | None = datetime.fromisoformat(after).replace(tzinfo=SHANGHAI)
    for expected in moments:
        assert moment
        moment = parse(words).next(moment, SHANGHAI)
        assert (f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if moment else None) == expected
        assert moment is None or moment.tzinfo is UTC


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "UTC"])
def test_the_end_of_the_calendar_is_the_end(zone: str) -> None:
    last = datetime.max.replace(tzinfo=UTC)
    for words in ("每天 00:00", "每周五 23:59", "每月31日 12:00", "12月31日 23:45", "9999-12-31 23:59"):
        assert parse(words).next(last, ZoneInfo(zone)) is None


@pytest.mark.parametrize(
    ("zone", "local", "utc"),
    [
        ("America/New_York", "2026-03-08 02:30", "2026-03-08 07:00"),
        ("America/New_York", "2026-11-01 01:30", "2026-11-01 05:30"),
        ("Africa/Cairo", "2026-04-24 00:00", "2026-04-23 22:00"),
        ("Asia/Beirut", "2026-03-29 00:30", "2026-03-28 22:00"),
        ("America/Havana", "2026-03-08 00:15", "2026-03-08 05:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:30"),
        ("Pacific/Apia", "2011-12-30 20:00", "2011-12-30 10:00"),
        ("America/St_Johns", "2006-04-02 00:30", "2006-04-02 03:31"),
        ("America/St_Johns", "2006-10-28 23:30", "2006-10-29 02:00"),
    ],
)
def test_a_missing_time_is_the_end_of_the_gap_and_a_double_one_its_first(zone: str, local: str, utc: str) -> None:
    wall = datetime.fromisoformat(local)
    assert instant(wall.date(), wall.time(), ZoneInfo(zone)) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


Falls = Callable[[date], bool]

DAYS: dict[str, Falls] = {
    "每天": lambda _: True,
    "工作日": lambda day: day.weekday() < 5,
    "每周一": lambda day: day.weekday() == 0,
    "每周日": lambda day: day.weekday() == 6,
    "每周二、五": lambda day: day.weekday() in (1, 4),
    "每周六至周一": lambda day: day.weekday() in (5, 6, 0),
    "每月1日": lambda day: day.day == 1,
    "每月29日、31日": lambda day: day.day in (29, 31),
    "每月最后一天": lambda day: day.day == calendar.monthrange(day.year, day.month)[1],
    "每月30日、最后一天": lambda day: day.day in (30, calendar.monthrange(day.year, day.month)[1]),
    "2月29日": lambda day: (day.month, day.day) == (2, 29),
    "12月30日": lambda day: (day.month, day.day) == (12, 30),
    "2011-12-30": lambda day: day == date(2011, 12, 30),
}
TIMES = ("00:00", "02:15、02:45", "00:30、12:00、23:45", "01:30、02:00")
SPECS = [f"{days} {times}" for days in DAYS for times in TIMES]
ZONES = [
    ("Asia/Shanghai", 2011),
    ("America/New_York", 2026),
    ("Africa/Cairo", 2024),
    ("Asia/Beirut", 2026),
    ("America/Havana", 2026),
    ("Australia/Lord_Howe", 2026),
    ("Pacific/Apia", 2011),
    ("America/Santiago", 2027),
    ("UTC", 2028),
]
STEP = timedelta(minutes=15)


@cache
def walls(zone: str, year: int) -> tuple[list[datetime], list[datetime], list[datetime]]:
    """Every quarter of an hour around a year: UTC, the zone's wall clock, and the latest wall clock so far."""
    start = datetime(year - 1, 12, 20, tzinfo=UTC)
    moments = [start + place * STEP for place in range(4 * 24 * 390)]
    local = [moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for moment in moments]
    return moments, local, list(accumulate(local, max))


def by_looking_at_the_clock(words: str, zone: str, year: int) -> list[datetime]:
    """All moments of a year: the first time the clock shows them, or the first it shows after them."""
    falls, times = DAYS[words.split()[0]], [time.fromisoformat(one) for one in words.split()[1].split("、")]
    moments, _, latest = walls(zone, year)
    days = [date(year, 1, 1) + timedelta(days=ahead) for ahead in range(365 + calendar.isleap(year))]
    wanted = [datetime.combine(day, at) for day in days if falls(day) for at in times]
    return sorted({moments[bisect_right(latest, wall - timedelta(microseconds=1))] for wall in wanted})


@pytest.mark.parametrize(("zone", "year"), ZONES)
def test_each_local_date_has_its_times_once(zone: str, year: int) -> None:
    for words in SPECS:
        expected = by_looking_at_the_clock(words, zone, year)
        when, found = parse(words), []
        moment = when.next(
            instant(date(year, 1, 1), time(), ZoneInfo(zone)) - timedelta(microseconds=1), ZoneInfo(zone)
        )
        last = instant(date(year, 12, 31), time(23, 59), ZoneInfo(zone))
        while moment and moment <= last:
            found.append(moment)
            moment = when.next(moment, ZoneInfo(zone))
        assert found == [one for one in expected if one <= last], (words, zone)


specs = st.sampled_from(SPECS).map(parse)
zones = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
moments = st.integers(631_152_000, 2_840_140_800).map(lambda second: datetime.fromtimestamp(second, UTC))


@settings(max_examples=400, deadline=None)
@given(when=specs, zone=zones, after=moments, share=st.floats(0, 1, exclude_max=True), later=st.timedeltas(timedelta()))
def test_next_is_later_and_never_goes_back(
    when: When, zone: ZoneInfo, after: datetime, share: float, later: timedelta
) -> None:
    found = when.next(after, zone)
    if found is None:
        assert after.year >= 2011
        return
    assert found > after
    between = after + (found - after) * share
    assert between >= found or when.next(between, zone) == found
    beyond = when.next(after + min(later, timedelta(days=4000)), zone)
    assert beyond is None or beyond >= found


def test_a_rare_day_is_found_without_a_search() -> None:
    looked: list[date] = []

    class Counted:
        def first(self, day: date) -> date | None:
            looked.append(day)
            return parse("2月29日 00:00").days.first(day)

    assert When(Counted(), (time(0),)).next(datetime(2096, 3, 1, tzinfo=UTC), SHANGHAI)
    assert len(looked) == 1
