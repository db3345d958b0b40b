"""天气: what a feed has fetched of the group's cities; nothing here asks the network."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.dates.hours import format_time
from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.kit.words import ENDINGS, truncate
from handlers.tools.days import describe_day
from handlers.tools.rules import Weather
from handlers.tools.weather_words import Asked, read_question
from storage.tools import forecasts
from storage.tools.forecasts import DayForecast

feature = Feature("weather", Weather, title="天气", topic="小工具", visible=lambda ctx: bool(ctx.rules(Weather).cities))

NOT_SET_UP = "这个群没有开天气，想要的话请群主打开～"
OTHER_CITY = "这里没有「{city}」的天气，有：{cities}。"
OFFLINE = "暂时查不到{city}的天气，晚点再试～"
TOO_FAR = "{city} {day}的天气还看不到，现在最远看到 {last}。"
PAGE = "{city} {lines}\n（{source}，{time} 更新{stale}）"
DAY = "{day}\n{line}"
LINE = "{words}，{low}～{high}℃{rain}"
RAIN = "，降水 {percent}%"
TOMORROW = "明天：{line}"
STALE = "，有点旧了"
STALE_AFTER = timedelta(hours=6)
UNKNOWN_WEATHER = "天气不明"
UMBRELLA = "☂️ 出门记得带伞～"
PERHAPS = "🌂 可能会下，包里放把伞更放心～"
NO_UMBRELLA = "不用带伞～"
LIKELY, POSSIBLE = 50, 30
"""Percent."""
PAST = ("昨天", "昨日", "前天", "昨晚", "上周")
IS_PAST = "过去的天气我没有留着，只能看今天和往后的～"
NAME = "天气"
ONE_DAY = timedelta(days=1)
WORDS = {
    0: "晴",
    1: "晴间多云",
    2: "多云",
    3: "阴",
    5: "霾",
    6: "浮尘",
    7: "扬沙",
    9: "沙尘暴",
    45: "雾",
    48: "雾凇",
    51: "毛毛雨",
    53: "毛毛雨",
    55: "毛毛雨",
    56: "冻毛毛雨",
    57: "冻毛毛雨",
    61: "小雨",
    63: "中雨",
    65: "大雨",
    66: "冻雨",
    67: "冻雨",
    68: "雨夹雪",
    71: "小雪",
    73: "中雪",
    75: "大雪",
    77: "米雪",
    85: "阵雪",
    86: "强阵雪",
    80: "小阵雨",
    81: "阵雨",
    82: "强阵雨",
    95: "雷阵雨",
    96: "雷阵雨加冰雹",
    99: "雷阵雨加冰雹",
}
"""By the WMO's codes."""
WET = frozenset(code for code, words in WORDS.items() if "雨" in words or "雪" in words)


@feature.command("天气", "天气预报", help="今天和明天的天气；哪一天、哪个城市都可以写", usage="上海 周末")
def show_weather(message: Message, ctx: MemberContext) -> str | None:
    cities = ctx.rules(Weather).cities
    wanted = ctx.args.strip(ENDINGS + " ").removesuffix("市")
    if wanted.endswith(PAST) or wanted.startswith(PAST):
        raise Refusal(IS_PAST)
    asked = read_question(f"天气 {wanted}", ctx.today)
    if asked is None and not message.addressed:
        return None  # 天气 真好 is talk
    if asked is None and cities:
        raise Refusal(OTHER_CITY.format(city=truncate(wanted), cities="、".join(cities)))
    return _answer(ctx, asked or Asked("", (), by_name=True))


@feature.listen
def hear(message: Message, ctx: MemberContext) -> str | None:
    """Answer 上海周末天气, and what may also be talk, such as 明天要带伞吗, where the bot was spoken to."""
    is_heard = message.addressed or (NAME in message.text and ctx.rules(Weather).cities)
    asked = read_question(message.text, ctx.today) if is_heard else None
    return _answer(ctx, asked) if asked and (message.addressed or asked.by_name) else None


def _answer(ctx: MemberContext, asked: Asked) -> str:
    """Return the weather of the days in question; raises Refusal where the group has no such city."""
    cities = ctx.rules(Weather).cities
    if not cities:
        raise Refusal(NOT_SET_UP)
    city = asked.city or cities[0]
    if city not in cities:
        raise Refusal(OTHER_CITY.format(city=truncate(city), cities="、".join(cities)))
    forecast = forecasts.get(ctx.db, city)
    days = {day.day: day for day in forecast.days if day.day >= ctx.today} if forecast else {}
    if forecast is None or not days:
        return OFFLINE.format(city=city)
    wanted = [day for day in asked.days or (ctx.today,) if day in days]
    if not wanted:
        first, last = (asked.days or (ctx.today,))[0], max(days)
        raise Refusal(TOO_FAR.format(city=city, day=describe_day(first, ctx.today), last=describe_day(last, ctx.today)))
    lines = [DAY.format(day=describe_day(day, ctx.today), line=_line(days[day])) for day in wanted]
    advice = _advise([days[day] for day in wanted], about_rain=asked.about_rain)
    tomorrow = None if asked.days else days.get(ctx.today + ONE_DAY)
    lines += [advice] if advice else []
    lines += [TOMORROW.format(line=_line(tomorrow))] if tomorrow else []
    return PAGE.format(
        city=city,
        lines="\n".join(lines),
        source=forecast.source,
        time=format_time(ctx, forecast.fetched_at),
        stale=STALE if ctx.now - forecast.fetched_at > STALE_AFTER else "",
    )


def _advise(days: Sequence[DayForecast], *, about_rain: bool) -> str:
    """Return whether to take an umbrella; empty where nobody asked and none is needed."""
    if any(day.code in WET or (day.rain or 0) >= LIKELY for day in days):
        return UMBRELLA
    if any((day.rain or 0) >= POSSIBLE for day in days):
        return PERHAPS
    return NO_UMBRELLA if about_rain else ""


def _line(day: DayForecast) -> str:
    rain = "" if day.rain is None else RAIN.format(percent=day.rain)
    words = WORDS.get(day.code, UNKNOWN_WEATHER)
    return LINE.format(words=words, low=round(day.low), high=round(day.high), rain=rain)
