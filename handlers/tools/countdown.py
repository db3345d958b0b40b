"""倒计时: how many days it is to a festival, a solar term, a day of the group's own calendar, or any date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from handlers.dates.china import FESTIVALS, SOLAR_TERMS, named_days
from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.kit.words import ENDINGS, normalize, truncate, undress
from handlers.text.names import suggest_name
from handlers.tools.days import describe_day, describe_distance, read_coming_day

feature = Feature("countdown", title="倒计时", topic="小工具")

USAGE = "高考 2027-06-07"
LINE = "{title}：{day}，{distance}"
UNKNOWN = "不知道「{name}」是哪天。{hint}"
HOW_TO = "请写上日期，例如：倒计时 {usage}"
LONGEST_TITLE = 20
LIKENESS = 0.6
"""Of two names with two letters each, one letter is not enough."""
SHOWN = 5
"""Days that are listed where none is named."""
YEARS = 3
"""In which a name is looked for: 腊八节 may be missing in one of them."""
OTHER_NAMES = {
    "过年": "春节",
    "大年初一": "春节",
    "大年三十": "除夕",
    "新年": "元旦",
    "五一": "劳动节",
    "六一": "儿童节",
    "三八": "妇女节",
    "十一": "国庆节",
    "七夕节": "七夕",
    "小年夜": "小年",
    "双11": "双十一",
    "双12": "双十二",
}
LONGEST_QUESTION = 40
_HOW_LONG = re.compile("(?:请问)?(?:距离|距|离|到)?(.{1,20}?)(?:还有|还剩|还要|有)(?:几|多少)天[？?！!啊呀呢吗]{0,2}")
LISTED = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")


@feature.command("倒计时", help="离一个日子还有几天", usage=USAGE)
def count_down(message: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        own = {name: _nearest(days, ctx.today) for name, days in ctx.group.calendar.occasions.items()}
        days = {**{name: _next_named(name, ctx.today) for name in LISTED}, **own}
        coming = sorted((day, name) for name, day in days.items() if day and day >= ctx.today)
        return "\n".join(_line(name, day, ctx.today) for day, name in coming[:SHOWN])
    title, day = _read(ctx)
    return _line(title, day, ctx.today)


@feature.listen
def hear(message: Message, ctx: MemberContext) -> str | None:
    """Answer 离国庆还有几天 where the day is known; where the bot was asked, say what is missing."""
    asked = _HOW_LONG.fullmatch(undress(normalize(message.text))) if len(message.text) <= LONGEST_QUESTION else None
    if asked is None:
        return None
    ctx.args = asked[1].strip()
    if not message.addressed and _named_day(ctx.args, ctx) is None:
        return None
    return _line(*_read(ctx), ctx.today)


def _line(title: str, day: date, today: date) -> str:
    return LINE.format(title=title, day=describe_day(day, today), distance=describe_distance(day, today))


def _read(ctx: MemberContext) -> tuple[str, date]:
    """Return the title and the date that were typed, in any order; raises Refusal where no day is meant."""
    name = " ".join(ctx.args.split()).strip(ENDINGS)
    by_name = _named_day(name, ctx)
    if by_name:
        return by_name
    whole = read_coming_day(name, ctx.today)
    if whole:
        return name, whole
    words = name.split(" ")
    for typed, title in ((words[-1], words[:-1]), (words[0], words[1:])):
        day = read_coming_day(typed, ctx.today)
        if day:
            return truncate(" ".join(title), LONGEST_TITLE), day
    known = (*ctx.group.calendar.occasions, *FESTIVALS, *SOLAR_TERMS)
    hint = suggest_name(name[:LONGEST_TITLE], known, HOW_TO.format(usage=USAGE), least=LIKENESS)
    raise Refusal(UNKNOWN.format(name=truncate(name, LONGEST_TITLE), hint=hint))


def _named_day(name: str, ctx: MemberContext) -> tuple[str, date] | None:
    """Return the day with this name, the group's own before all others; a day that never comes again is its last."""
    own = _nearest(ctx.group.calendar.occasions.get(name, ()), ctx.today)
    if own:
        return name, own
    for festival in (OTHER_NAMES.get(name, name), f"{name}节"):
        day = _next_named(festival, ctx.today)
        if day:
            return festival, day
    return None


def _next_named(name: str, today: date) -> date | None:
    days = (day for year in range(today.year, today.year + YEARS) for day in named_days(year).get(name, ()))
    return next((day for day in days if day >= today), None)


def _nearest(days: Iterable[date], today: date) -> date | None:
    """Return the next of some days, else the last one; None where there are none."""
    in_order = sorted(days)
    return next((day for day in in_order if day >= today), in_order[-1] if in_order else None)
