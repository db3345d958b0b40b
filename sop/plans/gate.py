"""Plans that may not speak yet, or not at all: paused ones, unapproved ones, and moments that wait for their time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from config.group import Group
from handlers.kit import TimerPayload
from sop.plans.controls import Controllable
from sop.plans.fields import LATE
from sop.plans.rules import Rules, quiet_until
from storage import timers
from storage.db import Db, to_millis
from storage.sop import plan_states

HOLD = "timetable"
"""Under this name timers keep moments that are held."""


class HeldMoment(TimerPayload):
    """A plan's moment that is kept for later."""

    plan: str
    planned: datetime

    @property
    def key(self) -> str:
        return f"{to_millis(self.planned)} {self.plan}"


SPEECH = "speech"
"""Under this name timers keep what features said by themselves in the quiet hours."""


class HeldWords(TimerPayload):
    """What is said once the quiet hours are over."""

    post: str
    """The key under which it is said."""
    reply: str
    """As `handlers.kit.reply.dump` writes it."""

    @property
    def key(self) -> str:
        return self.post


def blocked_by(db: Db, group: Group, plan: Controllable, paused: Collection[str]) -> str:
    """Return `paused` or `unapproved` where an admin keeps the plan from being carried out; else empty.

    `paused` are the group's paused plans and campaigns, by name.
    """
    if plan.name in paused or (plan.campaign and plan.campaign in paused):
        return "paused"
    if plan.approve and not plan_states.is_approved(db, group.id, plan.name, plan.version):
        return "unapproved"
    return ""


def hold(db: Db, group: Group, plan: str, planned: datetime, until: datetime) -> None:
    """Keep a claimed moment for later."""
    moment = HeldMoment(plan=plan, planned=planned)
    timers.set_once(db, group.id, HOLD, moment.key, until, moment.model_dump_json())


def postpone_until(group: Group, due: datetime, now: datetime) -> datetime | None:
    """Return when to try again what speaks to members in its own time: after the quiet hours, or now where it is late.

    None where its own moment will do. What is late gets a moment of now, so that what follows keeps its distance.
    """
    return quiet_until(group.rules(Rules).quiet, now, group.zone) or (now if now - due > LATE else None)
