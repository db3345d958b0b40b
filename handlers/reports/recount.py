"""重算: the daily sums once more, from what members' rows and the ledger say now."""

from __future__ import annotations

from handlers.dates.months import midnight
from handlers.kit import Context, Feature, MemberContext, Message, NoRules, Query, Role
from handlers.kit.declarations import Prepared
from handlers.reports.days import HISTORY, ONE_DAY, list_days, measure_days, measure_hours
from handlers.system.confirmation_requests import ask_confirmation
from storage.db import Db
from storage.points import flows
from storage.reports import days, hours
from storage.system.confirmation_requests import ConfirmationRequest

feature = Feature("recount", title="重算", topic="群报告")

QUESTION = "把最近 {days} 天的每日汇总重新算一遍（更早的汇总保留）"
DONE = "重算好了：{days} 天的汇总和现在的记录一致。活跃分不用重算，改了分值马上就按新的算。"
NOTHING = "还没有可以重算的日子。"


@feature.command("重算", help="重新算最近一个月的每日汇总", role=Role.OWNER)
def ask(message: Message, ctx: MemberContext) -> str:
    return ask_confirmation(ctx, feature, NoRules(), QUESTION.format(days=HISTORY.days))


@feature.on_confirmed(NoRules)
def carry_out(params: NoRules, request: ConfirmationRequest, ctx: MemberContext) -> Query:
    return Query(lambda db: _measure(ctx, db))


def _measure(ctx: MemberContext, db: Db) -> Prepared | str:
    """Measure the days on a reading connection; they are written in one transaction after it."""
    reading = Context(
        db=db,
        group=ctx.group,
        now=ctx.now,
        random=ctx.random,
        key=ctx.key,
        post=ctx.post,
        registry=ctx.registry,
        capabilities_of=ctx.capabilities_of,
    )
    over = list_days(ctx.today - HISTORY, ctx.today - ONE_DAY)
    until = flows.last_before(db, midnight(ctx.today, ctx.group.zone))
    by_hour = measure_hours(reading, over)
    messages = {day: counts.messages for day, counts in by_hour.items()}
    sums = [day for day in measure_days(reading, over, messages, after=0, until=until) if day.members or day.left]
    if not sums:
        return NOTHING

    def keep(writing: Context) -> str:
        days.forget(writing.db, writing.group.id, sums[0].day)
        for day, counts in by_hour.items():
            hours.save(writing.db, writing.group.id, day, counts)
        days.save(writing.db, writing.group.id, sums, until)
        return DONE.format(days=len(sums))

    return Prepared(keep)
