"""猜谜: one riddle, hints that open step by step, and less to win with each of them."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field

from handlers.games import service
from handlers.games.banks import Riddle, load_riddles
from handlers.games.rules import GameState
from handlers.kit import Context, Feature, HandlerResult, MemberContext, Message, Query, Reply, Section, TimerPayload
from handlers.kit.declarations import Round
from handlers.kit.rounds import close_round, get_round, save_round
from handlers.kit.timers import set_timer
from handlers.kit.words import casefold_width

TITLE = "猜谜"
OPENED = "🧩 猜谜：{riddle}\n第一个答对得 {most} 分，每开一个提示少 1 分，{seconds} 秒。{way}"
HINT = "💡 提示：{hint}"
FOUND = "🎉 {name} 答对了，谜底是「{answer}」！"
ENDED = "🧩 这一局结束，谜底是「{answer}」。"
STEP = timedelta(seconds=40)
"""Between the riddle and the first hint, and between two hints."""
MOST = 3


class Rules(Section):
    """猜谜"""

    seconds: int = Field(150, ge=30, le=3600, description="一条谜语多少秒")
    own: list[Riddle] = Field(
        [],
        max_length=500,
        description="群主自己的谜语；写了就只用这些",
        examples=[[{"riddle": "什么包最香", "answer": "面包", "also": ["吐司"], "hints": ["能吃", "早上吃"]}]],
    )


class Asked(GameState):
    """The riddle that is open."""

    riddle: str
    answers: list[str]
    hints: list[str]
    shown: int = 0
    found_by: str = ""


class NextHint(TimerPayload):
    """The timer of a hint."""

    riddle: int
    """The round's number."""
    step: int

    @property
    def key(self) -> str:
        return f"hint:{self.riddle}:{self.step}"


feature = Feature("game_riddles", Rules, title=TITLE, topic="游戏")


@feature.command(TITLE, "猜谜语", help="猜一条谜语，越早猜中得分越多")
def begin(_: Message, __: MemberContext) -> Query:
    return Query(lambda _: service.load_and_start(load_riddles, start))


def start(ctx: Context) -> str:
    """Open a round; raises Refusal."""
    rules = ctx.rules(Rules)
    chosen = ctx.random.choice(rules.own or load_riddles())
    state = Asked(riddle=chosen.riddle, answers=[chosen.answer, *chosen.also], hints=chosen.hints)
    lasts = timedelta(seconds=rules.seconds)
    number, way = service.begin(ctx, feature.name, state, lasts, example="谜底", warning=None)
    for step in range(len(chosen.hints)):
        if STEP * (step + 1) < lasts:
            set_timer(ctx, feature.name, NextHint(riddle=number, step=step), ctx.now + STEP * (step + 1))
    return OPENED.format(riddle=chosen.riddle, most=MOST, seconds=rules.seconds, way=way)


@feature.on_timer(NextHint)
def give_hint(hint: NextHint, ctx: Context) -> str | None:
    kind = ctx.registry.round_kinds[feature.name]
    found = get_round(ctx, hint.riddle, kind)
    if found is None:
        return None
    state: Asked = found.state
    state.shown = hint.step + 1
    save_round(ctx, found.number, state)
    return HINT.format(hint=state.hints[hint.step])


def tell_end(round_: Round, ctx: Context) -> Reply:
    """Say what it was, and pay."""
    state: Asked = round_.state
    answer = state.answers[0]
    told = FOUND.format(name=state.found_by, answer=answer) if state.found_by else ENDED.format(answer=answer)
    return service.settle(ctx, feature.name, TITLE, round_, told)


@feature.opens_rounds(Asked, at_end=tell_end, start=start, prepare=load_riddles)
def answer(round_: Round, message: Message, ctx: MemberContext) -> HandlerResult:
    state: Asked = round_.state
    if casefold_width(service.answer_of(message)) not in map(casefold_width, state.answers):
        return None
    state.found_by = ctx.member.name
    service.add_score(ctx, round_, max(1, MOST - state.shown))
    close_round(ctx, feature.name, round_.number, "done")
    return tell_end(round_, ctx)
