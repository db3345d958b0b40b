"""天气: what a feed has fetched of the group's cities; nothing here asks the network."""

from __future__ import annotations

from datetime import timedelta

from handlers.dates.hours import format_time
from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.kit.words import ENDINGS, truncate
from handlers.tools.cities import CITIES
from handlers.tools.days import describe_day
from handlers.tools.rules import Weather
from storage.tools import forecasts
from storage.tools.forecasts import DayForecast

feature = Feature("weather", Weather, title="天气", topic="小工具", visible=lambda ctx: bool(ctx.rules(Weather).cities))

NOT_SET_UP = "这个群没有开天气。"
OTHER_CITY = "这里没有「{city}」的天气，有：{cities}。"
OFFLINE = "暂时查不到{city}的天气，晚点再试～"
PAGE = "{city} {day}\n{today}\n{later}（{source}，{time} 更新{stale}）"
LINE = "{words}，{low}～{high}℃{rain}"
RAIN = "，降水 {percent}%"
TOMORROW = "明天：{line}\n"
STALE = "，有点旧了"
STALE_AFTER = timedelta(hours=6)
UNKNOWN_WEATHER = "天气不明"
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


@feature.command("天气", help="今天和明天的天气", usage="上海")
def show_weather(message: Message, ctx: MemberContext) -> str | None:
    cities = ctx.rules(Weather).cities
    wanted = ctx.args.strip(ENDINGS + " ").removesuffix("市")
    if wanted and wanted not in CITIES and not message.addressed:
        return None  # 天气 真好 is talk
    if not cities:
        raise Refusal(NOT_SET_UP)
    city = wanted or cities[0]
    if city not in cities:
        raise Refusal(OTHER_CITY.format(city=truncate(city), cities="、".join(cities)))
    forecast = forecasts.get(ctx.db, city)
    days = {day.day: day for day in forecast.days} if forecast else {}
    if forecast is None or ctx.today not in days:
        return OFFLINE.format(city=city)
    tomorrow = days.get(ctx.today + ONE_DAY)
    return PAGE.format(
        city=city,
        day=describe_day(ctx.today, ctx.today),
        today=_line(days[ctx.today]),
        later=TOMORROW.format(line=_line(tomorrow)) if tomorrow else "",
        source=forecast.source,
        time=format_time(ctx, forecast.fetched_at),
        stale=STALE if ctx.now - forecast.fetched_at > STALE_AFTER else "",
    )


def _line(day: DayForecast) -> str:
    rain = "" if day.rain is None else RAIN.format(percent=day.rain)
    words = WORDS.get(day.code, UNKNOWN_WEATHER)
    return LINE.format(words=words, low=round(day.low), high=round(day.high), rain=rain)
