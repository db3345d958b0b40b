"""Plans that may not speak yet, or not at all: paused ones, unapproved ones, and moments that wait for their time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from config.group import Group
from sop.phases import campaign_of
from sop.plan import Plan
from storage import plans, timers
from storage.db import Db, moment, stamp
from storage.timers import Timer

HOLD = "timetable"
"""Under this name timers keep moments that are held."""


def hindered(db: Db, group: Group, plan: Plan, resting: Collection[str]) -> str:
    """paused or unapproved, where an admin keeps the plan from being carried out; else empty.

    `resting` are the group's paused plans and campaigns, by name.
    """
    campaign = campaign_of(group, plan.name) if resting else None
    if plan.name in resting or (campaign and campaign.name in resting):
        return "paused"
    if plan.approve and not plans.approved(db, group.id, plan.name, plan.version):
        return "unapproved"
    return ""


def hold(db: Db, group: Group, plan: Plan, planned: datetime, until: datetime) -> None:
    """Keeps a claimed moment for later."""
    timers.set_once(db, group.id, HOLD, f"{stamp(planned)} {plan.name}", until)


def place_of(timer: Timer) -> tuple[str, datetime]:
    """The plan's name and the planned moment that a timer holds."""
    at, _, name = timer.key.partition(" ")
    return name, moment(int(at))
