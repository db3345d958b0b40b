"""Plans that may not speak yet, or not at all: paused ones, unapproved ones, and moments that wait for their time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from config.group import Group
from handlers.kit import ForMember, ForStaff, Notice, Role, TimerPayload
from handlers.kit.reply import dump, load
from sop.plans.controls import Controllable
from sop.plans.fields import LATE
from sop.plans.rules import silent_until
from sop.plans.versions import version_of
from storage import timers
from storage.db import Db, to_millis
from storage.members import roster
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
    """As `handlers.kit.reply.dump` writes it; so is `shown`."""
    member: int | None = None
    """Whom it is for alone, by their id."""
    role: int | None = None
    """The least role of those it is for alone."""
    ask: str = ""
    shown: str = "[]"

    @property
    def key(self) -> str:
        return self.post


def held_words(key: str, notice: Notice) -> HeldWords:
    """Return a notice as it is kept, to be said under a key."""
    match notice:
        case ForMember():
            held = HeldWords(post=key, reply=dump(notice.reply), member=notice.member.id)
        case ForStaff():
            held = HeldWords(post=key, reply=dump(notice.reply), role=notice.role)
        case _:
            return HeldWords(post=key, reply=dump(notice))
    return held.model_copy(update={"ask": notice.ask, "shown": dump(notice.shown)})


def notice_of(db: Db, held: HeldWords) -> Notice:
    """Return what was kept; empty where the member it is for has left."""
    words, shown = load(held.reply), load(held.shown)
    if held.role is not None:
        return ForStaff(reply=words, ask=held.ask, shown=shown, role=Role(held.role))
    if held.member is None:
        return words
    member = roster.get(db, held.member)
    return ForMember(member=member, reply=words, ask=held.ask, shown=shown) if member else ()


def blocked_by(db: Db, group: Group, plan: Controllable, paused: Collection[str]) -> str:
    """Return `paused` or `unapproved` where an admin keeps the plan from being carried out; else empty.

    `paused` are the group's paused plans and campaigns, by name.
    """
    if plan.name in paused or (plan.campaign and plan.campaign in paused):
        return "paused"
    if plan.approve and not plan_states.is_approved(db, group.id, plan.name, version_of(group, plan)):
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
    return silent_until(group, now) or (now if now - due > LATE else None)
