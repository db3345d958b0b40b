"""What a plan's own words may say of their moment and their group."""

from __future__ import annotations

from datetime import datetime

from config.group import Group
from sop.days import WEEK

PLACEHOLDERS = ("date", "weekday", "time", "group")


def values(group: Group, moment: datetime) -> dict[str, str]:
    """What the placeholders stand for at a moment (aware): the group's local 12月24日, 星期四, 20:00, and its name."""
    local = moment.astimezone(group.zone)
    return {
        "date": f"{local.month}月{local.day}日",
        "weekday": "星期" + WEEK[local.weekday()],
        "time": f"{local:%H:%M}",
        "group": group.name,
    }
