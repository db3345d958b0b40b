"""What an owner may want to think over, though nothing is wrong: a week of his timetable as members see it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

from config.group import Group
from sop.preview import upcoming, when_of
from sop.rules import Rules

WEEK = 7
MANY = "{day} 有 {count} 条定时消息，超过 {most} 条，大家可能嫌吵"
CLOSE = "{day} 的「{first}」和「{second}」只隔 {minutes} 分钟，不如并成一条"
WEEKEND = "周末没有安排，那时候大家最有空"
MOST = 5
"""Findings of one kind."""


def taste(group: Group, now: datetime) -> list[str]:
    """What to think over about the seven days after a moment, at most so many findings of a kind."""
    rules = group.rules(Rules)
    planned = upcoming([group], now, WEEK)
    days = Counter(when_of(one)[0] for one in planned)
    many = [MANY.format(day=day, count=count, most=rules.most) for day, count in days.items() if count > rules.most]
    close = [
        CLOSE.format(
            day=when_of(one)[0],
            first=one.plan.name,
            second=other.plan.name,
            minutes=(other.moment - one.moment) // timedelta(minutes=1),
        )
        for one, other in pairwise(planned)
        if other.moment - one.moment < timedelta(minutes=rules.apart)
    ]
    busy = {one.moment.astimezone(group.zone).weekday() for one in planned}
    idle = [WEEKEND] if planned and busy.isdisjoint({5, 6}) else []
    return [*many[:MOST], *close[:MOST], *idle]
