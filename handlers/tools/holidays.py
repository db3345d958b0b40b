"""节假日: the next public holidays with their days, and the days at work in exchange for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from config.calendar import OwnCalendar
from handlers.dates.china import festival, holidays, is_announced, make_up_days
from handlers.kit import Feature, MemberContext, Message
from handlers.tools.days import describe_day, describe_distance

feature = Feature("holidays", title="节假日", topic="小工具")

HEAD = "接下来的假期："
LINE = "{name}：{days}，{distance}"
SINGLE = "{first}，1 天"
SEVERAL = "{first}到 {last}，{count} 天"
NOW = "正在放假"
WORK = "要上班的休息日：{days}"
NOT_ANNOUNCED = "{years} 年的放假安排还没公布，这里只按法定节日算，连休和调休等公布了才知道。"
NONE = "往后一年没有假期的资料。"
OWN = "本群休息"
SHOWN = 3
PUBLIC = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
ONE_DAY = timedelta(days=1)


class Holiday(NamedTuple):
    """Days off in a row."""

    name: str
    first: date
    last: date


@feature.command("节假日", "放假安排", help="接下来什么时候放假，哪天要调休上班")
def show_holidays(message: Message, ctx: MemberContext) -> str:
    years = (ctx.today.year, ctx.today.year + 1)
    coming = [holiday for holiday in list_holidays(years, ctx.group.calendar) if holiday.last >= ctx.today][:SHOWN]
    if not coming:
        return NONE
    unknown = [str(year) for year in sorted({holiday.first.year for holiday in coming}) if not is_announced(year)]
    own = {day for day in ctx.group.calendar.on if day.year in years}
    at_work = sorted(own.union(*(make_up_days(year) for year in years)) - ctx.group.calendar.off)
    shown = "、".join(describe_day(day, ctx.today) for day in at_work if day >= ctx.today)
    return "\n".join(
        [
            HEAD,
            *(_line(holiday, ctx.today) for holiday in coming),
            *([WORK.format(days=shown)] if shown else []),
            *([NOT_ANNOUNCED.format(years="、".join(unknown))] if unknown else []),
        ]
    )


def list_holidays(years: tuple[int, ...], own: OwnCalendar) -> Iterator[Holiday]:
    """Yield the holidays of some years in order, with the group's own days off and without its own days at work."""
    off = {day for year in years for day in holidays(year)} | {day for day in own.off if day.year in years}
    days = off - own.on
    for first in sorted(day for day in days if day - ONE_DAY not in days):
        last = first
        while last + ONE_DAY in days:
            last += ONE_DAY
        span = [first + place * ONE_DAY for place in range((last - first).days + 1)]
        names = [name for name in map(festival, span) if name in PUBLIC]
        yield Holiday("、".join(dict.fromkeys(filter(None, names))) or OWN, first, last)


def _line(holiday: Holiday, today: date) -> str:
    count = (holiday.last - holiday.first).days + 1
    days = (SINGLE if count == 1 else SEVERAL).format(
        first=describe_day(holiday.first, today), last=describe_day(holiday.last, today), count=count
    )
    distance = NOW if holiday.first < today else describe_distance(holiday.first, today)
    return LINE.format(name=holiday.name, days=days, distance=distance)
