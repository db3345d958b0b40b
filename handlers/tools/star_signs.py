"""The twelve signs, their other names, and which one a day belongs to; pure."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple


class Sign(NamedTuple):
    """A sign of the zodiac, with the month and the day on which it begins."""

    name: str
    symbol: str
    first: tuple[int, int]
    other_name: str = ""


SIGNS = (
    Sign("水瓶座", "♒", (1, 20), "宝瓶座"),
    Sign("双鱼座", "♓", (2, 19)),
    Sign("白羊座", "♈", (3, 21), "牡羊座"),
    Sign("金牛座", "♉", (4, 20)),
    Sign("双子座", "♊", (5, 21)),
    Sign("巨蟹座", "♋", (6, 22)),
    Sign("狮子座", "♌", (7, 23)),
    Sign("处女座", "♍", (8, 23), "室女座"),
    Sign("天秤座", "♎", (9, 23), "天平座"),
    Sign("天蝎座", "♏", (10, 24)),
    Sign("射手座", "♐", (11, 23), "人马座"),
    Sign("摩羯座", "♑", (12, 22), "山羊座"),
)
"""In the order of the year; the last one goes on into January."""
_FIRST_DAYS = [sign.first for sign in SIGNS]
_BY_NAME = {name.removesuffix("座"): sign for sign in SIGNS for name in (sign.name, sign.other_name) if name}


def sign_of(month: int, day: int) -> Sign:
    """Return the sign of a day of the solar calendar."""
    return SIGNS[bisect_right(_FIRST_DAYS, (month, day)) - 1]


def sign_named(name: str) -> Sign | None:
    """Return the sign with this name, 狮子 or 狮子座; None where there is none."""
    return _BY_NAME.get(name.removesuffix("座"))
