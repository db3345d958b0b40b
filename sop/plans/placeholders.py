"""What a plan's own words may say of their moment and their group."""

from __future__ import annotations

from datetime import datetime

from config.group import Group
from sop.when.days import WEEK

PLACEHOLDERS = ("date", "weekday", "time", "group")
COUNTDOWN = "days"
"""Only in the words of a campaign."""


def values(group: Group, at: datetime) -> dict[str, str]:
    """Return what placeholders stand for at a moment (aware): the local 12月24日, 星期四, 20:00; the group's name."""
    local = at.astimezone(group.zone)
    return {
        "date": f"{local.month}月{local.day}日",
        "weekday": "星期" + WEEK[local.weekday()],
        "time": f"{local:%H:%M}",
        "group": group.name,
    }
