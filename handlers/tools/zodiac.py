"""星座: the words of the day for a sign, by name, by a day, or by one's own birthday, which is not shown."""

from __future__ import annotations

import re
from datetime import date

from handlers.dates.birthdays import birthday_in
from handlers.dates.typed import read_date
from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.kit.words import ENDINGS, normalize, truncate, undress
from handlers.tools.days import describe_day
from handlers.tools.horoscope import MOST_STARS, horoscope
from handlers.tools.star_signs import Sign, sign_named, sign_of
from storage.members import birthdays
from storage.members.birthdays import Calendar

feature = Feature("zodiac", title="星座", topic="小工具")

USAGE = "狮子座"
PAGE = """{symbol} {sign} {day}
运势：{stars}
{mood}。
适合{good_for}，小心{careful_with}。
幸运色 {colour}，幸运数字 {number}
—— 随手写的，仅供娱乐"""
HOW_TO = "没看懂「{shown}」，请这样写：星座 狮子座，或者星座 8-5。"
NO_BIRTHDAY = "还不知道你的星座，请这样写：星座 狮子座，或者星座 8-5。"
LUNAR = "你告诉我的是农历生日，没写年份，算不出星座。请这样写：星座 狮子座，或者星座 8-5。"
LEAP_YEAR = 2000
_ASKED = re.compile("(..座)(?:今天|今日|的){0,2}(?:运势|运气)?(?:怎么样|如何|好吗)?")


@feature.command("星座", "星座运势", "我的星座", "今日运势", help="一个星座今天的话，仅供娱乐", usage=USAGE)
def show_horoscope(message: Message, ctx: MemberContext) -> str:
    sign = _read_sign(ctx.args) if ctx.args else _own_sign(ctx)
    today = horoscope(sign, ctx.today)
    return PAGE.format(
        symbol=sign.symbol,
        sign=sign.name,
        day=describe_day(ctx.today, ctx.today),
        stars="★" * today.stars + "☆" * (MOST_STARS - today.stars),
        mood=today.mood,
        good_for=today.good_for,
        careful_with=today.careful_with,
        colour=today.colour,
        number=today.number,
    )


@feature.listen
def hear(message: Message, ctx: MemberContext) -> str | None:
    """Answer 狮子座 and 狮子座今天运势 where the bot was asked."""
    asked = _ASKED.fullmatch(undress(normalize(message.text))) if message.addressed else None
    if asked is None or sign_named(asked[1]) is None:
        return None
    ctx.args = asked[1]
    return show_horoscope(message, ctx)


def _read_sign(text: str) -> Sign:
    """Return the sign that is named, or whose day is; raises Refusal."""
    words = text.strip(ENDINGS + " ")
    named, typed = sign_named(words), read_date(words)
    if named:
        return named
    try:
        day = date(LEAP_YEAR, typed.month, typed.day) if typed and typed.month else None
    except ValueError:
        day = None
    if day is None:
        raise Refusal(HOW_TO.format(shown=truncate(text)))
    return sign_of(day.month, day.day)


def _own_sign(ctx: MemberContext) -> Sign:
    """Return the sign of whoever asks; nobody asks for others. Raises Refusal where it is not known."""
    birthday = birthdays.get(ctx.db, ctx.member)
    if birthday is None:
        raise Refusal(NO_BIRTHDAY)
    if birthday.date.calendar is Calendar.SOLAR:
        return sign_of(birthday.date.month, birthday.date.day)
    born = birthday_in(birthday.date, birthday.year) if birthday.year else None
    if born is None:
        raise Refusal(LUNAR)
    return sign_of(born.month, born.day)
