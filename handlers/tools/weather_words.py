"""Questions about the weather as people put them: 明天要带伞吗, 上海周末天气, 天气 后天; pure."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from handlers.dates.spoken_days import read_spoken_day, weekend
from handlers.kit.words import half_width, normalize, undress
from handlers.tools.cities import places

LONGEST = 24
"""Characters of a question; no more are looked at."""
WEEK = 7

_FILLER = re.compile(r"[\s,，、:：的]+|市|请问|那|这边|我们|咱们|外面|出门|查一?下?|看一?下?|问一?下")
_WEEKEND = re.compile("(?P<next>下)?[本这]?个?周末")
_SEVERAL = re.compile("(?:未来|接下来|这|最近|近)几天|最近|(?:未来)?(?:一周|7天|七天)|[本这]周(?![一二三四五六日天])")
_ABOUT_WEATHER = re.compile("天气(?:预报|情况)?(?:怎么样|怎样|如何|咋样|好吗|好不好|是什么|吗|呢)?")
_ABOUT_RAIN = re.compile(
    "(?:要不要|用不用|需不需要|需要|该不该|得|要|用)?(?:带|打|拿)把?雨?伞(?:吗|么|嘛|不|呢)?"
    "|(?:会不会|有没有|会|要|有|还|下不){0,2}(?:下雨|有雨|下雪|雨)(?:吗|么|嘛|不|呢)?"
)
_ABOUT_WARMTH = re.compile("(?:冷不冷|热不热|冷|热)(?:吗|么|嘛|不|呢)?|多少度|几度|气温(?:多少)?")


class Asked(NamedTuple):
    """What somebody wants to know."""

    city: str
    """Empty for the group's own."""
    days: tuple[date, ...]
    """Empty where none was named."""
    by_name: bool
    """The word 天气 itself was said; the rest may well be talk."""
    about_rain: bool = False


def read_question(text: str, today: date) -> Asked | None:
    """Return what is asked in a text that is such a question and nothing else; None for all other texts."""
    words = half_width(undress(normalize(text))) if len(text) <= LONGEST else ""
    city, place = "", 0
    days: tuple[date, ...] = ()
    by_name, about_rain, about_warmth = False, False, False
    while place < len(words):
        name = _city_at(words, place)
        named_weekend = _WEEKEND.match(words, place)
        several = _SEVERAL.match(words, place)
        weather, rain, warmth = (about.match(words, place) for about in (_ABOUT_WEATHER, _ABOUT_RAIN, _ABOUT_WARMTH))
        known = weather or rain or warmth or _FILLER.match(words, place)
        if name and not city:
            city, place = name, place + len(name)
        elif named_weekend and not days:
            days, place = weekend(today, int(named_weekend["next"] is not None)), named_weekend.end()
        elif several and not days:
            days, place = tuple(today + timedelta(days=ahead) for ahead in range(WEEK)), several.end()
        elif known:
            by_name, about_rain = by_name or bool(weather), about_rain or bool(rain)
            about_warmth = about_warmth or bool(warmth)
            place = known.end()
        else:
            named = _day_at(words, place, today) if not days else None
            if named is None:
                return None
            days, place = (named[0],), named[1]
    is_question = by_name or about_rain or about_warmth
    return Asked(city, days, by_name, about_rain) if is_question else None


def _city_at(words: str, place: int) -> str:
    """Return the city whose name stands at a place; empty where none does. Their names have two to four characters."""
    return next((words[place:end] for end in (place + 4, place + 3, place + 2) if words[place:end] in places()), "")


def _day_at(words: str, place: int, today: date) -> tuple[date, int] | None:
    """Return the day at a place and where it ends; None where there is none."""
    try:
        day = read_spoken_day(words, place, today)
    except (ValueError, OverflowError):
        return None
    return (day.date, day.end) if day else None
