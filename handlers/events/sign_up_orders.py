"""The sign-up lists' section of the YAML, and reading a list to be begun: 周六爬山 限20人 截止 周五20:00; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from pydantic import Field

from handlers.dates.spoken import read_deadline
from handlers.events.sign_up_lines import LONGEST_TITLE
from handlers.kit import Refusal, Role, Section
from handlers.kit.words import casefold_width, half_width, normalize

MOST_OPEN = 3
"""Lists that are open in a group at the same time."""
MOST_ENTRIES = 300
MOST_SEATS = 9999
END_OF_DAY = "20:00"
"""The local time of a deadline that names only a day."""

NO_TITLE = "接龙要有个名字，请这样写：发起接龙 周六爬山 限20人 截止 周五20:00"
LONG_TITLE = f"名字太长了，最多 {LONGEST_TITLE} 个字。"
PAST = "截止的时间已经过了，请写以后的时间。"
WRONG_SEATS = f"人数要写 1 到 {MOST_SEATS}，不限人数就不用写，例如：发起接龙 周六爬山 限20人"
UNREAD = "没看懂什么时候截止，请这样写：发起接龙 周六爬山 截止 周五20:00"

LONGEST = timedelta(days=60)
_DAY = re.compile(
    "(?P<day>(?:[本这下]周|周|星期|礼拜)[一二三四五六日天末]|今[天晚]|明[天早晚]|大?后天|[0-9]{1,2}月[0-9]{1,2}[日号])"
    r"(?P<time>\s?(?:早上|上午|中午|下午|傍晚|晚上)?\s?(?:[0-9]{1,2}:[0-9]{2}|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})点半?))?"
)
"""A day in a title, and the time behind it: 周六爬山, 周日晚上7点聚餐."""
_SEATS = re.compile(r"(?:限|名额|上限)[:：]?\s?([0-9]{1,9}+)\s?(?:个|位|人|名)?|([0-9]{1,9}+)\s?个名额")
_SIGNS = re.compile(r"[\W_]+")
_ANY_LIST = re.compile("接龙|报名|统计|名单|活动")
_DEADLINE = re.compile(r"(?:报名)?截[止至](?:时间)?[:：]?\s?")


class Rules(Section):
    """接龙：大家一个接一个报名"""

    who: Literal["成员", "员工"] = Field("成员", description="谁可以发起：成员都可以，或者只有员工（和管理员、群主）")
    days: int = Field(7, ge=1, le=60, description="没写什么时候截止、名字里也没有日子时，几天后截止")

    @property
    def role(self) -> Role:
        """Return the lowest role that may begin a list."""
        return Role.MEMBER if self.who == "成员" else Role.STAFF


@dataclass(frozen=True, slots=True)
class Order:
    """A list that somebody wants to begin."""

    title: str
    seats: int
    """0 where there is no limit."""
    ends_at: datetime
    """Aware UTC."""


def read_order(words: str, now: datetime, days: int) -> Order:
    """Return the list in 周六爬山 限20人 截止 周五20:00; raises Refusal. `now` is aware, in the group's zone."""
    text = " ".join(half_width(normalize(words)).split())
    ends_at = end_of(text, now, days)
    mark = _DEADLINE.search(text)
    rest = ""
    if mark:
        moment, rest = read_deadline(text[mark.end() :], now, END_OF_DAY)
        if moment is None:
            raise Refusal(UNREAD)
        if moment <= now:
            raise Refusal(PAST)
        ends_at = moment
        text = text[: mark.start()]
    text = f"{text} {rest}"
    title = " ".join(_SEATS.sub(" ", text).split()).strip("，,。；; ")
    if not title:
        raise Refusal(NO_TITLE)
    if len(title) > LONGEST_TITLE:
        raise Refusal(LONG_TITLE)
    seats = _SEATS.search(text)
    if seats and not 1 <= int(seats[1] or seats[2]) <= MOST_SEATS:
        raise Refusal(WRONG_SEATS)
    return Order(title, read_seats(text), ends_at)


def end_of(title: str, now: datetime, days: int) -> datetime:
    """Return when a list ends whose deadline nobody named, in UTC.

    That is the time in its title, or the evening before the day in it; without either it is open so many days. `now` is
    aware, in the group's zone.
    """
    usual = (now + timedelta(days=days)).astimezone(UTC)
    named = _DAY.search(half_width(title))
    if named is None:
        return usual
    moment = _read_moment(named[0], now) if named["time"] else None
    evening = _read_moment(named["day"], now)
    before = evening - timedelta(days=1) if evening else None
    ends_at = moment or (before if before and before > now else evening)
    return ends_at if ends_at and now < ends_at <= now + LONGEST else usual


def _read_moment(words: str, now: datetime) -> datetime | None:
    try:
        return read_deadline(words, now, END_OF_DAY)[0]
    except Refusal:
        return None


def read_seats(text: str) -> int:
    """Return how many a title says there is room for, as in 限20人; 0 where it says nothing."""
    match = _SEATS.search(text)
    seats = int(match[1] or match[2]) if match else 0
    return seats if seats <= MOST_SEATS else 0


def bare_title(title: str) -> str:
    """Return a title as it is compared: without its terms, signs, and the words that any list may have."""
    bare = _SEATS.sub(" ", casefold_width(title))
    mark = _DEADLINE.search(bare)
    bare = _SIGNS.sub("", bare[: mark.start()] if mark else bare)
    return _ANY_LIST.sub("", bare) or bare


def names_deadline(words: str) -> bool:
    """Tell whether words say until when, or for how many: they are of a list to be begun."""
    text = half_width(words)
    return bool(_DEADLINE.search(text) or _SEATS.search(text))
