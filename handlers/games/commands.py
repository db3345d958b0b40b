"""What there is to play, beginning a game by its name, and stopping it."""

from __future__ import annotations

import re

from pydantic import Field

from handlers.games.rules import PREFIX, GameState, Rules
from handlers.games.service import load_and_start, require_group
from handlers.kit import (
    Capability,
    Context,
    Feature,
    HandlerResult,
    MemberContext,
    Message,
    Outlook,
    Query,
    Refusal,
    Role,
    Section,
)
from handlers.kit.declarations import Command, Prepared, RoundKind
from handlers.kit.rounds import end_round
from handlers.kit.words import normalize, truncate, undress
from handlers.text.names import suggest_name
from storage import rounds

TOPIC = "游戏"
LONGEST_TYPED = 40
"""Characters of what may be the wish for a game."""
LONGEST_QUESTION = 12
"""Characters of what may be the question which games there are."""
HEAD = "🎮 可以玩：{games}。"
HOW = "发名字就开一局，例如「{example}」；想提前停就发「结束游戏」。"
HOW_ELSE = "{games}要发「来一局 {example}」。"
WHICH = "想玩哪个？"
UNKNOWN = "没有「{name}」这个游戏。{hint}"
KNOWN = "有这些：{games}"
NOTHING = "现在没有在玩的游戏，发「游戏」看看有哪些。"
HOW_TO_END = "「{title}」还在玩。想提前结束看答案，开局的人或管理员发「结束游戏」就行～"
END_WORDS = frozenset(
    (
        *("答案", "公布答案", "看答案", "揭晓", "揭晓答案", "答案是什么", "答案是多少", "求答案"),
        *("放弃", "认输", "跳过", "退出"),
        *("换一个", "换一题", "下一题", "下一个", "再来一题"),
    )
)
STOP_WORDS = frozenset(
    (
        *("不玩了", "不玩啦", "我不玩了", "算了不玩了", "不想玩了", "别玩了", "结束", "结束吧", "结束了吧", "停止"),
        *("退出游戏", "关闭游戏", "结束这局", "取消这局", "结束本局", "取消本局", "停止吧", "游戏结束"),
    )
)
"""They end a game that whoever says them has begun."""
NOT_YOURS = "这一局是别人开的，请开局的人或管理员来结束～"
ODDS = "🏅 {games}：前 {places} 名得 {prizes} 积分。"
ODDS_OF_ONE = "🏅 {games}：赢的得 {first} 积分。"
BUDGET = "一种游戏一天最多发 {budget} 积分；一个人自己玩，一种一天最多 {alone} 局有积分。"
_BEGIN = re.compile(
    r"(?:我们|咱们|大家|一起|我?也?想要?|我要){0,2}(?:再|来|开|玩){1,2}(?:[一1]?(?:局|把|盘|轮|个|场))?[\s:：]{0,2}(.{2,24})"
)
_POLITE = re.compile(r"(?:吧|呗|啊|呀|嘛|好不好|好吗|怎么样|行吗){1,2}\Z")

feature = Feature("games", Rules, title="群游戏", topic=TOPIC)
feature.requires(Capability.HEARS_ALL, "玩的时候要 @我 说才算，或者私聊我「答 …」。")
feature.requires(Capability.PUSHES, "到时间不会自己公布答案，想看就提前发「结束游戏」。")


class Params(Section):
    """游戏：到时间自己开一局"""

    game: str = Field(max_length=12, description="玩哪个游戏，写它的名字", examples=["成语接龙"])


@feature.command("游戏", "游戏列表", "游戏规则", "玩什么", help="看看可以玩什么")
def show(_: Message, ctx: MemberContext) -> str:
    games = _playable(ctx)
    how = HOW.format(example=next(iter(games))) + _how_else(ctx)
    return "\n".join([HEAD.format(games="、".join(games)), how, *_odds(ctx)])


def _odds(ctx: MemberContext) -> list[str]:
    """Return what is paid for which games, as it is paid."""
    rules = ctx.rules(Rules)
    if not rules.prizes or not rules.budget:
        return []
    games = _playable(ctx)
    for_one = [name for name, kind in games.items() if _has_one_winner(kind)]
    for_some = [name for name in games if name not in for_one]
    prizes = "、".join(map(str, rules.prizes))
    return [
        ODDS.format(games="、".join(for_some), places=len(rules.prizes), prizes=prizes),
        ODDS_OF_ONE.format(games="、".join(for_one), first=rules.prizes[0]),
        BUDGET.format(budget=rules.budget, alone=rules.alone),
    ]


def _has_one_winner(kind: RoundKind) -> bool:
    return issubclass(kind.state, GameState) and kind.state.has_one_winner


@feature.command("来一局", "开局", "开一局", "来局", help="开一局游戏", usage="成语接龙")
def begin(_: Message, ctx: MemberContext) -> Query:
    return _begin(*_find(ctx, ctx.args))


@feature.command(
    "再来一局", "再来一把", "再来一盘", "再玩一局", "再玩一把", "再开一局", help="再开一局刚才玩的游戏", usage="猜谜"
)
def begin_again(_: Message, ctx: MemberContext) -> Query:
    last = None if undress(ctx.args) else rounds.find_latest(ctx.db, ctx.group.id, PREFIX)
    kind = ctx.registry.round_kinds.get(last or "")
    return _begin(kind, "") if kind else _begin(*_find(ctx, ctx.args))


@feature.guard
def tell_how_to_end(message: Message, command: Command | None, ctx: MemberContext) -> HandlerResult:
    """End the game of whoever does not want to play any more; tell others how a game is ended, while one is open."""
    if command or message.chat is None or len(message.text) > LONGEST_QUESTION:
        return None
    words = undress(normalize(message.text))
    if words not in END_WORDS and words not in STOP_WORDS:
        return None
    found = _find_open(ctx)
    if found is None:
        return None
    if words in STOP_WORDS and found.opened_by == ctx.member.id:
        return _stop(ctx, found)
    return HOW_TO_END.format(title=ctx.registry.titles[found.feature])


@feature.listen
def hear(message: Message, ctx: MemberContext) -> Query | str | None:
    """Take 来一局猜谜 and 我们玩成语接龙吧 for the command, where it is a game's name and nothing else."""
    text = undress(normalize(message.text)) if len(message.text) <= LONGEST_TYPED else ""
    said = _BEGIN.fullmatch(text)
    # A name that is the command of others, such as 抢答, is no command where a member says it.
    found = _split(ctx, said[1].strip() if said else text) if said or text in _games(ctx) else None
    if found:
        return _begin(*found)
    return show(message, ctx) if message.addressed and TOPIC in text and len(text) <= LONGEST_QUESTION else None


def _begin(kind: RoundKind, words: str) -> Query:
    """Begin a game, about what the words say where it can be about something."""
    about = kind.about
    start = (lambda ctx: about(ctx, words)) if about and words else kind.start
    return Query(lambda _: load_and_start(kind.prepare, start))


def _foresee(params: Params, outlook: Outlook) -> None:
    _find(outlook, params.game)


@feature.action("游戏", Params, read_only=True, foresee=_foresee)
def play(params: Params, ctx: Context) -> Prepared:
    """Begin a game by the timetable; raises Refusal where one is open, and the moment is recorded as failed."""
    kind, _ = _find(ctx, params.game)
    return load_and_start(kind.prepare, kind.start)


def _find(ctx: Context | Outlook, typed: str) -> tuple[RoundKind, str]:
    """Return the game that is named, and what stands behind its name where it can be about something."""
    shown = KNOWN.format(games="、".join(_games(ctx)))
    words = undress(typed)
    if not words:
        raise Refusal(f"{WHICH}{shown}")
    found = _split(ctx, words)
    if found:
        return found
    like = {name for word, name in _names(ctx).items() if words in word} if len(words) > 1 else set()
    if len(like) == 1:
        return ctx.registry.round_kinds[like.pop()], ""
    raise Refusal(UNKNOWN.format(name=truncate(words), hint=suggest_name(words, _games(ctx), shown)))


@feature.command("结束游戏", "停止游戏", "取消游戏", help="提前结束正在玩的一局，没玩到底不发积分")
def stop(_: Message, ctx: MemberContext) -> HandlerResult:
    require_group(ctx)
    found = _find_open(ctx)
    if found is None:
        raise Refusal(NOTHING)
    if found.opened_by != ctx.member.id and ctx.role < Role.STAFF:
        raise Refusal(NOT_YOURS)
    return _stop(ctx, found)


def _find_open(ctx: MemberContext) -> rounds.Row | None:
    """Return the round of the game that is open in the group."""
    return next((row for row in rounds.list_open(ctx.db, ctx.group.id) if row.feature.startswith(PREFIX)), None)


def _stop(ctx: MemberContext, found: rounds.Row) -> HandlerResult:
    """End a game before its goal."""
    return end_round(ctx, found.feature, ctx.registry.round_kinds[found.feature], found.id, "stopped")


def _how_else(ctx: MemberContext) -> str:
    """Return how the games are begun whose names are no commands of members."""
    commands = (command for listed in ctx.registry.commands_by_topic(ctx, hidden=True).values() for command in listed)
    typed = {word for command in commands if command.role is Role.MEMBER for word in command.words}
    others = [name for name in _playable(ctx) if name not in typed]
    return HOW_ELSE.format(games="、".join(others), example=others[0]) if others else ""


def _split(ctx: Context | Outlook, words: str) -> tuple[RoundKind, str] | None:
    """Return the game that words begin with and what it is to be about; None where they are anything else."""
    names = _names(ctx)
    name = next((name for name in sorted(names, key=len, reverse=True) if words.startswith(name)), None)
    if name is None:
        return None
    kind = ctx.registry.round_kinds[names[name]]
    rest = _POLITE.sub("", words[len(name) :].strip(" :："), count=1)
    return (kind, rest) if not rest or kind.about else None


def _names(ctx: Context | Outlook) -> dict[str, str]:
    """Return the features of all games by what they are called and by what else begins them: 猜数字, 掷骰子."""
    names = [name for name in ctx.registry.round_kinds if name.startswith(PREFIX)]
    return {word: name for name in names for word in (ctx.registry.titles[name], *ctx.registry.words[name])}


def _playable(ctx: Context) -> dict[str, RoundKind]:
    """Return the games that can be played here by what they are called."""
    has_pushes = Capability.PUSHES in ctx.capabilities
    return {name: kind for name, kind in _games(ctx).items() if has_pushes or not _needs_pushes(kind)}


def _needs_pushes(kind: RoundKind) -> bool:
    return issubclass(kind.state, GameState) and kind.state.needs_pushes


def _games(ctx: Context | Outlook) -> dict[str, RoundKind]:
    """Return all games by what they are called."""
    kinds = ctx.registry.round_kinds.items()
    return {ctx.registry.titles[name]: kind for name, kind in kinds if name.startswith(PREFIX)}
