"""Words for what became of a planned moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.kit import MemberContext
from storage.members import activity
from storage.sop.runs import Record

WHY = {
    "late": "过了时间",
    "failed": "出错",
    "paused": "暂停中",
    "unapproved": "没有批准",
    "held": "在等合适的时候",
    "changed": "计划改了",
}

HOURS = 2
"""A broadcast's effect is looked for in its own hour and the next one."""

WEEKS = 4
SENT = {
    "new": "正要发",
    "claimed": "正在发",
    "sent": "已发出",
    "refused": "没有送达",
    "expired": "过时未发",
    "doubtful": "不确定是否送达",
    "ignored": "不确定是否送达",
}

DONE = "已完成"
EFFECT = "，之后 {hours} 小时 {after} 人说话（前 {weeks} 周同时段平均 {before:g} 人）"
MERGED = "并入了后一次"


def outcome(ctx: MemberContext, record: Record) -> str:
    """Return a line on a moment: when it was, whose, and what became of it."""
    local = ctx.local(record.planned)
    if record.outcome != "done":
        why = MERGED if record.outcome == "merged" else WHY.get(record.outcome, record.outcome)
        return f"{local:%m-%d %H:%M} {record.plan}：{why}"
    sent = SENT.get(record.letter or "", DONE)
    return f"{local:%m-%d %H:%M} {record.plan}：{sent}" + (effect(ctx, local) if record.letter == "sent" else "")


def effect(ctx: MemberContext, local: datetime) -> str:
    """Return who spoke in the hours from a local time on, against those of the weeks before; empty while they last.

    Hours are whole local hours; those after midnight are left out.
    """
    if ctx.local_now < local + timedelta(hours=HOURS):
        return ""
    days = [local.date() - timedelta(weeks=back) for back in range(WEEKS + 1)]
    hours = range(local.hour, min(24, local.hour + HOURS))
    spoke = activity.count_active(ctx.db, ctx.group.id, days, hours)
    before = sum(spoke[day] for day in days[1:]) / WEEKS
    return EFFECT.format(hours=HOURS, weeks=WEEKS, after=spoke[days[0]], before=before)
