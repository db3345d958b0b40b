"""Times of day: which hours each part of the day has, and where the group's own time fits it."""

from __future__ import annotations

import pytest

from handlers.dates.spoken_clock import DAY, Part, default_of, read_clock

NONE = "-"
HOURS = {
    # what the hours 0 to 24 mean there, in hours since the midnight that the date begins with
    "凌晨": "0 1 2 3 4 5 6 - - - - - 0 - - - - - - - - - - - -",
    "早上": "- - - - 4 5 6 7 8 9 10 11 - - - - - - - - - - - - -",
    "上午": "- - - - - - 6 7 8 9 10 11 - - - - - - - - - - - - -",
    "中午": "- 13 14 - - - - - - - - 11 12 13 14 - - - - - - - - - -",
    "下午": "- 13 14 15 16 17 18 19 20 21 22 23 12 13 14 15 16 17 18 19 20 21 22 23 -",
    "傍晚": "- - - - 16 17 18 19 20 - - - - - - - 16 17 18 19 20 - - - -",
    "晚上": "24 25 26 27 - 17 18 19 20 21 22 23 24 - - - - 17 18 19 20 21 22 23 24",
    "夜里": "24 25 26 27 28 - 18 19 20 21 22 23 24 - - - - - 18 19 20 21 22 23 24",
}


@pytest.mark.parametrize("part", HOURS)
def test_each_part_of_the_day_has_its_hours(part: str) -> None:
    meant = []
    for hour in range(25):
        try:
            clock = read_clock(f"{part}{hour}点", 0, None)
        except ValueError:
            meant.append(NONE)
            continue
        assert clock
        assert clock.options[0] % 3600 == 0
        meant.append(str(clock.options[0] // 3600))
    assert " ".join(meant) == HOURS[part]


@pytest.mark.parametrize(
    ("said", "options", "twelve", "exact"),
    [
        ("0点", ["00:00"], False, False),
        ("1点", ["01:00", "13:00"], False, False),
        ("12点", ["12:00", "24:00"], False, False),
        ("13点", ["13:00"], False, True),
        ("24点", ["24:00"], False, True),
        ("3点05分", ["03:05", "15:05"], False, True),
        ("3点01分", ["03:01", "15:01"], False, True),
        ("0:00", ["00:00"], False, True),
        ("1:00", ["01:00", "13:00"], True, True),
        ("6:00", ["06:00", "18:00"], True, True),
        ("7:00", ["07:00"], True, True),
        ("12:00", ["12:00"], True, True),
        ("13:00", ["13:00"], False, True),
        ("03:00", ["03:00"], False, True),
        ("23:59", ["23:59"], False, True),
        ("12am", ["00:00"], False, True),
        ("1am", ["01:00"], False, True),
        ("12pm", ["12:00"], False, True),
        ("11:30 PM", ["23:30"], False, True),
        ("三点半", ["03:30", "15:30"], False, True),
        ("三点一刻", ["03:15", "15:15"], False, True),
        ("三点1刻", ["03:15", "15:15"], False, True),
        ("三点三刻", ["03:45", "15:45"], False, True),
        ("三点零九", ["03:09", "15:09"], False, True),
        ("三点五十九分", ["03:59", "15:59"], False, True),
        ("午夜", ["24:00"], False, True),
    ],
)
def test_a_time_means_one_half_of_the_clock_or_either(said: str, options: list[str], twelve: bool, exact: bool) -> None:
    clock = read_clock(said, 0, None)
    assert clock
    assert [f"{option // 3600:02}:{option // 60 % 60:02}" for option in clock.options] == options
    assert (clock.twelve, clock.exact, clock.end) == (twelve, exact, len(said))


@pytest.mark.parametrize(
    "said", ["25点", "24:01", "24点半", "3:60", "3点60分", "8:05:60", "0am", "13pm", "晚上8pm", "99点"]
)
def test_a_time_that_no_day_has_is_named(said: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - it says what was read, or why
        read_clock(said, 0, None)


@pytest.mark.parametrize(
    ("outer", "inner", "hour"),
    [
        (Part.EVENING, "凌晨1点", 25),
        (Part.EVENING, "夜里1点", 25),
        (Part.EVENING, "晚上1点", 25),
        (Part.MORNING, "上午8点", 8),
        (None, "上午8点", 8),
        (Part.MORNING, "凌晨4点", None),
        (Part.EVENING, "早上8点", None),
        (Part.FORENOON, "早上8点", None),
    ],
)
def test_of_two_parts_of_the_day_the_narrower_counts(outer: Part | None, inner: str, hour: int | None) -> None:
    if hour is None:
        with pytest.raises(ValueError, match="two parts"):
            read_clock(inner, 0, outer)
    else:
        clock = read_clock(inner, 0, outer)
        assert clock
        assert clock.options == (hour * 3600,)


@pytest.mark.parametrize(
    ("part", "after", "until", "otherwise"),
    [
        (Part.MORNING, 6, 9, 9),
        (Part.FORENOON, 9, 12, 12),
        (Part.NOON, 11, 13, 12),
        (Part.AFTERNOON, 12, 18, 18),
        (Part.DUSK, 17, 19, 18),
        (Part.EVENING, 18, 24, 20),
    ],
)
def test_the_groups_own_time_counts_where_it_lies_in_the_part_of_the_day(
    part: Part, after: int, until: int, otherwise: int
) -> None:
    assert default_of(part, f"{after:02}:00") == otherwise * 3600
    assert default_of(part, f"{after:02}:01") == after * 3600 + 60
    assert default_of(part, f"{until - 1:02}:59") == until * 3600 - 60
    if until * 3600 < DAY:
        assert default_of(part, f"{until:02}:00") == until * 3600
        assert default_of(part, f"{until:02}:01") == otherwise * 3600
    assert default_of(Part.DAWN, "03:00") is default_of(Part.NIGHT, "23:00") is None
