"""What there is to play, beginning a game by its name, and stopping it."""

from __future__ import annotations

import re

from pydantic import Field

from handlers.games.names import games_by_title, names_of_games, playable_games
from handlers.games.rules import PREFIX, GameState, Rules
from handlers.games.service import asks_hint, load_and_start
from handlers.kit import (
    Capability,
    Context,
    Feature,
    MemberContext,
    Message,
    Outlook,
    Query,
    Refusal,
    Role,
    Section,
)
from handlers.kit.declarations import Prepared, RoundKind
from handlers.kit.words import normalize, truncate, undress
from handlers.text.answers import answer_in
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
HOW_BY_STAFF = "由员工来开局，开了大家一起玩。"
UNKNOWN = "没有「{name}」这个游戏。{hint}"
KNOWN = "有这些：{games}"
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
    games = playable_games(ctx)
    is_for_staff = ctx.rules(Rules).who == "员工" and ctx.role < Role.STAFF
    how = HOW_BY_STAFF if is_for_staff else HOW.format(example=next(iter(games))) + _how_else(ctx)
    return "\n".join([HEAD.format(games="、".join(games)), how, *_odds(ctx)])


def _odds(ctx: MemberContext) -> list[str]:
    """Return what is paid for which games, as it is paid."""
    rules = ctx.rules(Rules)
    if not rules.prizes or not rules.budget:
        return []
    games = playable_games(ctx)
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


@feature.listen
def hear(message: Message, ctx: MemberContext) -> Query | str | None:
    """Take 来一局猜谜 and 我们玩成语接龙吧 for the command, where it is a game's name and nothing else."""
    text = undress(normalize(message.text)) if len(message.text) <= LONGEST_TYPED else ""
    said = _BEGIN.fullmatch(text)
    # A name that is the command of others, such as 抢答, is no command where a member says it.
    found = _split(ctx, said[1].strip() if said else text) if said or text in games_by_title(ctx) else None
    if found:
        return _begin(*found)
    return show(message, ctx) if message.addressed and TOPIC in text and len(text) <= LONGEST_QUESTION else None


@feature.claim
def claims_hint(text: str) -> bool:
    """Return whether games take a text for the wish for a hint."""
    return asks_hint(answer_in(text))


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
    shown = KNOWN.format(games="、".join(games_by_title(ctx)))
    words = undress(typed)
    if not words:
        raise Refusal(f"{WHICH}{shown}")
    found = _split(ctx, words)
    if found:
        return found
    like = {name for word, name in names_of_games(ctx).items() if words in word} if len(words) > 1 else set()
    if len(like) == 1:
        return ctx.registry.round_kinds[like.pop()], ""
    raise Refusal(UNKNOWN.format(name=truncate(words), hint=suggest_name(words, games_by_title(ctx), shown)))


def _how_else(ctx: MemberContext) -> str:
    """Return how the games are begun whose names are no commands of members."""
    commands = (command for listed in ctx.registry.commands_by_topic(ctx, hidden=True).values() for command in listed)
    typed = {word for command in commands if command.role is Role.MEMBER for word in command.words}
    others = [name for name in playable_games(ctx) if name not in typed]
    return HOW_ELSE.format(games="、".join(others), example=others[0]) if others else ""


def _split(ctx: Context | Outlook, words: str) -> tuple[RoundKind, str] | None:
    """Return the game that words begin with and what it is to be about; None where they are anything else."""
    names = names_of_games(ctx)
    name = next((name for name in sorted(names, key=len, reverse=True) if words.startswith(name)), None)
    if name is None:
        return None
    kind = ctx.registry.round_kinds[names[name]]
    rest = _POLITE.sub("", words[len(name) :].strip(" :："), count=1)
    return (kind, rest) if not rest or kind.about else None
