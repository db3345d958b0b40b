"""The report on staff tasks: the month in figures, and praise for those who were in time most often."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field

from handlers.dates.months import first_of_month, midnight
from handlers.dates.past_month import read_past_month
from handlers.kit import Capability, Context, Drawing, Feature, MemberContext, Message, Reply, Role, Section, reply
from handlers.pictures.specs import BoardLine, BoardSpec
from handlers.staff.directory import is_staff
from handlers.text.people import mention
from storage.tasks import statistics
from storage.tasks.statistics import Tally

feature = Feature("task_report", title="任务报表", topic="任务")
feature.requires(Capability.PUSHES, "定时的表扬发不出来。")

NOTHING = "{month:%Y-%m} 没有派过任务。"
HEAD = "📋 任务报表 {month:%Y-%m}"
LINE = (
    "{name}：派 {given}，按时 {in_time}，迟 {late}，待验收 {waiting}，没做完 {open}（过期 {overdue}）"
    "{hours}，{points} 分{back}"
)
HOURS = "，平均 {hours:.1f} 小时"
BACK = "，邀约回来 {back}/{named} 位"
PRAISE = "👏 最近 {days} 天按时完成任务最多的同事："
PRAISED = "{count} 个"
TITLE = "按时完成任务 {month:%Y-%m}"
MOST_PICTURED = 20
HOUR = 3_600_000
"""Milliseconds."""


class Params(Section):
    """表扬：说说最近谁按时完成的任务最多"""

    days: int = Field(7, ge=1, le=92, description="看最近几天")
    top: int = Field(3, ge=1, le=10, description="表扬前几名；并列的一起表扬")


@feature.command("任务报表", help="一个月里谁完成了多少任务", usage="2026-11", role=Role.ADMIN, read_only=True)
def show(message: Message, ctx: MemberContext) -> str | Reply:
    month = read_past_month(ctx.args, ctx.today, "任务报表")
    since, until = midnight(month, ctx.group.zone), midnight(first_of_month(month, -1), ctx.group.zone)
    tallies = sorted(
        statistics.list_tallies(ctx.db, ctx.group.id, since, until, ctx.now), key=lambda tally: -tally.in_time
    )
    if not tallies:
        return NOTHING.format(month=month)
    done = [tally for tally in tallies if tally.in_time]
    places = [1 + sum(better.in_time > tally.in_time for better in tallies) for tally in tallies]
    lines = tuple(
        BoardLine(place=place, name=tally.member.name, value=tally.in_time, mine=tally.member.id == ctx.member.id)
        for place, tally in zip(places, done[:MOST_PICTURED], strict=False)
    )
    title = TITLE.format(month=month)
    spec = BoardSpec(title=title, unit="个", lines=lines)
    drawing = [Drawing(sheet=spec, alt=title)] if lines else []  # nobody gets a medal for nothing
    return reply("\n".join([HEAD.format(month=month), *map(_describe_tally, tallies)]), *drawing)


@feature.action("表扬", Params, read_only=True)
def praise(params: Params, ctx: Context) -> Reply | None:
    """Return praise of those with most tasks done in time; None where there is nobody."""
    since = ctx.now - timedelta(days=params.days)
    best = [result for result in statistics.list_best(ctx.db, ctx.group.id, since, ctx.now) if is_staff(ctx, result[0])]
    if not best:
        return None
    least = best[: params.top][-1][1]
    parts: Reply = reply(PRAISE.format(days=params.days))
    for member, count in best:
        if count >= least:
            parts = (*parts, *reply("\n", mention(member), PRAISED.format(count=count)))
    return parts


def _describe_tally(tally: Tally) -> str:
    done = tally.in_time + tally.late
    return LINE.format(
        name=tally.member.name,
        given=tally.given,
        in_time=tally.in_time,
        late=tally.late,
        waiting=tally.waiting,
        open=tally.open,
        overdue=tally.overdue,
        hours=HOURS.format(hours=tally.took / done / HOUR) if done else "",
        points=tally.points,
        back=BACK.format(back=tally.back, named=tally.named) if tally.named else "",
    )
