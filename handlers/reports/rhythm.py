"""时段: at which hours of which weekdays the group talks, as a heat map of four weeks."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from handlers.kit import Capability, Drawing, Feature, MemberContext, Message, Reply, Role, reply
from handlers.pictures.report_specs import HeatmapRow, HeatmapSpec
from storage.reports import hours

feature = Feature("rhythm", title="时段", topic="群报告")

DAYS = 28
TITLE = "什么时候最热闹"
NOTHING = "最近四周还没有人聊天。"
BUSIEST = "最热闹：{hours}。要紧的话放在这之前一点发。"
HOUR = "周{weekday} {hour} 点（{messages} 句）"
QUIETEST = "白天最静的是 {hour} 点。"
WEEKDAYS = "一二三四五六日"
SHOWN = 3
DAYTIME = range(8, 23)


@feature.command("时段", "活跃时段", help="一周里哪天几点最热闹", role=Role.STAFF, read_only=True)
def show_rhythm(message: Message, ctx: MemberContext) -> Reply:
    first = ctx.today - timedelta(days=DAYS - 1)
    cells: Counter[tuple[int, int]] = Counter()
    for hour in hours.list_hours(ctx.db, ctx.group.id, first, ctx.today):
        cells[hour.day.weekday(), hour.hour] += hour.messages
    if not cells.total():
        return reply(NOTHING)
    busiest = "、".join(
        HOUR.format(weekday=WEEKDAYS[weekday], hour=hour, messages=messages)
        for (weekday, hour), messages in cells.most_common(SHOWN)
        if messages
    )
    quiet = min(DAYTIME, key=lambda hour: sum(cells[weekday, hour] for weekday in range(7)))
    words = BUSIEST.format(hours=busiest) + QUIETEST.format(hour=quiet)
    if Capability.PICTURES not in ctx.capabilities:
        return reply(words)
    sheet = HeatmapSpec(
        title=TITLE,
        dates=f"{first:%m-%d} 到 {ctx.today:%m-%d}",
        columns=tuple(str(hour) if hour % 3 == 0 else "" for hour in range(24)),
        rows=tuple(
            HeatmapRow(
                label=f"周{WEEKDAYS[weekday]}",
                note=f"{sum(cells[weekday, hour] for hour in range(24))} 句",
                cells=tuple(cells[weekday, hour] for hour in range(24)),
            )
            for weekday in range(7)
        ),
        top=max(cells.values()),
        unit="",
        foot=words,
    )
    return reply(Drawing(sheet=sheet, alt=words))
