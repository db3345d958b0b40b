"""黄历: what the old almanac says of a day; for fun, and with its source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from cnlunar import Lunar

from handlers.dates.china import FIRST_YEAR, LAST_YEAR
from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.kit.words import normalize, truncate, undress
from handlers.tools.days import describe_day, read_titled_day

feature = Feature("almanac", title="黄历", topic="小工具")

PAGE = """农历{month}{number}
{year}年（{animal}年）{month_name}月 {day_name}日
宜：{good}
忌：{bad}
{clash}
—— cnlunar 按《钦定协纪辨方书》推算，仅供娱乐"""
HOW_TO = "没看懂「{shown}」是哪天，请这样写：黄历、黄历 明天、黄历 12-24、黄历 除夕。"
NOT_COVERED = f"黄历只有 {FIRST_YEAR} 到 {LAST_YEAR} 年的。"
ASKED = (
    *("今天农历几号", "今天农历几月几号", "今天是农历几号", "今天是农历几月几号", "农历几号", "今天农历", "农历今天"),
    *("今天宜什么", "今天忌什么", "今天宜忌"),
)
LONGEST_QUESTION = 20
MOST = 8
"""Things to do, and things to leave."""
EVERYDAY = (
    *("祭祀", "祈福", "求嗣", "嫁娶", "出行", "搬移", "开市", "立券交易", "纳财", "宴会", "入学", "求医疗病", "剃头"),
    *("整容", "沐浴", "裁制", "修造", "安床", "扫舍宇", "栽种", "诸事不宜"),
)
"""They come first: hardly anybody builds a mill or hands in a memorial to the throne."""


@feature.command("黄历", "老黄历", help="一天的农历和宜忌，仅供娱乐", usage="明天", asked=ASKED)
def show_almanac(message: Message, ctx: MemberContext) -> str:
    found = read_titled_day(ctx.args, ctx.today, ctx.group.calendar.occasions) if ctx.args else ("", ctx.today)
    if found is None:
        raise Refusal(HOW_TO.format(shown=truncate(ctx.args)))
    day = found[1]
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refusal(NOT_COVERED)
    return f"{describe_day(day, ctx.today)} {_page(day)}"


@feature.listen
def hear(message: Message, ctx: MemberContext) -> str | None:
    """Answer 明天黄历 and 除夕的黄历 where the bot was asked."""
    text = undress(normalize(message.text)) if message.addressed else ""
    if not text.endswith(feature.title) or len(text) > LONGEST_QUESTION:
        return None
    ctx.args = text.removesuffix(feature.title).removesuffix("老").removesuffix("的")
    found = read_titled_day(ctx.args, ctx.today, ctx.group.calendar.occasions)
    return show_almanac(message, ctx) if found else None


def _page(day: date) -> str:
    """Return what the almanac says of a day."""
    # The library wants a local moment without a zone; at noon no day has begun a new one.
    lunar = Lunar(datetime.combine(day, time(12)))
    return PAGE.format(
        month=lunar.lunarMonthCn.rstrip("大小"),
        number=lunar.lunarDayCn,
        year=lunar.year8Char,
        animal=lunar.chineseYearZodiac,
        month_name=lunar.month8Char,
        day_name=lunar.day8Char,
        good=_listed(lunar.goodThing),
        bad=_listed(lunar.badThing),
        clash=lunar.chineseZodiacClash,
    )


def _listed(things: Sequence[str]) -> str:
    first = sorted(things, key=lambda thing: thing not in EVERYDAY)
    return "、".join(first[:MOST]) + ("……" if len(things) > MOST else "") if things else "无"
