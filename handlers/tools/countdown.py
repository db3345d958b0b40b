"""倒计时: how many days it is to a festival, a solar term, a day of the group's own calendar, or any date."""

from __future__ import annotations

import re
from datetime import date

from handlers.dates.china import FESTIVALS, SOLAR_TERMS
from handlers.dates.named_days import named_day
from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.kit.words import ENDINGS, normalize, truncate, undress
from handlers.text.names import suggest_name
from handlers.tools.days import describe_day, describe_distance, nearest, read_coming_day, read_titled_day

feature = Feature("countdown", title="倒计时", topic="小工具")

USAGE = "高考 2027-06-07"
LINE = "{title}：{day}，{distance}"
DAY_IS = "{title}是 {day}～"
TIME_IS = "现在是 {time}～"
UNKNOWN = "不知道「{name}」是哪天。{hint}"
HOW_TO = "请写上日期，例如：倒计时 {usage}"
LONGEST_TITLE = 20
LIKENESS = 0.6
"""Of two names with two letters each, one letter is not enough."""
SHOWN = 5
"""Days that are listed where none is named."""
LONGEST_QUESTION = 40
_HOW_LONG = re.compile(
    "(?:请问)?(?:(?:距离|距|离|到)?(.{1,20}?)(?:还有|还剩|还要|有)(?:几|多少)天"
    "|(?:还有|还要|还剩|再过)(?:几|多少)天(?:就是|就到|就|才|到)?(.{1,20}?))[？?！!啊呀呢吗了]{0,2}"
)
_WHICH_DAY = re.compile(
    "(?:请问|问一?下)?(?:(?P<day>.{1,20}?)(?:又|到底|具体|的话)?(?:是|在)?"
    "(?:哪一?天|几月几[日号]|几[号日]|星期几|周几|礼拜几|什么时候|啥时候|什么日子)"
    "|(?:哪一?天|几[号日]|什么时候|啥时候)(?:是|到)?(?P<named>.{1,20}?))(?:来着)?[？?！!啊呀呢了吗]{0,2}"
)
_CLOCK = re.compile("(?:请问|问一?下|现在|这会儿|北京时间|是|都){0,3}(?:几点钟?|什么时间)[了啦呀啊？?]{0,2}")
_APART = re.compile(r"\s?[\s,，、和跟]\s?")
LISTED = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")


@feature.command("倒计时", help="离一个日子还有几天", usage=USAGE)
def count_down(message: Message, ctx: MemberContext) -> str:
    if not ctx.args:
        own = {name: nearest(days, ctx.today) for name, days in ctx.group.calendar.occasions.items()}
        named = dict(found for name in LISTED if (found := named_day(name, ctx.today)))
        coming = sorted((day, name) for name, day in {**named, **own}.items() if day and day >= ctx.today)
        return "\n".join(_line(name, day, ctx.today) for day, name in coming[:SHOWN])
    several = _read_several(ctx)
    return "\n".join(_line(title, day, ctx.today) for title, day in several or [_read(ctx)])


def _read_several(ctx: MemberContext) -> list[tuple[str, date]]:
    """Return the days where several are named, and nothing else: 元旦 春节; 春节 2027-02-06 is one with its title."""
    words = _APART.split(" ".join(ctx.args.split()).strip(ENDINGS))
    named = [found for word in words[:SHOWN] if (found := _name(word, ctx))]
    return named if 1 < len(named) == len(words) else []


@feature.listen
def hear(message: Message, ctx: MemberContext) -> str | None:
    """Answer 离国庆还有几天 and 冬至是哪天 where the day is known; where the bot was asked, say what is missing."""
    text = undress(normalize(message.text)) if len(message.text) <= LONGEST_QUESTION else ""
    if message.addressed and _CLOCK.fullmatch(text):
        return TIME_IS.format(time=f"{ctx.local_now:%H:%M}")
    how_long, which = _HOW_LONG.fullmatch(text), _WHICH_DAY.fullmatch(text)
    if how_long is None:
        return _tell_day(message, ctx, (which["day"] or which["named"]).strip()) if which else None
    ctx.args = (how_long[1] or how_long[2]).strip()
    named = _name(ctx.args, ctx) or _name(ctx.args.removeprefix("过"), ctx)
    if named is None and not message.addressed:
        return None
    return _line(*(named or _read(ctx)), ctx.today)


def _tell_day(message: Message, ctx: MemberContext, words: str) -> str | None:
    """Return which day some words mean; None where they are none, or where it may be talk: 下周五是几号."""
    named = _name(words, ctx) or _name(words.removeprefix("过"), ctx)
    if named:
        return _line(*named, ctx.today)
    day = read_coming_day(words, ctx.today) if message.addressed else None
    return DAY_IS.format(title=words, day=describe_day(day, ctx.today)) if day else None


def _line(title: str, day: date, today: date) -> str:
    return LINE.format(title=title, day=describe_day(day, today), distance=describe_distance(day, today))


def _name(words: str, ctx: MemberContext) -> tuple[str, date] | None:
    """Return the day of the group's own or the festival that words name; None for all others."""
    own = nearest(ctx.group.calendar.occasions.get(words, ()), ctx.today)
    return (words, own) if own else named_day(words, ctx.today)


def _read(ctx: MemberContext) -> tuple[str, date]:
    """Return the title and the day that were typed, in any order; raises Refusal where no day is meant."""
    name = " ".join(ctx.args.split()).strip(ENDINGS)
    own = ctx.group.calendar.occasions
    whole = _name(name, ctx) or read_titled_day(name, ctx.today, own)
    if whole:
        return whole
    words = name.split(" ")
    for typed, title in ((words[-1], words[:-1]), (words[0], words[1:])):
        found = read_titled_day(typed, ctx.today, own) if title else None
        if found:
            return truncate(" ".join(title), LONGEST_TITLE), found[1]
    known = (*own, *FESTIVALS, *SOLAR_TERMS)
    hint = suggest_name(name[:LONGEST_TITLE], known, HOW_TO.format(usage=USAGE), least=LIKENESS)
    raise Refusal(UNKNOWN.format(name=truncate(name, LONGEST_TITLE), hint=hint))
