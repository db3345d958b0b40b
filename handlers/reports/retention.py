"""留存: of those who joined in the same week, how many came back in each week after it, as a heat map."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.dates.months import midnight
from handlers.kit import Capability, Drawing, Feature, MemberContext, Message, Reply, Role, reply
from handlers.pictures.report_specs import HeatmapRow, HeatmapSpec
from handlers.reports.service import list_staff_ids
from handlers.text.shares import percent_of
from storage.reports import cohorts
from storage.reports.cohorts import Cohort

feature = Feature("retention", title="留存", topic="群报告")

WEEKS = 9
TITLE = "每周留存"
NOBODY = "最近 {weeks} 周没有人来，等有了新人再看～"
LINE = "{day:%m-%d} 那周来 {members} 人：{shares}"
FOOT = "每一行是同一周来的人，往右看之后每周还有多少人露面；最后一格是这一周，还没过完；不到 5 人的不算百分比。"
MEAN = "来的下一周还在的有 {share}%。"
COLUMNS = ("当周", *(f"第{week}周" for week in range(1, WEEKS)))


@feature.command("留存", "留存率", help="同一周来的人，之后每周还剩多少", role=Role.STAFF, read_only=True)
def show_retention(message: Message, ctx: MemberContext) -> Reply:
    first = ctx.today - timedelta(days=ctx.today.weekday(), weeks=WEEKS - 1)
    mondays = [first + timedelta(weeks=week) for week in range(WEEKS + 1)]
    bounds = [midnight(monday, ctx.group.zone) for monday in mondays]
    found = cohorts.retention(ctx.db, ctx.group.id, first, bounds, list_staff_ids(ctx))
    if not found:
        return reply(NOBODY.format(weeks=WEEKS))
    words = "\n".join(
        LINE.format(
            day=mondays[cohort.week],
            members=cohort.members,
            shares="、".join(f"{seen} 人" if share is None else f"{share}%" for seen, share in _shares(cohort)),
        )
        for cohort in found
    )
    foot = FOOT + _describe_next_week(found)
    if Capability.PICTURES not in ctx.capabilities:
        return reply(f"{words}\n{foot}")
    sheet = HeatmapSpec(
        title=TITLE,
        dates=f"{first:%m-%d} 到 {ctx.today:%m-%d}",
        columns=COLUMNS,
        rows=tuple(
            HeatmapRow(
                label=f"{mondays[cohort.week]:%m-%d}",
                note=f"{cohort.members} 人",
                cells=(*(share for _, share in _shares(cohort)), *(None,) * cohort.week),
            )
            for cohort in found
        ),
        top=100,
        unit="%",
        foot=foot,
    )
    return reply(Drawing(sheet=sheet, alt=f"{words}\n{foot}"))


def _shares(cohort: Cohort) -> list[tuple[int, int | None]]:
    """Return how many came in each week, and their share in percent: None where there are too few for one."""
    return [(seen, percent_of(seen, cohort.members)) for seen in cohort.seen]


def _describe_next_week(found: Sequence[Cohort]) -> str:
    """Return how many came back in the week after their first, of the cohorts for which that week is over."""
    over = [cohort for cohort in found if len(cohort.seen) > 2]
    members = sum(cohort.members for cohort in over)
    percent = percent_of(sum(cohort.seen[1] for cohort in over), members)
    return "" if percent is None else MEAN.format(share=percent)
