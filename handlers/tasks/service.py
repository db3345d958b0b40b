"""Handing out tasks, reminding, and paying for what is done, for all features of staff tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Literal

from handlers.dates.hours import format_time
from handlers.kit import Context, ForMember, MemberContext, Refusal, Reply, TimerPayload, reply, set_timer
from handlers.mall.next_reward import describe_progress
from handlers.points import payments
from handlers.tasks.rules import Rules, describe_terms, task_label
from handlers.text.people import mention
from storage.db import to_millis
from storage.members import roster
from storage.members.roster import Member
from storage.tasks import assignments, clients, tasks
from storage.tasks.assignments import Assignment, State
from storage.tasks.tasks import Task, Work

FEATURE = "tasks"
"""The feature whose timers remind."""
ANNOUNCED = "：{head}，{due} 前{terms}。发「任务 {number}」看全文，做完发「完成 {number}」。"
NEWS = "{number} 号任务有新消息。"
UNKNOWN = "没有 {number} 号任务，发「我的任务」看编号。"
NOT_YOURS = "{number} 号不是你的任务，是 {who} 的。"
CLOSED = {
    State.WAITING: "{number} 号已经报过完成了，正等管理员验收。",
    State.DONE: "{number} 号在 {at:%m-%d %H:%M} 已经完成了。",
    State.WITHDRAWN: "{number} 号已经撤回了，不用做了。",
}
MOST_NAMES = 3


class Reminder(TimerPayload):
    """The timer that reminds of a task: before its deadline, or when it has passed."""

    only_speaks = True

    when: Literal["soon", "late"]
    task: int
    due: datetime

    @property
    def key(self) -> str:
        return f"{self.when} {self.task} {to_millis(self.due)}"


def hand_out(
    ctx: Context, work: Work, to: Mapping[Member, Iterable[Member]], due: datetime, *, giver: str, note: str = ""
) -> Task:
    """Create a task for all these staff, each with the members that their part is about, and its reminders.

    `giver` is a user id, empty for the timetable; `note` goes into the history.
    """
    task = tasks.create(ctx.db, ctx.group.id, work, giver=giver, at=ctx.now)
    for member, about in to.items():
        assignments.hand_out(ctx.db, task, member, due, note, actor=giver, at=ctx.now)
        clients.add_clients(ctx.db, task, member, about, ctx.today)
    set_reminders(ctx, task.id, due)
    return task


def announce(ctx: Context, task: Task, to: Iterable[Member], due: datetime) -> Reply:
    """Tell those who have to do a task, and return what they were told."""
    text = ANNOUNCED.format(
        head=task_label(task.id, task.work), due=format_time(ctx, due), terms=describe_terms(task.work), number=task.id
    )
    return tell(ctx, f"task:{task.id}", to, text, task.id)


def tell(ctx: Context, key: str, members: Iterable[Member], text: str, number: int) -> Reply:
    """Tell each of these staff something about a task in private, once per key; return what all of them were told.

    Where nobody can be written to, the group reads only that there is something about this task.
    """
    staff = list(members)
    for member in staff:
        told = ForMember(
            member=member,
            reply=reply(mention(member), text),
            ask=f"任务 {number}",
            shown=reply(mention(member), NEWS.format(number=number)),
        )
        ctx.post(f"{key}:{member.id}", told)
    return reply(*(mention(member) for member in staff), text)


def set_reminders(ctx: Context, number: int, due: datetime) -> None:
    """Set the reminders before a deadline and at it; the timers find out who still has to do the task."""
    before = due - timedelta(minutes=ctx.rules(Rules).remind)
    # With `remind: 0` there is nothing to be said before; a task shorter than that is reminded of when it is late.
    if ctx.now < before < due:
        set_timer(ctx, FEATURE, Reminder(when="soon", task=number, due=due), before)
    if due > ctx.now:
        set_timer(ctx, FEATURE, Reminder(when="late", task=number, due=due), due)


def get_parts(ctx: MemberContext, number: int) -> list[Assignment]:
    """Return all parts of the group's task; raises Refusal where there is no such task."""
    parts = assignments.list_of_task(ctx.db, ctx.group.id, number)
    if not parts:
        raise Refusal(UNKNOWN.format(number=number))
    return parts


def get_own_part(ctx: MemberContext, number: int) -> Assignment:
    """Return the acting member's own part; raises Refusal where it is somebody else's task."""
    parts = get_parts(ctx, number)
    own = next((part for part in parts if part.member.id == ctx.member.id), None)
    if own is None:
        who = "、".join(part.member.name for part in parts[:MOST_NAMES]) + ("等" if len(parts) > MOST_NAMES else "")
        raise Refusal(NOT_YOURS.format(number=number, who=who))
    return own


def require_open(ctx: Context, part: Assignment) -> None:
    """Raise Refusal where a part has been done or withdrawn."""
    if part.state is not State.OPEN:
        at = ctx.local(part.done_at or part.given_at)
        raise Refusal(CLOSED[part.state].format(number=part.task.id, at=at))


def pay(ctx: Context, part: Assignment) -> str:
    """Pay for a part that is done, only once, and return the text about it; empty where it brings nothing."""
    points = part.task.work.points
    if not points:
        return ""
    key = f"task:{part.task.id}:{part.member.id}"
    reason = f"任务：{part.task.work.title}"
    paid = payments.pay(ctx, part.member, points, key=key, reason=reason, owe=True)
    return paid.text() + describe_progress(ctx, part.member, paid.points, paid.balance) if paid else ""


def name_of_user(ctx: Context, user: str) -> str:
    """Return the name shown for a user id; the timetable has none."""
    member = roster.get_by_user(ctx.db, ctx.group.id, user)
    return member.name if member else user or "定时计划"
