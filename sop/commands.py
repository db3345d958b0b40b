"""What admins may ask of the timetable."""

from __future__ import annotations

from datetime import timedelta

from handlers.kit import Capability, Context, Feature, Message, Role
from handlers.kit.words import whole_number
from sop.preview import first_words, upcoming, when_of
from storage import runs

feature = Feature("sop", title="定时计划")
feature.need(Capability.PUSHES, "请给群配一个推送通道（push），不然定时消息发不出去。")

DAYS = 7
MOST_DAYS = 31
MOST_LINES = 20
NO_PLANS = "这个群还没有定时计划，请在群的 YAML 里写 sop。"
NOTHING = "接下来 {days} 天没有定时消息。"
TITLE = "接下来 {days} 天的定时消息："
LINE = "{date} {weekday} {time} {name}：{words}"
MORE = "…还有 {count} 条"
MISSED = "最近 7 天没有发出："
WHY = {"late": "过了时间", "failed": "出错"}
RECENT = timedelta(days=7)
MOST_MISSED = 5


@feature.command("SOP", help="看接下来几天要发的定时消息", usage="天数", role=Role.ADMIN, acts=False)
def list_plans(_: Message, ctx: Context) -> str:
    days = whole_number(ctx.args.removesuffix("天").strip(), 1, MOST_DAYS) if ctx.args else DAYS
    if not ctx.group.plans:
        return NO_PLANS
    planned = upcoming([ctx.group], ctx.now, days)
    if not planned:
        return "\n".join([NOTHING.format(days=days), *_missed(ctx)])
    lines = [TITLE.format(days=days)]
    for one in planned[:MOST_LINES]:
        date, weekday, time = when_of(one)
        lines.append(LINE.format(date=date[5:], weekday=weekday, time=time, name=one.plan.name, words=first_words(one)))
    if len(planned) > MOST_LINES:
        lines.append(MORE.format(count=len(planned) - MOST_LINES))
    return "\n".join([*lines, *_missed(ctx)])


def _missed(ctx: Context) -> list[str]:
    """Nothing is dropped in silence: an admin who looks sees what did not go out."""
    found = runs.missed(ctx.db, ctx.group.id, ctx.now - RECENT, MOST_MISSED)
    lines = [f"{ctx.local(one.planned):%m-%d %H:%M} {one.plan}（{WHY[one.outcome]}）" for one in found]
    return [MISSED, *lines] if lines else []
