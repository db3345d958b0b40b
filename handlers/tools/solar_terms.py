"""节气: the solar term of today, or the last and the next one."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.dates.china import SOLAR_TERMS, solar_term
from handlers.dates.named_days import named_day
from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.kit.words import truncate, undress
from handlers.tools.days import describe_day, describe_distance

feature = Feature("solar_terms", title="节气", topic="小工具")

TODAY = "今天是{term}。"
SINCE = "现在是{term}，从 {day}开始。"
NEXT = "下一个节气是{term}：{day}，{distance}。"
TERM = "{term}：{day}，{distance}。"
NO_TERM = "「{name}」不是节气，节气有：{terms}。"
UNKNOWN = "这一年的节气还不知道。"
LONGEST = 17
"""Days from one solar term to the next, at most."""


@feature.command("节气", help="今天或下一个节气是哪天", usage="冬至")
def show_solar_term(message: Message, ctx: MemberContext) -> str | None:
    name = undress(ctx.args)
    if name:
        found = named_day(name, ctx.today) if name in SOLAR_TERMS else None
        if found is None and not message.addressed:
            return None  # 节气 真有意思 is talk
        if found is None:
            raise Refusal(NO_TERM.format(name=truncate(name), terms="、".join(SOLAR_TERMS)))
        day = found[1]
        return TERM.format(term=name, day=describe_day(day, ctx.today), distance=describe_distance(day, ctx.today))
    now, begun = _find(ctx.today, -1)
    term, day = _find(ctx.today + timedelta(days=1), 1)
    head = TODAY if begun == ctx.today else SINCE
    return head.format(term=now, day=describe_day(begun, ctx.today)) + NEXT.format(
        term=term, day=describe_day(day, ctx.today), distance=describe_distance(day, ctx.today)
    )


def _find(day: date, step: int) -> tuple[str, date]:
    """Return the nearest solar term from a day on, or back from it; raises Refusal outside of the known years."""
    days = (day + timedelta(days=step * ahead) for ahead in range(LONGEST))
    for candidate in days:
        term = solar_term(candidate)
        if term in SOLAR_TERMS:
            return term, candidate
    raise Refusal(UNKNOWN)
