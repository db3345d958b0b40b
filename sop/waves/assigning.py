"""Whom a wave can have called by staff: those somebody looks after, or all where `to` names one of the staff."""

from __future__ import annotations

from collections.abc import Collection

from handlers.kit import Context
from handlers.staff.directory import is_staff
from sop.journeys.staff_tasks import find_recipient
from sop.waves.model import Wave
from storage import staff
from storage.members import roster

FOR_NOBODY = (
    "⚠ 有 {count} 人还没有负责人，任务派不出去，这一轮先不算他们：请先「绑定 @成员 @店员」，或者在 to 里写一位员工。"
)
WRONG_TO = "to 写的「{user}」现在派不了：不是员工，或者还没在群里露过面。"


def list_unassigned(ctx: Context, wave: Wave, ids: Collection[int]) -> set[int]:
    """Return which of these members a wave cannot give to any of the staff; nobody where it calls them itself."""
    if wave.touch != "任务" or find_recipient(ctx, wave.to):
        return set()
    group = ctx.group
    users = {*group.staff, *group.admins, group.owner}
    known = [someone for user in sorted(users) if (someone := roster.get_by_user(ctx.db, group.id, user))]
    takers = [someone.id for someone in known if is_staff(ctx, someone)]
    return {*ids} - staff.list_bound(ctx.db, group.id, takers)


def describe_unassigned(wave: Wave, count: int) -> str:
    """Say that so many members can be given to nobody, and what to do; empty where there are none."""
    if not count:
        return ""
    wrong = WRONG_TO.format(user=wave.to) if wave.to else ""
    return FOR_NOBODY.format(count=count) + wrong
