"""What a plan's own words may say of their moment and their group."""

from __future__ import annotations

from datetime import datetime

from config.group import Group
from sop.campaigns.phases import campaign_of, countdown
from sop.when.days import WEEK

PLACEHOLDERS = ("date", "weekday", "time", "group")
COUNTDOWN = "days"
"""Only in the words of a campaign."""


def values(group: Group, moment: datetime, plan: str = "") -> dict[str, str]:
    """What placeholders stand for at a moment (aware), in a plan by its name where one speaks.

    The group's local 12月24日, 星期四, 20:00, and its name; in a campaign also how many days it still is.
    """
    local = moment.astimezone(group.zone)
    campaign = campaign_of(group, plan)
    return {
        "date": f"{local.month}月{local.day}日",
        "weekday": "星期" + WEEK[local.weekday()],
        "time": f"{local:%H:%M}",
        "group": group.name,
        **({COUNTDOWN: str(countdown(campaign.dates, local.date()))} if campaign else {}),
    }
