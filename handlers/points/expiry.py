"""Points lapse some months after they were earned, at the end of the month; members are told some days before."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel

from config.group import Group
from handlers.dates.months import first
from handlers.kit import Capability, Feature, Part, Reply, Scene, reply
from handlers.points.expiry_dates import cutoff, last_day
from handlers.points.rules import Rules
from handlers.text.people import mention
from storage import timers
from storage.db import MILLISECOND
from storage.points import expiry, ledger
from storage.timers import Timer

feature = Feature("expiry", title="积分过期")
feature.books("expire", "过期", back="冲正了还会再过期，要补请用「加分」。")

MONTHLY = "每月1日 00:00"
MOST = 50
"""Accounts looked through at once: some 10 ms where each has a hundred entries."""
SHOWN = 50
"""Members named in one message."""
NOTICE = "⏰ {people} 位朋友共 {points} 分将在 {day:%m-%d} 过期，早点花掉吧～\n"
EACH = "{points} 分　"
MORE = "\n还有 {count} 位，发「积分」就能看到自己的。"


class Batch(BaseModel):
    """A part of the group's accounts, and the month at whose end their old points lapse."""

    month: date
    first: str
    last: str


@feature.routine(lambda group: MONTHLY if group.rules(Rules).expire else None)
def begin(scene: Scene) -> None:
    """Sets a timer for each part of the accounts, so that nobody waits while all of them are looked through."""
    month = first(scene.today, 1)
    found = expiry.holders(scene.db, scene.group.id)
    for number, (start, end) in enumerate(expiry.parts(found, MOST)):
        payload = Batch(month=month, first=start, last=end).model_dump_json()
        timers.set_once(scene.db, scene.group.id, feature.name, f"{month:%Y-%m}:{number}", scene.now, payload)


@feature.due
def lapse(timer: Timer, scene: Scene) -> None:
    """Takes what is too old from one part of the accounts, each once per month."""
    part = Batch.model_validate_json(timer.payload)
    before = cutoff(scene, part.month)
    if before is None:
        return
    for member, points in expiry.lapsing(scene.db, scene.group.id, before, part.first, part.last):
        ledger.take(
            scene.db,
            member,
            points,
            key=f"expire:{member.id}:{part.month:%Y-%m}",
            reason="过期",
            cause=scene.key,
            at=scene.now - MILLISECOND,  # still in the month that it ends
        )


def notice_days(group: Group) -> str | None:
    """The dates that may lie so many days before the end of a month; the right one is picked on the day."""
    rules = group.rules(Rules)
    if not (rules.expire and rules.notice):
        return None
    days = "、".join(f"{last - rules.notice}日" for last in (28, 29, 30, 31))
    return f"每月{days} 10:00"


@feature.routine(notice_days, acts=False)
def give_notice(scene: Scene) -> Reply | None:
    month = first(scene.today)
    before = cutoff(scene, month)
    right_day = (last_day(month) - scene.today).days == scene.rules(Rules).notice
    if before is None or not right_day or Capability.PUSHES not in scene.capabilities:
        return None
    found = expiry.losers(scene.db, scene.group.id, before)
    if not found:
        return None
    total = sum(points for _, points in found)
    said: list[str | Part] = [NOTICE.format(people=len(found), points=total, day=last_day(month))]
    for member, points in found[:SHOWN]:
        said += [mention(member), EACH.format(points=points)]
    return reply(*said, *([MORE.format(count=len(found) - SHOWN)] if len(found) > SHOWN else []))
