"""数字炸弹: everybody narrows the span in which the bomb lies; who names it is out, all others win."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field

from handlers.games import service
from handlers.games.rules import GameState
from handlers.kit import Context, Feature, HandlerResult, MemberContext, Message, Reply, Section
from handlers.kit.audience import Otherwise
from handlers.kit.declarations import Round
from handlers.kit.rounds import close_round, save_round

TITLE = "数字炸弹"
OPENED = (
    "💣 数字炸弹开始！炸弹藏在 {low} 到 {high} 之间，轮流报一个数，谁报中谁出局，别人按报了几个数排，"
    "{minutes} 分钟；到时间还没人踩中，这一局就不发积分。{way}"
)
NARROWED = "{name} 报 {number}，安全！炸弹在 {low} 到 {high} 里"
BOOM = "💥 {name} 报中了 {number}！"
OUTSIDE = "要报 {low} 到 {high} 里的数～"
ENDED = "💣 这一局结束，炸弹是 {bomb}，没有人踩中。"
AGAIN = "{name} 刚报过，换一个人来～"


class Rules(Section):
    """数字炸弹"""

    highest: int = Field(100, ge=10, le=10_000, description="最大的数")
    minutes: int = Field(3, ge=1, le=60, description="一局几分钟")


class Bomb(GameState):
    """Where the bomb may still be: between two numbers, both left out. Members read those that are left."""

    low: int
    high: int
    bomb: int
    last_by: int | None = None
    hit_by: str = ""

    def merge(self, gone: int, stays: int) -> None:
        """Add what two members said up who are one person; neither of them comes after the other."""
        super().merge(gone, stays)
        self.last_by = stays if self.last_by == gone else self.last_by


feature = Feature("game_bomb", Rules, title=TITLE, topic="游戏")


@feature.command(TITLE, help="轮流报数，别踩中炸弹")
def begin(_: Message, ctx: MemberContext) -> str:
    return start(ctx)


def start(ctx: Context) -> str:
    """Open a round; raises Refusal."""
    rules = ctx.rules(Rules)
    state = Bomb(low=0, high=rules.highest + 1, bomb=ctx.random.randint(1, rules.highest))
    _, way = service.begin(ctx, feature.name, state, timedelta(minutes=rules.minutes), example="50")
    return OPENED.format(low=1, high=rules.highest, minutes=rules.minutes, way=way)


def tell_end(round_: Round, ctx: Context) -> Reply:
    """Say where the bomb was, and pay where it was hit."""
    state: Bomb = round_.state
    state.unfinished = not state.hit_by
    told = BOOM.format(name=state.hit_by, number=state.bomb) if state.hit_by else ENDED.format(bomb=state.bomb)
    return service.settle(ctx, feature.name, TITLE, round_, told)


@feature.opens_rounds(Bomb, at_end=tell_end, start=start)
def answer(round_: Round, message: Message, ctx: MemberContext) -> HandlerResult:
    state: Bomb = round_.state
    number = service.number_of(message, 5)
    if number is None:
        outside = OUTSIDE.format(low=state.low + 1, high=state.high - 1)
        return Otherwise(outside) if message.addressed else None
    if not state.low < number < state.high:
        return OUTSIDE.format(low=state.low + 1, high=state.high - 1)
    if state.last_by == ctx.member.id and len(state.scores) > 1:
        return AGAIN.format(name=ctx.member.name)
    state.last_by = ctx.member.id
    if number == state.bomb:
        return _explode(round_, ctx)
    state.low, state.high = (number, state.high) if number < state.bomb else (state.low, number)
    service.add_score(ctx, round_, 1)
    return NARROWED.format(name=ctx.member.name, number=number, low=state.low + 1, high=state.high - 1)


def _explode(round_: Round, ctx: MemberContext) -> Reply:
    """End the round: whoever named the bomb has scored nothing."""
    state: Bomb = round_.state
    state.scores[ctx.member.id] = 0
    state.hit_by = ctx.member.name
    save_round(ctx, round_.number, state)
    close_round(ctx, feature.name, round_.number, "done")
    return tell_end(round_, ctx)
