"""Windows of the day: each from its first minute to the one before its last, and what is no window."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from pydantic import TypeAdapter, ValidationError

from handlers.dates.windows import Hours, Windows, describe_next_window, is_open, read_window

WINDOWS: TypeAdapter[tuple[Hours, ...]] = TypeAdapter(Windows)
DAY = datetime(2026, 11, 23)  # noqa: DTZ001 - local
TWO = (read_window("06:30-08:05"), read_window("18:00-24:00"))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("05:00-23:00", 300, 1380),
        ("00:00-24:00", 0, 1440),
        (" 8:5 ~ 08：06 ", 485, 486),
        ("9:00－10:59", 540, 659),
    ],
)
def test_a_window_is_read_in_minutes(text: str, first: int, last: int) -> None:
    assert read_window(text) == Hours(first, last)
    assert str(Hours(485, 1440)) == "08:05-24:00"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("05:00", "不是时段"),
        ("5-6", "不是时间，请写成"),
        ("05:-06:00", "不是时间，请写成"),
        (":05-06:00", "不是时间，请写成"),
        ("٥:00-06:00", "不是时间，请写成"),
        ("05:٥-06:00", "不是时间，请写成"),
        ("05:60-07:00", "最晚写 24:00"),
        ("05:00-24:01", "最晚写 24:00"),
        ("08:00-08:00", "早于结束"),
        ("22:00-07:00", "早于结束"),
    ],
)
def test_what_is_no_window_is_told(text: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        read_window(text)


def test_windows_are_in_order_and_may_touch_but_not_overlap() -> None:
    assert WINDOWS.validate_python("05:00-06:00") == (Hours(300, 360),)
    assert WINDOWS.validate_python(["06:00-07:00", "05:00-06:00"]) == (Hours(300, 360), Hours(360, 420))
    assert WINDOWS.validate_python([]) == ()
    for wrong in (["05:59-07:00", "05:00-06:00"], 7, ["01:00-02:00", "03:00-04:00", "05:00-06:00", "07:00-08:00"]):
        with pytest.raises(ValidationError):
            WINDOWS.validate_python(wrong)


@pytest.mark.parametrize(
    ("at", "opened", "next_one"),
    [
        ("06:29", False, "今天 06:30-08:05"),
        ("06:30", True, "今天 18:00-24:00"),
        ("08:04", True, "今天 18:00-24:00"),
        ("08:05", False, "今天 18:00-24:00"),
        ("17:59", False, "今天 18:00-24:00"),
        ("18:00", True, "明天 06:30-08:05"),
        ("23:59", True, "明天 06:30-08:05"),
        ("00:00", False, "今天 06:30-08:05"),
    ],
)
def test_a_window_is_open_to_the_minute_before_its_last(at: str, opened: bool, next_one: str) -> None:
    local = datetime.combine(DAY, time.fromisoformat(at))
    assert is_open(TWO, local) is opened
    assert describe_next_window(TWO, local) == next_one
    assert is_open((), local)
