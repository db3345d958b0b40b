"""战绩 and 游戏榜: who has won how often, this week and this season."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.games.seasons import last_season, season_of
from handlers.kit import Feature, MemberContext, Message, Refusal
from storage import games
from storage.games import Record
from storage.members.roster import Member

SPANS = "本周、本季、上季"
LAST = ("上季", "上季度", "上赛季")
HEAD = "🏆 {span}游戏榜"
LINE = "{place}. {name} 赢 {wins} 局，{score} 分"
OWN = "{name} {span}玩了 {rounds} 局，赢 {wins} 局，得 {score} 分，奖励 {paid} 积分。"
NOTHING = "{span}还没有人玩过游戏，发「游戏」开一局吧～"
NOT_PLAYED = "你{span}还没玩过，发「游戏」开一局吧～"
UNKNOWN = "要看哪一段？可以写：{spans}"
MOST = 10

feature = Feature("game_board", title="游戏榜", topic="游戏")
feature.ledger_kind("game", "游戏奖励")
feature.ledger_kind("hint", "游戏提示", undo_hint="提示已经看过了，要补偿请用「加分」。")


def first_day(today: date, span: str) -> date:
    """Return the first local day of 本周 (from Monday) or 本季 (three months of the year); raises Refusal."""
    if span in ("", "本周", "这周"):
        return today - timedelta(days=today.weekday())
    if span in ("本季", "本季度", "赛季", "本赛季"):
        return season_of(today)
    raise Refusal(UNKNOWN.format(spans=SPANS))


@feature.command("游戏榜", help="谁赢得最多", usage="本季", read_only=True)
def show(_: Message, ctx: MemberContext) -> str:
    span = ctx.args or "本周"
    best = _last_season(ctx) if span in LAST else _now(ctx, span)
    if not best:
        return NOTHING.format(span=span)
    lines = [
        LINE.format(place=place, name=member.name, wins=record.wins, score=record.score)
        for place, (member, record) in enumerate(best, 1)
    ]
    return "\n".join([HEAD.format(span=span), *lines])


def _now(ctx: MemberContext, span: str) -> list[tuple[Member, Record]]:
    return games.list_best(ctx.db, ctx.group.id, first_day(ctx.today, span), MOST)


def _last_season(ctx: MemberContext) -> list[tuple[Member, Record]]:
    """Return the table as it was kept; as it is now where it was not, because the bot did not run by then."""
    first = last_season(ctx.today)
    kept = games.list_frozen(ctx.db, ctx.group.id, first, MOST)
    return kept or games.list_best(ctx.db, ctx.group.id, first, MOST, season_of(ctx.today))


@feature.command("战绩", "我的战绩", help="我的游戏战绩", usage="本季", read_only=True)
def show_own(_: Message, ctx: MemberContext) -> str:
    span = ctx.args or "本周"
    if span in LAST:
        record = games.get_record(ctx.db, ctx.member, last_season(ctx.today), season_of(ctx.today))
    else:
        record = games.get_record(ctx.db, ctx.member, first_day(ctx.today, span))
    if not record.rounds:
        return NOT_PLAYED.format(span=span)
    return OWN.format(
        name=ctx.member.name,
        span=span,
        rounds=record.rounds,
        wins=record.wins,
        score=record.score,
        paid=record.paid,
    )
