"""The teams' section of the group's YAML, reading an order, and who has done it; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pydantic import Field

from handlers.dates.hours import TimeOfDay
from handlers.dates.numerals import number
from handlers.dates.spoken import read_deadline
from handlers.kit import Refusal, Section
from handlers.kit.words import half_width, normalize, truncate
from storage.teams.teams import Progress

FEWEST_PEOPLE, MOST_PEOPLE = 4, 400
FEWEST_DAYS, MOST_DAYS = 3, 60
MOST_SIZE, MOST_REWARD = 10, 1000
LONGEST_NAME, LONGEST_MOTTO = 12, 30

USAGE = "小组打卡 14 每组5人 奖励50 报名到 明天20:00"
HOW = "请这样写：{usage}（天数 3 到 60，每组 2 到 10 人）"
LEFT_OVER = "没看懂「{words}」。请这样写：{usage}"
PAST = "报名截止的时间已经过了，请写以后的时间。"
TOO_FAR = "报名最多开 14 天。"

_DAYS = re.compile(r"([0-9]{1,3})\s?天?")
_SIZE = re.compile(r"每组[:：]?\s?([0-9]{1,3})\s?(?:个人|[人位名])?|([0-9]{1,3})人一组")
_REWARD = re.compile(r"(?:奖励|奖|全勤奖)[:：]?\s?([0-9]{1,5})\s?分?")
_UNTIL = re.compile(r"(?:报名)?(?:到|截[止至]到?)[:：]?\s?")
_SPELLED = re.compile("[一二两三四五六七八九十]{1,3}(?=\\s?(?:天|个?人|位|名|分))")
"""十四天, 每组三人."""
LONGEST_GATHERING = timedelta(days=14)


class Rules(Section):
    """小组打卡：分成小组一起签到，全组坚持下来有奖"""

    size: int = Field(5, ge=2, le=MOST_SIZE, description="每组大约几个人")
    reward: int = Field(
        50, ge=0, le=MOST_REWARD, description="留下来的组员每天都签到了，每人再得几分；中途退出的不算。0 就是不给"
    )
    remind: TimeOfDay | None = Field(
        "20:30", description="每天几点提醒还没签到的组员；写 null 就不提醒", examples=["21:00"]
    )


@dataclass(frozen=True, slots=True)
class Order:
    """A challenge that is to be begun."""

    days: int
    size: int
    reward: int
    until: datetime
    """Until when members sign up; aware UTC."""


def read_order(words: str, now: datetime, rules: Rules) -> Order:
    """Return the challenge in 14 每组5人 奖励50 报名到 明天20:00; raises Refusal. `now` is aware and local."""
    text = _SPELLED.sub(_in_digits, " ".join(half_width(normalize(words)).split()))
    days = _DAYS.match(text)
    if not days or not FEWEST_DAYS <= int(days[1]) <= MOST_DAYS:
        raise Refusal(HOW.format(usage=USAGE))
    text = text[days.end() :]
    until: datetime | None = None
    mark = _UNTIL.search(text)
    if mark:
        until, rest = read_deadline(text[mark.end() :], now, "20:00")
        if until is None:
            raise Refusal(HOW.format(usage=USAGE))
        text = f"{text[: mark.start()]} {rest}"
    size, reward = _SIZE.search(text), _REWARD.search(text)
    left_over = _REWARD.sub(" ", _SIZE.sub(" ", text)).strip(" ,，。")
    if left_over:
        raise Refusal(LEFT_OVER.format(words=truncate(left_over), usage=USAGE))
    order = Order(
        days=int(days[1]),
        size=int(size[1] or size[2]) if size else rules.size,
        reward=int(reward[1]) if reward else rules.reward,
        until=until or _tomorrow_evening(now),
    )
    if not (2 <= order.size <= MOST_SIZE and order.reward <= MOST_REWARD):
        raise Refusal(HOW.format(usage=USAGE))
    if order.until <= now:
        raise Refusal(PAST)
    if order.until > now + LONGEST_GATHERING:
        raise Refusal(TOO_FAR)
    return order


def _in_digits(match: re.Match[str]) -> str:
    return str(number(match[0]) or match[0])


def _tomorrow_evening(now: datetime) -> datetime:
    return now.replace(hour=20, minute=0, second=0, microsecond=0) + timedelta(days=1)


def winners(progress: Sequence[Progress], days: int) -> list[Progress]:
    """Return those of a team who are rewarded: all who are still there, where each of them did every day.

    Who has left the team or the group does not spoil it, and gets nothing. So somebody who is left alone is rewarded
    for their own days.
    """
    staying = [each for each in progress if not each.has_left]
    return staying if all(each.days >= days for each in staying) else []


def percentage(progress: Sequence[Progress], elapsed: int) -> int:
    """Return which part of their days a team has done so far, 0 to 100, rounded down; without who has left."""
    staying = [each for each in progress if not each.has_left]
    if not staying or elapsed < 1:
        return 0
    return 100 * sum(min(each.days, elapsed) for each in staying) // (elapsed * len(staying))


def elapsed_days(first_day: date, days: int, today: date) -> int:
    """Return how many days of a challenge have begun, 0 to all of them."""
    return min(max((today - first_day).days + 1, 0), days)
