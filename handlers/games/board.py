"""战绩 and 游戏榜: who has won how often, this week and this season."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.games.rules import PREFIX
from handlers.games.seasons import last_season, season_of
from handlers.kit import Feature, MemberContext, Message, Refusal
from handlers.kit.naming import SIGNS, read_name
from handlers.kit.words import truncate
from handlers.text.names import suggest_name
from handlers.text.people import split_member
from storage import games
from storage.games import Record
from storage.members.roster import Member

SPANS = "本周、本季、上季"
LAST = ("上季", "上季度", "上赛季")
THIS_WEEK, THIS_SEASON = ("", "本周", "这周"), ("本季", "本季度", "赛季", "本赛季")
SPAN_WORDS = (*THIS_WEEK, *THIS_SEASON, *LAST)
HEAD = "🏆 {span}游戏榜{game}"
LINE = "{place}. {name} 赢 {wins} 局，{score} 分"
OWN = "{name} {span}玩了 {rounds} 局，赢 {wins} 局，得 {score} 分{paid}。"
PAID = "，奖励 {paid} 积分"
NOTHING = "{span}还没有人玩过{game}，发「{name}」开一局吧～"
NOT_PLAYED = "{who}{span}还没玩过，发「游戏」看看有什么～"
UNKNOWN = "要看哪一段？可以写：{spans}"
NOT_UNDERSTOOD = "没看懂「{words}」。{hint}"
ALL_GAMES = "战绩是所有游戏一起算的，只看「{game}」就发「游戏榜 {game}」～"
MOST = 10

feature = Feature("game_board", title="游戏榜", topic="游戏")
feature.ledger_kind("game", "游戏奖励")
feature.ledger_kind("hint", "游戏提示", undo_hint="提示已经看过了，要补偿请用「加分」。")


def first_day(today: date, span: str) -> date:
    """Return the first local day of 本周 (from Monday) or 本季 (three months of the year); raises Refusal."""
    if span in THIS_WEEK:
        return today - timedelta(days=today.weekday())
    if span in THIS_SEASON:
        return season_of(today)
    raise Refusal(UNKNOWN.format(spans=SPANS))


def _require_span(ctx: MemberContext, span: str) -> None:
    """Raise Refusal where words name no span, with the game that they may mean."""
    if span not in SPAN_WORDS:
        hint = suggest_name(span, _games(ctx), UNKNOWN.format(spans=SPANS))
        raise Refusal(NOT_UNDERSTOOD.format(words=truncate(span), hint=hint))


@feature.command(
    *("游戏榜", "游戏排行", "游戏排行榜", "游戏排名", "游戏榜单"),
    help="谁赢得最多；写上游戏名只看那一种",
    usage="本季",
    read_only=True,
)
def show(_: Message, ctx: MemberContext) -> str:
    game, span = _split_game(ctx, ctx.args)
    _require_span(ctx, span)
    best = _last_season(ctx, game) if span in LAST else _now(ctx, span, game)
    span = span or "本周"
    title = ctx.registry.titles[game] if game else ""
    if not best:
        return NOTHING.format(span=span, game=title or "游戏", name=title or "游戏")
    lines = [
        LINE.format(place=place, name=member.name, wins=record.wins, score=record.score)
        for place, (member, record) in enumerate(best, 1)
    ]
    return "\n".join([HEAD.format(span=span, game=f" · {title}" if title else ""), *lines])


def _split_game(ctx: MemberContext, typed: str) -> tuple[str, str]:
    """Return the feature of the game that is named, empty for all of them, and the rest, which says the span."""
    names = _games(ctx)
    words = typed.split()
    game = next((names[word] for word in words if word in names), "")
    return game, " ".join(word for word in words if names.get(word, "") != game or not game)


def _games(ctx: MemberContext) -> dict[str, str]:
    """Return the features of all games by what they are called."""
    return {ctx.registry.titles[name]: name for name in ctx.registry.round_kinds if name.startswith(PREFIX)}


def _now(ctx: MemberContext, span: str, game: str) -> list[tuple[Member, Record]]:
    return games.list_best(ctx.db, ctx.group.id, first_day(ctx.today, span), MOST, game=game)


def _last_season(ctx: MemberContext, game: str) -> list[tuple[Member, Record]]:
    """Return the table as it was kept; as it is now where it was not, because the bot did not run by then."""
    first = last_season(ctx.today)
    # What was kept is of all games together.
    kept = [] if game else games.list_frozen(ctx.db, ctx.group.id, first, MOST)
    return kept or games.list_best(ctx.db, ctx.group.id, first, MOST, season_of(ctx.today), game=game)


@feature.command("战绩", "我的战绩", help="我的游戏战绩，写 @小明 看别人的", usage="本季", read_only=True)
def show_own(message: Message, ctx: MemberContext) -> str:
    member, span = ctx.member, ctx.args
    game, _ = _split_game(ctx, span)
    if game:
        raise Refusal(ALL_GAMES.format(game=ctx.registry.titles[game]))
    if span.startswith(SIGNS) or (span.split(" ")[0] not in SPAN_WORDS and read_name(ctx, message, span)):
        member, span = split_member(message, ctx, "战绩 @小明")
    _require_span(ctx, span)
    if span in LAST:
        record = games.get_record(ctx.db, member, last_season(ctx.today), season_of(ctx.today))
    else:
        record = games.get_record(ctx.db, member, first_day(ctx.today, span))
    span = span or "本周"
    if not record.rounds:
        who = "你" if member.id == ctx.member.id else member.name
        return NOT_PLAYED.format(who=who, span=span)
    return OWN.format(
        name=member.name,
        span=span,
        rounds=record.rounds,
        wins=record.wins,
        score=record.score,
        paid=PAID.format(paid=record.paid) if member.id == ctx.member.id else "",
    )
