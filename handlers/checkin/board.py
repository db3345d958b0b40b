"""Rankings of check-ins: the longest current streaks, and the most days in a month; in words and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from handlers.dates.months import first_of_month, last_day
from handlers.dates.past_month import read_past_month
from handlers.kit import Capability, Context, Drawing, Feature, MemberContext, Message, Reply, Section, reply
from handlers.pictures.specs import BoardLine, BoardSpec
from storage.checkin import rankings
from storage.checkin.rankings import Rank

STREAK_HEAD = "🔥 连签榜"
MONTH_HEAD = "📅 {month.month} 月签到榜"
LINE = "{place}. {name}  {days} 天"
MY_PLACE = "你在第 {place} 名，{days} 天"
NO_PLACE = "你还没有上榜，发「签到」就有你～"
NOBODY = "榜上还没有人，第一个就是你～"
NOBODY_THEN = "{month.month} 月没有人签到。"
NO_PLACE_THEN = "那个月你没有上榜。"

PICTURE_LINES = 20
"""Lines of the picture beside that of the member who asks; the text has them all."""


class Rules(Section):
    """签到榜"""

    top: int = Field(10, ge=3, le=50, description="显示前几名")


class Params(Section):
    """签到榜：在群里说一遍签到榜"""

    by: Literal["连签", "本月", "上月"] = Field("连签", description="按什么排：连签天数，或本月、上月签到的天数")


feature = Feature("checkin_board", Rules, title="签到榜", topic="签到")


@feature.command(
    "签到榜", "打卡榜", "连签榜", help="谁连签最久；加上月份就是那个月谁签得最多", usage="11月", read_only=True
)
def show_board(message: Message, ctx: MemberContext) -> str | Reply:
    month = read_past_month(ctx.args, ctx.today, "签到榜") if ctx.args else None
    ranks = list_ranks(ctx, month, ctx.member.id)
    is_over = month is not None and month < ctx.today.replace(day=1)
    if not ranks:
        return NOBODY_THEN.format(month=month) if is_over else NOBODY
    mine = next((rank for rank in ranks if rank.member_id == ctx.member.id), None)
    foot = MY_PLACE.format(place=mine.place, days=mine.value) if mine else (NO_PLACE_THEN if is_over else NO_PLACE)
    return board_reply(ctx, ranks, month, mine, foot)


@feature.action("签到榜", Params, read_only=True)
def announce_board(params: Params, ctx: Context) -> Reply | None:
    this_month = ctx.today.replace(day=1)
    months = {"连签": None, "本月": this_month, "上月": first_of_month(this_month, 1)}
    month = months[params.by]
    ranks = list_ranks(ctx, month)
    return board_reply(ctx, ranks, month) if ranks else None


def list_ranks(ctx: Context, month: date | None, member_id: int = 0) -> list[Rank]:
    """Return the ranking of a month, or that of current streaks; it includes the place of the member asked for."""
    top = ctx.rules(Rules).top
    if month is None:
        return rankings.top_streaks(ctx.db, ctx.group.id, ctx.today, top, member_id)
    return rankings.top_days(ctx.db, ctx.group.id, month, last_day(month), top, member_id)


def board_reply(
    ctx: Context, ranks: Sequence[Rank], month: date | None, mine: Rank | None = None, foot: str = ""
) -> Reply:
    """Return the ranking as a picture where the channels can show one, which has the words behind it; else as words."""
    top = ctx.rules(Rules).top
    title = MONTH_HEAD.format(month=month) if month else STREAK_HEAD
    lines = [LINE.format(place=rank.place, name=rank.name, days=rank.value) for rank in ranks if rank.place <= top]
    pictured = [rank for rank in ranks if rank.place <= PICTURE_LINES or rank is mine]
    drawn = tuple(BoardLine(place=rank.place, name=rank.name, value=rank.value, mine=rank is mine) for rank in pictured)
    sheet = BoardSpec(title=title, unit="天", lines=drawn)
    words = "\n".join([title, *lines])
    if Capability.PICTURES not in ctx.capabilities:
        return reply(f"{words}\n{foot}" if foot else words)
    return reply(*([foot] if foot else []), Drawing(sheet=sheet, alt=words))
