"""What a plan's own words may say of their moment and their group."""

from __future__ import annotations

from datetime import datetime

from config.group import Group
from handlers.dates.china import day_names
from sop.when.days import WEEK

PLACEHOLDERS = ("date", "weekday", "occasion", "time", "group")
COUNTDOWN = "days"
"""Only in the words of a campaign."""


def values(group: Group, at: datetime) -> dict[str, str]:
    """Return what placeholders stand for at a moment (aware): the local 12月24日, 星期四, 20:00; the group's name.

    The occasion is the day's solar term and festival, and on any other day its weekday.
    """
    local = at.astimezone(group.zone)
    weekday = "星期" + WEEK[local.weekday()]
    return {
        "date": f"{local.month}月{local.day}日",
        "weekday": weekday,
        "occasion": "、".join(day_names(local.date())) or weekday,
        "time": f"{local:%H:%M}",
        "group": group.name,
    }
