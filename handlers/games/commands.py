"""What there is to play, beginning a game by its name, and stopping it."""

from __future__ import annotations

from pydantic import Field

from handlers.games.rules import PREFIX, Rules
from handlers.games.service import load_and_start, require_group
from handlers.kit import Context, Feature, HandlerResult, MemberContext, Message, Outlook, Query, Refusal, Role, Section
from handlers.kit.declarations import Prepared, RoundKind
from handlers.kit.rounds import close_round, find_round, list_features
from handlers.kit.words import truncate
from handlers.text.names import suggest_name

TOPIC = "游戏"
HEAD = "🎮 可以玩：{games}。"
HOW = "发名字就开一局，例如「成语接龙」；想提前停就发「结束游戏」。"
HOW_ELSE = "{games}要发「来一局 {example}」。"
WHICH = "想玩哪个？"
UNKNOWN = "没有「{name}」这个游戏。{hint}"
KNOWN = "有这些：{games}"
NOTHING = "现在没有在玩的游戏，发「游戏」看看有哪些。"
NOT_YOURS = "这一局是别人开的，请开局的人或管理员来结束～"
ODDS = "前 {places} 名得 {prizes} 分，一种游戏一天最多发 {budget} 分。"

feature = Feature("games", Rules, title="群游戏", topic=TOPIC)


class Params(Section):
    """游戏：到时间自己开一局"""

    game: str = Field(max_length=12, description="玩哪个游戏，写它的名字", examples=["成语接龙"])


@feature.command("游戏", "游戏列表", help="看看可以玩什么")
def show(_: Message, ctx: MemberContext) -> str:
    rules = ctx.rules(Rules)
    prizes = "、".join(map(str, rules.prizes))
    odds = [ODDS.format(places=len(rules.prizes), prizes=prizes, budget=rules.budget)] if rules.prizes else []
    return "\n".join([HEAD.format(games="、".join(_games(ctx))), HOW + _how_else(ctx), *odds])


@feature.command("来一局", "开局", help="开一局游戏", usage="成语接龙")
def begin(_: Message, ctx: MemberContext) -> Query:
    kind = _find(ctx, ctx.args)
    return Query(lambda _: load_and_start(kind.prepare, kind.start))


def _foresee(params: Params, outlook: Outlook) -> None:
    _find(outlook, params.game)


@feature.action("游戏", Params, read_only=True, foresee=_foresee)
def play(params: Params, ctx: Context) -> Prepared:
    """Begin a game by the timetable; raises Refusal where one is open, and the moment is recorded as failed."""
    kind = _find(ctx, params.game)
    return load_and_start(kind.prepare, kind.start)


def _find(ctx: Context | Outlook, name: str) -> RoundKind:
    games = _games(ctx)
    shown = KNOWN.format(games="、".join(games))
    if not name:
        raise Refusal(f"{WHICH}{shown}")
    if name not in games:
        raise Refusal(UNKNOWN.format(name=truncate(name), hint=suggest_name(name, games, shown)))
    return games[name]


@feature.command("结束游戏", "停止游戏", help="提前结束正在玩的一局，没玩到底不发积分")
def stop(_: Message, ctx: MemberContext) -> HandlerResult:
    require_group(ctx)
    name = next((name for name, _, _ in list_features(ctx) if name.startswith(PREFIX)), None)
    if name is None:
        raise Refusal(NOTHING)
    kind = ctx.registry.round_kinds[name]
    found = find_round(ctx, name, kind)
    assert found, "it is open in this transaction"
    if found.opened_by != ctx.member.id and ctx.role < Role.STAFF:
        raise Refusal(NOT_YOURS)
    close_round(ctx, name, found.number, "stopped")
    found.state.unfinished = True
    return kind.at_end(found, ctx)


def _how_else(ctx: MemberContext) -> str:
    """Return how the games are begun whose names are no commands of members."""
    commands = (command for listed in ctx.registry.commands_by_topic(ctx, hidden=True).values() for command in listed)
    typed = {word for command in commands if command.role is Role.MEMBER for word in command.words}
    others = [name for name in _games(ctx) if name not in typed]
    return HOW_ELSE.format(games="、".join(others), example=others[0]) if others else ""


def _games(ctx: Context | Outlook) -> dict[str, RoundKind]:
    """Return all games by what they are called."""
    kinds = ctx.registry.round_kinds.items()
    return {ctx.registry.titles[name]: kind for name, kind in kinds if name.startswith(PREFIX)}
