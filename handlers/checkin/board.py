"""Who keeps at it: the longest streaks going on, and the most days in a month; in words and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from handlers.dates.months import last_day
from handlers.dates.past_month import read_past_month
from handlers.kit import Context, Drawing, Feature, MemberContext, Message, Reply, Section, reply
from handlers.pictures.specs import BoardLine, BoardSpec
from storage.checkin import checkins
from storage.checkin.checkins import Rank

STREAKS = "🔥 连签榜"
MONTH = "📅 {month.month} 月签到榜"
LINE = "{place}. {name}  {days} 天"
MINE = "你在第 {place} 名，{days} 天"
UNRANKED = "你还没有上榜，发「签到」就有你～"
EMPTY = "榜上还没有人，第一个就是你～"

PICTURED = 20
"""Lines of the picture beside that of the one who asks; the words have them all."""


class Rules(Section):
    """签到榜"""

    top: int = Field(10, ge=3, le=50, description="显示前几名")


class Params(Section):
    """签到榜：在群里说一遍签到榜"""

    by: Literal["连签", "本月", "上月"] = Field("连签", description="按什么排：连签天数，或本月、上月签到的天数")


feature = Feature("checkin_board", Rules, title="签到榜")


@feature.command(
    "签到榜", "打卡榜", "连签榜", help="谁连签最久；加上月份就是那个月谁签得最多", usage="11月", read_only=True
)
def show_board(message: Message, ctx: MemberContext) -> str | Reply:
    month = read_past_month(ctx.args, ctx.today, "签到榜") if ctx.args else None
    ranks = look_up(ctx, month, ctx.member.id)
    if not ranks:
        return EMPTY
    mine = next((one for one in ranks if one.member_id == ctx.member.id), None)
    foot = MINE.format(place=mine.place, days=mine.value) if mine else UNRANKED
    return tell(ranks, month, ctx.rules(Rules).top, mine, foot)


@feature.action("签到榜", Params, read_only=True)
def announce(params: Params, ctx: Context) -> Reply | None:
    this = ctx.today.replace(day=1)
    months = {"连签": None, "本月": this, "上月": (this - timedelta(days=1)).replace(day=1)}
    month = months[params.by]
    ranks = look_up(ctx, month)
    return tell(ranks, month, ctx.rules(Rules).top) if ranks else None


def look_up(ctx: Context, month: date | None, mine: int = 0) -> list[Rank]:
    """The ranking of a month, or that of the streaks going on."""
    top = ctx.rules(Rules).top
    if month is None:
        return checkins.top_streaks(ctx.db, ctx.group.id, ctx.today, top, mine)
    return checkins.top_days(ctx.db, ctx.group.id, month, last_day(month), top, mine)


def tell(ranks: Sequence[Rank], month: date | None, top: int, mine: Rank | None = None, foot: str = "") -> Reply:
    """The ranking in words, and the same as a picture."""
    title = MONTH.format(month=month) if month else STREAKS
    lines = [LINE.format(place=one.place, name=one.name, days=one.value) for one in ranks if one.place <= top]
    shown = [one for one in ranks if one.place <= PICTURED or one is mine]
    drawn = tuple(BoardLine(place=one.place, name=one.name, value=one.value, mine=one is mine) for one in shown)
    sheet = BoardSpec(title=title, unit="天", lines=drawn)
    return reply("\n".join([title, *lines, *([foot] if foot else [])]), Drawing(sheet=sheet, alt=title))
