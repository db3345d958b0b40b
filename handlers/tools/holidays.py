"""节假日: the next public holidays with their days, and the days at work in exchange for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from config.calendar import OwnCalendar
from handlers.dates.china import festival, holidays, is_announced, make_up_days
from handlers.dates.named_days import NamedDay, read_named_day
from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.kit.words import normalize, truncate, undress
from handlers.tools.days import describe_day, describe_distance, is_at_work, read_coming_day

feature = Feature("holidays", title="节假日", topic="小工具")

HEAD = "接下来的假期："
DAY = "{day}{words}"
AT_WORK, AT_HOME, MAKE_UP, HOLIDAY = "要上班～", "休息～", "调休，要上班～", "放假：{name}～"
UNKNOWN = "「{name}」不是放假的节日，放假的有：{names}。"
LINE = "{name}：{days}，{distance}"
SINGLE = "{first}，1 天"
SEVERAL = "{first}到 {last}，{count} 天"
NOW = "正在放假"
WORK = "要上班的休息日：{days}"
NOT_ANNOUNCED = "{years} 年的放假安排还没公布，这里只按法定节日算，连休和调休等公布了才知道。"
NONE = "往后一年没有假期的资料。"
OTHER_YEAR = "只知道今年和明年的假期～"
OWN = "本群休息"
SHOWN = 3
PUBLIC = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
EVES = {"除夕": "春节", "清明": "清明节"}
"""Days that a holiday has besides the one with its name."""
ONE_DAY = timedelta(days=1)
AROUND = timedelta(days=14)
"""Before and after a holiday lie the days at work in exchange for it."""
SATURDAY = 5
LONGEST_NAME, LONGEST_QUESTION = 12, 20
_HOLIDAY = re.compile(
    "(?:请问)?(?P<name>.{1,8}?)(?:假期|节日)?(?:(?:(?:要|会)?(?:放|休息?)(?:几|多少)天假?|(?:什么时候|几号|哪天|从几号)(?:开始)?放假?"
    "|放假?(?:安排|时间|到几号|到什么时候)|有几天假|放不放假|放假(?=[吗么]))(?:吗|么|呢|啊|呀)?)"
)
_AT_WORK = re.compile(
    "(?:请问)?(?P<day>.{0,11}?)(?:我们|咱们|大家)?(?:是不是)?(?:要不要|用不用|需要|还要|还|要|用|得|是)?(?:上班|上不上班|放假|放不放假|休息|工作日|调休)"
    "(?:吗|么|嘛|不|呢)?"
)

_YEAR = re.compile("(20[0-9]{2})年?|今年|明年")
_THAT_DAY = re.compile("(?:那|当|这)一?天\\Z")
ASKED_HOW_LONG = ("还有几天放假", "还有多久放假", "几天后放假", "多久放假", "还有多少天放假")


class Holiday(NamedTuple):
    """Days off in a row."""

    name: str
    first: date
    last: date


@feature.command(
    *("节假日", "放假安排", "什么时候放假", "几号放假", "哪天放假"),
    help="接下来什么时候放假，哪天要调休上班",
    usage="春节",
    asked=(
        "放假",
        "放假时间",
        "下次放假",
        "下次什么时候放假",
        "最近什么时候放假",
        "假期",
        "节日",
        "调休",
        "放假吗",
        *ASKED_HOW_LONG,
    ),
)
def show_holidays(message: Message, ctx: MemberContext) -> str | None:
    year, wanted = _split_year(undress(ctx.args).removesuffix("假期").removesuffix("放假"), ctx.today)
    found = _read_named(wanted, ctx.today) if len(wanted) <= LONGEST_NAME else None
    name = EVES.get(found.name, found.name) if found else ""
    day = None if found else read_coming_day(undress(ctx.args), ctx.today)
    if day:
        return _describe_work(day, ctx)
    if wanted and name not in PUBLIC:
        if found is None and not message.addressed:
            return None  # 放假安排 我还没想好 is talk
        raise Refusal(UNKNOWN.format(name=truncate(wanted), names="、".join(PUBLIC)))
    return _tell_year(ctx, name, year) if year else _tell(ctx, name)


@feature.listen
def hear(message: Message, ctx: MemberContext) -> str | None:
    """Answer 春节放几天, and where the bot was asked 明天上班吗, too."""
    text = undress(normalize(message.text)) if len(message.text) <= LONGEST_QUESTION else ""
    asked = _HOLIDAY.fullmatch(text)
    named = _read_named(asked["name"], ctx.today) if asked else None
    if asked and named and named.end == len(asked["name"]) and named.name in PUBLIC:
        return _tell(ctx, named.name)
    year, rest = _split_year(asked["name"], ctx.today) if asked and message.addressed else (None, "")
    if year and not rest:
        return _tell_year(ctx, "", year)
    asked = _AT_WORK.fullmatch(text) if message.addressed else None
    day = read_coming_day(_THAT_DAY.sub("", asked["day"]) or "今天", ctx.today) if asked else None
    return _describe_work(day, ctx) if day else None


def _read_named(words: str, today: date) -> NamedDay | None:
    """Return the day whose name some words begin with; None where there is no such day, such as 农历八月三十一."""
    try:
        return read_named_day(words, today)
    except ValueError:
        return None


def _describe_work(day: date, ctx: MemberContext) -> str:
    """Return whether a day is at work, and why where its weekday does not tell."""
    own, is_weekend = ctx.group.calendar, day.weekday() >= SATURDAY
    works = is_at_work(day, own)
    off = (holiday for holiday in list_holidays((day.year,), own) if holiday.first <= day <= holiday.last)
    name = next((holiday.name for holiday in off), "")
    words = (MAKE_UP if is_weekend else AT_WORK) if works else HOLIDAY.format(name=name) if name else AT_HOME
    told = DAY.format(day=describe_day(day, ctx.today), words=words)
    unknown = "" if is_announced(day.year) else "\n" + NOT_ANNOUNCED.format(years=day.year)
    return told + unknown


def _tell(ctx: MemberContext, wanted: str) -> str:
    """Return the next holidays, or the next ones with the name that is wanted."""
    years = (ctx.today.year, ctx.today.year + 1)
    coming = [
        holiday
        for holiday in list_holidays(years, ctx.group.calendar)
        if holiday.last >= ctx.today and wanted in holiday.name
    ]
    coming = coming[: 1 if wanted else SHOWN]
    if not coming:
        return NONE
    unknown = [str(year) for year in sorted({holiday.first.year for holiday in coming}) if not is_announced(year)]
    own = {day for day in ctx.group.calendar.on if day.year in years}
    at_work = sorted(own.union(*(make_up_days(year) for year in years)) - ctx.group.calendar.off)
    near = (
        [(holiday.first - AROUND, holiday.last + AROUND) for holiday in coming] if wanted else [(ctx.today, date.max)]
    )
    at_work = [day for day in at_work if day >= ctx.today and any(first <= day <= last for first, last in near)]
    shown = "、".join(describe_day(day, ctx.today) for day in at_work)
    return "\n".join(
        [
            *(() if wanted else (HEAD,)),
            *(_line(holiday, ctx.today) for holiday in coming),
            *([WORK.format(days=shown)] if shown else []),
            *([NOT_ANNOUNCED.format(years="、".join(unknown))] if unknown else []),
        ]
    )


def _split_year(text: str, today: date) -> tuple[int | None, str]:
    """Return the year that a text names, None for none, and the rest of it: 2027年中秋, 明年, 中秋 2026."""
    found = _YEAR.search(text)
    if found is None:
        return None, text
    year = int(found[1]) if found[1] else today.year + (found[0] == "明年")
    return year, (text[: found.start()] + text[found.end() :]).strip(" 的")


def _tell_year(ctx: MemberContext, wanted: str, year: int) -> str:
    """Return the holidays of a year, or the one that is wanted, also where they are over."""
    if not 0 <= year - ctx.today.year <= 1:
        return OTHER_YEAR
    found = [holiday for holiday in list_holidays((year,), ctx.group.calendar) if wanted in holiday.name]
    found = [holiday for holiday in found if wanted or holiday.name != OWN]
    unknown = [] if is_announced(year) else [NOT_ANNOUNCED.format(years=year)]
    return "\n".join([*(_line(holiday, ctx.today) for holiday in found), *unknown])


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
    is_now = holiday.first < today <= holiday.last
    distance = NOW if is_now else describe_distance(holiday.last if holiday.last < today else holiday.first, today)
    return LINE.format(name=holiday.name, days=days, distance=distance)
