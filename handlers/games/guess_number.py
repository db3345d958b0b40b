"""猜数: one number, and everybody is told whether theirs is too large or too small."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from pydantic import Field

from handlers.games import service
from handlers.games.rules import GameState
from handlers.kit import Context, Feature, HandlerResult, MemberContext, Message, Reply, Section
from handlers.kit.audience import Otherwise
from handlers.kit.declarations import Round
from handlers.kit.rounds import close_round

TITLE = "猜数"
OPENED = "🔢 我想了一个 1 到 {high} 的数，猜猜看，{minutes} 分钟。{way}"
ONLY_NUMBERS = "发一个数来猜就行，比如 50。"
TOO_SMALL, TOO_LARGE = "{number} 小了，再大一点～", "{number} 大了，再小一点～"
OUTSIDE = "要猜 1 到 {high} 里的数～"
FOUND = "🎯 {name} 猜中了，就是 {number}！一共猜了 {tries} 次。"
ENDED = "🔢 这一局结束，那个数是 {number}。"
POINTS = 3


class Rules(Section):
    """猜数"""

    highest: int = Field(100, ge=10, le=100_000, description="最大的数")
    minutes: int = Field(3, ge=1, le=60, description="一局几分钟")


class Secret(GameState):
    """The number, and who has found it."""

    has_one_winner: ClassVar[bool] = True
    number: int
    tries: int = 0
    found_by: str = ""


feature = Feature("game_number", Rules, title=TITLE, topic="游戏")


@feature.command(TITLE, "猜数字", help="大了小了，看谁先猜中")
def begin(_: Message, ctx: MemberContext) -> str:
    return start(ctx)


def start(ctx: Context) -> str:
    """Open a round; raises Refusal."""
    rules = ctx.rules(Rules)
    state = Secret(number=ctx.random.randint(1, rules.highest))
    _, way = service.begin(ctx, feature.name, state, timedelta(minutes=rules.minutes), example="50")
    return OPENED.format(high=rules.highest, minutes=rules.minutes, way=way)


def tell_end(round_: Round, ctx: Context) -> Reply:
    """Say what the number was, and pay."""
    state: Secret = round_.state
    told = ENDED.format(number=state.number)
    if state.found_by:
        told = FOUND.format(name=state.found_by, number=state.number, tries=state.tries)
    return service.settle(ctx, feature.name, TITLE, round_, told)


@feature.opens_rounds(Secret, at_end=tell_end, start=start)
def answer(round_: Round, message: Message, ctx: MemberContext) -> HandlerResult:
    state: Secret = round_.state
    number = service.number_of(message, 6)
    if number is None:
        return Otherwise(ONLY_NUMBERS) if message.addressed else None
    highest = max(state.number, ctx.rules(Rules).highest)
    if not 1 <= number <= highest:
        return Otherwise(OUTSIDE.format(high=highest)) if message.addressed else None
    state.tries += 1
    if number != state.number:
        service.add_score(ctx, round_, 0)
        return (TOO_SMALL if number < state.number else TOO_LARGE).format(number=number)
    state.found_by = ctx.member.name
    service.add_score(ctx, round_, POINTS)
    close_round(ctx, feature.name, round_.number, "done")
    return tell_end(round_, ctx)
