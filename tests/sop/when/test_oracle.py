"""When timetables fall, in the nastiest zones of the world; `python -m benchmarks calendar` looks at all of them."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo, available_timezones

import pytest

from config.calendar import OwnCalendar
from sop.when.parser import parse
from tests.support.calendars import DAYS, OCCASIONS, OWN_DAYS, moments, pieces, walls

OWN = OwnCalendar.model_validate({"日子": OCCASIONS})

NASTY = [
    ("Asia/Shanghai", 2026),
    ("Australia/Lord_Howe", 2027),
    ("Pacific/Apia", 2020),
    ("Asia/Kathmandu", 2033),
    ("Africa/Casablanca", 2025),
    ("Antarctica/Troll", 2024),
    ("America/New_York", 2028),
    ("Europe/London", 2031),
    ("America/Santiago", 2022),
    ("Pacific/Chatham", 2035),
    ("Asia/Gaza", 2023),
    ("America/St_Johns", 2037),
]
INSTANT = timedelta(microseconds=1)
FUZZED = 100_000
SPAN = (datetime(1990, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(("name", "year"), NASTY)
def test_every_timetable_is_as_the_oracle_says(name: str, year: int) -> None:
    zone, first, last = ZoneInfo(name), date(year, 1, 1), date(year, 12, 31)
    spans = pieces(zone, first, last)
    for words in DAYS | OWN_DAYS:
        when = parse(words, OCCASIONS)
        expected = moments(walls(words, first, last), spans)
        moment = moments((datetime(year, 1, 1),), spans)[0] - INSTANT  # noqa: DTZ001 - what the clock shows
        for one in expected:
            following = when.next(moment, zone, OWN)
            assert following == one, (words, name)
            moment = one
        beyond = when.next(moment, zone, OWN)
        assert beyond is None or beyond.astimezone(zone).year > year, (words, name)


def test_there_are_forty_timetables() -> None:
    assert len(DAYS) == 40
    assert all(parse(str(parse(words))) == parse(words) for words in DAYS)
    assert all(str(parse(words, OCCASIONS)) == words for words in OWN_DAYS)


def test_the_next_moment_is_later_and_never_goes_back() -> None:
    random = Random(20261123)
    whens = [parse(words, OCCASIONS) for words in DAYS | OWN_DAYS]
    zones = [ZoneInfo(name) for name in sorted(available_timezones())]
    seconds = int((SPAN[1] - SPAN[0]).total_seconds())
    for _ in range(FUZZED):
        when, zone = random.choice(whens), random.choice(zones)
        after = SPAN[0] + timedelta(seconds=random.randrange(seconds))
        found = when.next(after, zone, OWN)
        if found is None:
            continue
        assert found > after
        between = after + (found - after) * random.random()
        assert between >= found or when.next(between, zone, OWN) == found
        beyond = when.next(found + timedelta(seconds=random.randrange(86400)), zone, OWN)
        assert beyond is None or beyond > found


def test_the_oracle_itself_knows_gaps_and_double_hours() -> None:
    spans = pieces(ZoneInfo("America/New_York"), date(2026, 1, 1), date(2026, 12, 31))
    assert len(spans) == 3
    gap, double = datetime(2026, 3, 8, 2, 30), datetime(2026, 11, 1, 1, 30)  # noqa: DTZ001 - what the clock shows
    assert moments((gap, double), spans) == [
        datetime(2026, 3, 8, 7, tzinfo=UTC),
        datetime(2026, 11, 1, 5, 30, tzinfo=UTC),
    ]
    assert bisect_right([begin for begin, _, _ in spans], double) == 2
