"""Ending a game before its goal: whoever began it and those in charge do, however they put it."""

from __future__ import annotations

import re

from handlers.games.names import names_of_games
from handlers.games.rules import PREFIX
from handlers.games.service import IN_GROUP, require_group
from handlers.kit import Feature, HandlerResult, MemberContext, Message, Refusal, Role
from handlers.kit.declarations import Command
from handlers.kit.rounds import end_round
from handlers.kit.words import normalize, undress
from storage import rounds
from storage.events import sign_up_lists

LONGEST = 16
"""Characters of what may be the wish to end a game."""
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
_STOP = re.compile(
    "(?:我们|咱们|大家|先|我|就|把|请){0,2}(?:结束|停止|取消|终止|关闭|关掉|退出|停掉|停|不玩|别玩|不想玩)(?:掉|一下|了|这局|这个)?"
    "(?P<name>.{2,8}?)(?:游戏|这局|这一局)?(?:吧|了|啦|呗){0,2}"
)
_STOPPED = re.compile("(?P<name>.{2,8}?)(?:游戏)?(?:结束|停止|不玩)(?:吧|了|啦){0,2}")
SIGN_UP_END, CHAIN = "结束接龙", "game_idioms"
"""The command that ends a sign-up list, and the game that is meant by it where there is no list."""

feature = Feature("games_end", title="结束游戏", topic="游戏")


@feature.guard
def tell_how_to_end(message: Message, command: Command | None, ctx: MemberContext) -> HandlerResult:
    """End the game of whoever does not want to play any more; tell others how a game is ended, while one is open."""
    if len(message.text) > LONGEST:
        return None
    words = undress(normalize(message.text))
    if command:
        return _end_chain(command, words, ctx)
    if words not in END_WORDS and words not in STOP_WORDS:
        named = _read_named(words)
        return _end_named(named, message, ctx) if named else None
    found = _find_open(ctx) if message.chat is not None else None
    if found is None:
        return None
    if words in STOP_WORDS and found.opened_by == ctx.member.id:
        return _stop(ctx, found)
    return HOW_TO_END.format(title=ctx.registry.titles[found.feature])


@feature.claim
def claims_end(text: str) -> bool:
    """Return whether a text ends a game, or is answered with how that is done."""
    words = undress(normalize(text))
    return words in END_WORDS or words in STOP_WORDS


def _end_named(name: str, message: Message, ctx: MemberContext) -> HandlerResult:
    """End the game that somebody names, while it is open; anything else that one may end is not meant."""
    found, of_name = _find_open(ctx), names_of_games(ctx).get(name)
    title = ctx.registry.titles[found.feature] if found else ""
    is_open = found is not None and (of_name == found.feature or name in title)
    if not is_open and of_name is None:
        return None
    if message.chat is None:
        raise Refusal(IN_GROUP)
    if found and is_open:
        return _end(ctx, found)
    if found:
        return HOW_TO_END.format(title=title)
    return NOTHING if message.addressed else None


def _end_chain(command: Command, words: str, ctx: MemberContext) -> HandlerResult:
    """End a chain of idioms by the command that ends sign-up lists, where there is none."""
    if command.word != SIGN_UP_END or words != SIGN_UP_END:
        return None
    found = _find_open(ctx)
    if found is None or found.feature != CHAIN or sign_up_lists.list_open(ctx.db, ctx.group.id, ctx.now):
        return None
    return _end(ctx, found)


def _read_named(words: str) -> str:
    """Return what somebody wants to end: 结束成语接龙, 不玩猜谜了, 掷骰结束吧; empty where they want nothing such."""
    named = _STOP.fullmatch(words) or _STOPPED.fullmatch(words)
    return named["name"].strip() if named else ""


@feature.command("结束游戏", "停止游戏", "取消游戏", help="提前结束正在玩的一局，没玩到底不发积分")
def stop(_: Message, ctx: MemberContext) -> HandlerResult:
    require_group(ctx)
    found = _find_open(ctx)
    if found is None:
        raise Refusal(NOTHING)
    return _end(ctx, found)


def _end(ctx: MemberContext, found: rounds.Row) -> HandlerResult:
    """End a game; raises Refusal that says who may."""
    if found.opened_by != ctx.member.id and ctx.role < Role.STAFF:
        raise Refusal(NOT_YOURS)
    return _stop(ctx, found)


def _find_open(ctx: MemberContext) -> rounds.Row | None:
    """Return the round of the game that is open in the group."""
    return next((row for row in rounds.list_open(ctx.db, ctx.group.id) if row.feature.startswith(PREFIX)), None)


def _stop(ctx: MemberContext, found: rounds.Row) -> HandlerResult:
    """End a game before its goal."""
    return end_round(ctx, found.feature, ctx.registry.round_kinds[found.feature], found.id, "stopped")
