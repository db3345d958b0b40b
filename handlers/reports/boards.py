"""活跃榜 for those in charge, 排行 本周, 上周, 本月 and 赛季 for everybody: who did most, by the owner's weights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.dates.months import first_of_month, last_day
from handlers.kit import Audience, Capability, Context, Drawing, Feature, MemberContext, Message, Refusal, Reply, Role
from handlers.kit import reply as reply_with
from handlers.kit.declarations import Prepared
from handlers.pictures.specs import BoardLine, BoardSpec
from handlers.reports.days import ONE_DAY, bounds_of
from handlers.reports.rules import Rules
from handlers.reports.service import list_staff_ids
from handlers.reports.spans import SPAN_WORDS, read_span
from storage.members.facts import Span
from storage.reports import boards, seasons
from storage.reports.boards import Place, Weights
from storage.reports.hours import month_of, week_of

feature = Feature("activity_board", title="活跃榜", topic="活跃")

TOP = 10
FROZEN = 50
"""Places of a season that are kept."""
HEAD = "🏅 {name}活跃榜（{dates}）"
LINE = "{place}. {name}  {score} 分"
MINE = "你在第 {place} 名，{score} 分"
NOT_PLACED = "你还没有上榜：签到、聊天、参加活动都算～"
ASKED_NOT_TO_BE = "你说过不上榜，所以榜上没有你；想回来发「上榜」。"
STAFF = "员工和管理员不上榜，名次留给大家～"
NOBODY = "{name}还没有人上榜～"
FINAL = "已定格"
UNLISTED = "好的，以后的活跃榜和赛季榜都不放你的名字；想回来发「上榜」。"
UNLISTED_ALREADY = "你已经不在榜上了，想回来发「上榜」。"
LISTED = "欢迎回来，下次的榜上就有你～"
LISTED_ALREADY = "你一直在榜上呀～"
USAGE = "可以写：排行 本周、排行 上周、排行 本月、排行 上月、排行 赛季、排行 上赛季。"
NIGHTLY = "每天 00:20"


@dataclass(frozen=True, slots=True)
class Period:
    """What a ranking is about."""

    name: str
    first: date
    last: date
    talk: tuple[str, ...]


def _words(*spans: str) -> list[str]:
    """Return how people ask for the ranking of a span: 排行 本周, 本周排行, 排行榜 本周."""
    return [words for span in spans for words in (f"排行 {span}", f"{span}排行", f"排行榜 {span}", f"{span}排行榜")]


@feature.command(
    "活跃榜",
    "活跃",
    help="谁最活跃：发言、签到、兑换……按分数排",
    usage="上月",
    role=Role.STAFF,
    read_only=True,
    glued=SPAN_WORDS,
)
def show_most_active(message: Message, ctx: MemberContext) -> Reply:
    span = read_span(ctx.args, ctx.today, "本月")
    period = Period("", span.first, span.last, span.talk)
    places = rank(ctx, period, TOP)
    return _board(ctx, HEAD.format(name="", dates=span.shown), places, 0, "") or reply_with(NOBODY.format(name=""))


@feature.command(*_words("本周", "这周"), "周榜", help="这一周谁最活跃", read_only=True)
def show_week(message: Message, ctx: MemberContext) -> Reply:
    first = ctx.today - timedelta(days=ctx.today.weekday())
    return _show(ctx, Period("本周", first, ctx.today, (week_of(first),)))


@feature.command(*_words("上周"), help="上一周谁最活跃", read_only=True)
def show_last_week(message: Message, ctx: MemberContext) -> Reply:
    first = ctx.today - timedelta(days=ctx.today.weekday() + 7)
    return _show(ctx, Period("上周", first, first + timedelta(days=6), (week_of(first),)))


@feature.command(*_words("本月", "这个月"), "月榜", help="这个月谁最活跃", read_only=True)
def show_month(message: Message, ctx: MemberContext) -> Reply:
    return _show(ctx, Period("本月", ctx.today.replace(day=1), ctx.today, (month_of(ctx.today),)))


@feature.command(*_words("上月", "上个月"), help="上个月谁最活跃", read_only=True)
def show_last_month(message: Message, ctx: MemberContext) -> Reply:
    first = first_of_month(ctx.today, 1)
    return _show(ctx, Period("上月", first, last_day(first), (month_of(first),)))


@feature.command(*_words("赛季", "本赛季"), "赛季榜", help="这个赛季（一季度）谁最活跃", read_only=True)
def show_season(message: Message, ctx: MemberContext) -> Reply:
    return _show(ctx, season_of(ctx.today, ctx.today))


@feature.command(*_words("上赛季"), help="上个赛季定格的名次", read_only=True)
def show_last_season(message: Message, ctx: MemberContext) -> Reply:
    season = season_of(season_of(ctx.today, ctx.today).first - ONE_DAY, ctx.today)
    places = seasons.list_places(ctx.db, ctx.group.id, season.name, TOP)
    head = HEAD.format(name=f"{season.name} 赛季", dates=FINAL)
    return _board(ctx, head, places, 0, "") or reply_with(NOBODY.format(name="上赛季"))


@feature.command("不上榜", help="活跃榜和赛季榜不放我的名字", audience=Audience.ASKER)
def leave_boards(message: Message, ctx: MemberContext) -> str:
    is_new = boards.unlist(ctx.db, ctx.member, ctx.now)
    if _is_staff(ctx):
        return STAFF
    return UNLISTED if is_new else UNLISTED_ALREADY


@feature.command("上榜", help="重新上榜", audience=Audience.ASKER)
def return_to_boards(message: Message, ctx: MemberContext) -> str:
    is_back = boards.enlist(ctx.db, ctx.member)
    if _is_staff(ctx):
        return STAFF
    return LISTED if is_back else LISTED_ALREADY


@feature.scheduled("freeze", lambda _: NIGHTLY, read_only=True)
def freeze_season(ctx: Context) -> Prepared | None:
    """Keep the places of a season once it is over."""
    season = season_of(season_of(ctx.today, ctx.today).first - ONE_DAY, ctx.today)
    if (ctx.today - season.last).days > TOP or seasons.list_places(ctx.db, ctx.group.id, season.name, 1):
        return None
    places = rank(ctx, season, FROZEN)
    return (
        Prepared(lambda writing: seasons.freeze(writing.db, writing.group.id, season.name, places)) if places else None
    )


def season_of(day: date, today: date) -> Period:
    """Return the quarter that a local day is in, up to today; pure."""
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    months = tuple(month_of(first_of_month(first, -later)) for later in range(3))
    last = min(first_of_month(first, -3) - ONE_DAY, today)
    return Period(f"{first.year}-Q{(first.month + 2) // 3}", first, last, months)


def rank(ctx: Context, period: Period, limit: int, mine: int = 0) -> list[Place]:
    """Return the first places of a period and that of the member `mine`, without staff."""
    since, until = bounds_of(ctx, period.first, period.last)
    span = Span(period.first, period.last, since, until)
    rules = ctx.rules(Rules)
    weights = Weights(rules.weight_of(), span, period.talk, ctx.today, rules.minutes_of())
    return boards.top(ctx.db, ctx.group.id, weights, limit, without=list_staff_ids(ctx), mine=mine)


def _show(ctx: MemberContext, period: Period) -> Reply:
    if ctx.args:
        raise Refusal(USAGE)
    places = rank(ctx, period, TOP, ctx.member.id)
    own = next((place for place in places if place.member.id == ctx.member.id), None)
    foot = MINE.format(place=own.place, score=own.score) if own else _say_why_not(ctx)
    dates = f"{period.first:%m-%d} 到 {period.last:%m-%d}"
    head = HEAD.format(name="本赛季" if period.name[0].isdecimal() else period.name, dates=dates)
    return _board(ctx, head, places, ctx.member.id, foot) or reply_with(NOBODY.format(name=period.name))


def _say_why_not(ctx: MemberContext) -> str:
    if _is_staff(ctx):
        return STAFF
    return ASKED_NOT_TO_BE if boards.is_unlisted(ctx.db, ctx.member) else NOT_PLACED


def _is_staff(ctx: MemberContext) -> bool:
    return ctx.member.user_id in list_staff_ids(ctx)


def _board(ctx: Context, title: str, places: list[Place], mine: int, foot: str) -> Reply:
    """Return a ranking as a picture with its words behind it, or as words; empty where nobody is placed."""
    if not places:
        return ()
    lines = [
        LINE.format(place=place.place, name=place.member.name, score=place.score)
        for place in places
        if place.place <= TOP
    ]
    words = "\n".join([title, *lines])
    if Capability.PICTURES not in ctx.capabilities:
        return reply_with(f"{words}\n{foot}" if foot else words)
    drawn = tuple(
        BoardLine(place=place.place, name=place.member.name, value=place.score, mine=place.member.id == mine)
        for place in places
    )
    sheet = BoardSpec(title=title, unit="分", lines=drawn)
    return reply_with(*([foot] if foot else []), Drawing(sheet=sheet, alt=words))
