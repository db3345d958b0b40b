"""Windows of the day in which something is open, such as `05:00-23:00`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Annotated

from pydantic import BeforeValidator, Field

MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Hours:
    """From the first minute to the one before the last, in minutes since local midnight."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{_format(self.first)}-{_format(self.last)}"


def _format(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _read_minutes(text: str) -> int:
    hours, colon, minutes = text.strip().replace("：", ":").partition(":")
    if not (colon and hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()):
        raise ValueError(f"「{text}」不是时间，请写成 05:00-23:00 的样子")
    total = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or total > MINUTES:
        raise ValueError(f"「{text}」不是时间，最晚写 24:00")
    return total


def read_window(text: str) -> Hours:
    """Read `05:00-23:00` as Hours; raises ValueError in Chinese."""
    first, dash, last = text.replace("－", "-").replace("~", "-").partition("-")
    if not dash:
        raise ValueError(f"「{text}」不是时段，请写成 05:00-23:00 的样子")
    hours = Hours(_read_minutes(first), _read_minutes(last))
    if hours.first >= hours.last:
        raise ValueError(f"「{text}」的开始要早于结束；跨过半夜的请分成两段")
    return hours


def _read_windows(value: object) -> object:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, Sequence):
        return texts
    hours = sorted(
        (read_window(text) if isinstance(text, str) else text for text in texts), key=lambda window: window.first
    )
    for before, after in pairwise(hours):
        if after.first < before.last:
            raise ValueError(f"时段 {before} 和 {after} 重叠了")
    return tuple(hours)


Windows = Annotated[
    tuple[Hours, ...],
    BeforeValidator(_read_windows, json_schema_input_type=str | list[str]),
    Field(max_length=3, examples=["05:00-23:00"]),
]
"""Up to three windows a day; none means always open."""


def is_open(windows: Sequence[Hours], local: datetime) -> bool:
    """Return whether a local moment falls in one of the windows."""
    minute = local.hour * 60 + local.minute
    return not windows or any(hours.first <= minute < hours.last for hours in windows)


def describe_next_window(windows: Sequence[Hours], local: datetime) -> str:
    """Return the next window after a local moment, as members read it: 今天 18:00-20:00."""
    minute = local.hour * 60 + local.minute
    later = [hours for hours in windows if hours.first > minute]
    return f"今天 {later[0]}" if later else f"明天 {windows[0]}"
