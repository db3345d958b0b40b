"""What all features of staff tasks share: handing out, reminding, and paying for what is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from handlers.dates.hours import shown
from handlers.kit import Context, Refusal, Reply, Scene, reply
from handlers.points import payments
from handlers.tasks.rules import Rules, head, terms
from handlers.text.people import mention
from storage import tasks, timers
from storage.db import stamp
from storage.members import roster
from storage.members.roster import Member
from storage.tasks import Part, State, Task, Work

FEATURE = "tasks"
"""Whose timers remind."""
ANNOUNCED = "：{head}，{due} 前{terms}。发「任务 {number}」看全文，做完发「完成 {number}」。"
UNKNOWN = "没有 {number} 号任务，发「我的任务」看编号。"
NOT_YOURS = "{number} 号不是你的任务，是 {who} 的。"
CLOSED = {
    State.WAITING: "{number} 号已经报过完成了，正等管理员验收。",
    State.DONE: "{number} 号在 {at:%m-%d %H:%M} 已经完成了。",
    State.WITHDRAWN: "{number} 号已经撤回了，不用做了。",
}
MOST_NAMES = 3


def hand_out(
    scene: Scene, work: Work, to: Mapping[Member, Iterable[Member]], due: datetime, *, giver: str, note: str = ""
) -> Task:
    """A new task for all these staff, each with the members that his part is about; reminders included.

    `giver` is a user id, empty for the timetable; `note` goes into the history.
    """
    task = tasks.make(scene.db, scene.group.id, work, giver=giver, at=scene.now)
    for member, about in to.items():
        tasks.give(scene.db, task, member, due, note, actor=giver, at=scene.now)
        tasks.concern(scene.db, task, member, about, scene.today)
    expect(scene, task.id, due)
    return task


def announcement(scene: Scene, task: Task, to: Iterable[Member], due: datetime) -> Reply:
    """Tells those who have to do it."""
    said = ANNOUNCED.format(
        head=head(task.id, task.work), due=shown(scene, due), terms=terms(task.work), number=task.id
    )
    return reply(*(mention(one) for one in to), said)


def expect(scene: Scene, number: int, due: datetime) -> None:
    """Reminds of a task before this deadline and when it has passed; the timers find out who still has to do it."""
    before = due - timedelta(minutes=scene.rules(Rules).remind)
    # With `remind: 0` there is nothing to be said before; a task shorter than that is reminded of when it is late.
    for name, at in (("soon", before), ("late", due)):
        if at > scene.now and (name == "late" or at < due):
            timers.set_once(scene.db, scene.group.id, FEATURE, f"{name} {number} {stamp(due)}", at)


def named(ctx: Context, number: int) -> list[Part]:
    """All parts of the group's task; raises Refusal where there is no such task."""
    parts = tasks.find(ctx.db, ctx.group.id, number)
    if not parts:
        raise Refusal(UNKNOWN.format(number=number))
    return parts


def mine(ctx: Context, number: int) -> Part:
    """The acting member's own part; raises Refusal where it is somebody else's task."""
    parts = named(ctx, number)
    own = next((part for part in parts if part.member.id == ctx.member.id), None)
    if own is None:
        who = "、".join(part.member.name for part in parts[:MOST_NAMES]) + ("等" if len(parts) > MOST_NAMES else "")
        raise Refusal(NOT_YOURS.format(number=number, who=who))
    return own


def still_open(scene: Scene, part: Part) -> None:
    """Raises Refusal where a part has been done or withdrawn."""
    if part.state is not State.OPEN:
        at = scene.local(part.done_at or part.given_at)
        raise Refusal(CLOSED[part.state].format(number=part.task.id, at=at))


def pay(scene: Scene, part: Part) -> str:
    """Pays for a part that is done, once for ever, and says so; empty where it brings nothing."""
    points = part.task.work.points
    if not points:
        return ""
    key = f"task:{part.task.id}:{part.member.id}"
    reason = f"任务：{part.task.work.title}"
    paid = payments.pay(scene, part.member, points, key=key, reason=reason, owe=True)
    if paid is None:
        return ""
    if paid.owed:
        return f"{paid.owed} 分先记账，有了预算就补发。"
    return f"+{paid.points} 积分，现有 {paid.balance} 分。"


def name_of(scene: Scene, user: str) -> str:
    """How a user id is shown; the timetable has none."""
    member = roster.by_user(scene.db, scene.group.id, user)
    return member.name if member else user or "定时计划"
