"""The sign-up lists' section of the YAML, and reading a list to be begun: 周六爬山 限20人 截止 周五20:00; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
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

_SEATS = re.compile(r"(?:限|名额|上限)[:：]?\s?([0-9]{1,9}+)\s?(?:个|位|人|名)?|([0-9]{1,9}+)\s?个名额")
_SIGNS = re.compile(r"[\W_]+")
_ANY_LIST = re.compile("接龙|报名|统计|名单|活动")
_DEADLINE = re.compile(r"(?:报名)?截[止至](?:时间)?[:：]?\s?")


class Rules(Section):
    """接龙：大家一个接一个报名"""

    who: Literal["成员", "员工"] = Field("成员", description="谁可以发起：成员都可以，或者只有员工（和管理员、群主）")
    days: int = Field(7, ge=1, le=60, description="没写什么时候截止时，几天后截止")

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
    ends_at = now + timedelta(days=days)
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
