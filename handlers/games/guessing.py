"""Games in which the first right guess wins: hints open step by step, and each of them leaves less to win."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import ClassVar

from handlers.games import service
from handlers.games.banks import Riddle
from handlers.games.rules import GameState, Rules
from handlers.kit import Capability, Context, Feature, HandlerResult, MemberContext, Message, Query, Reply, TimerPayload
from handlers.kit.audience import Otherwise
from handlers.kit.declarations import Round
from handlers.kit.pinyin import to_pinyin
from handlers.kit.rounds import close_round, get_round, save_round
from handlers.kit.timers import set_timer
from handlers.text.answers import guesses_in, is_right

OPENED = "🧩 {title}：{riddle}\n第一个答对的赢，{seconds} 秒。{hints}；每看一个，赢的就少一些。{way}"
HINTS_COME, HINTS_ON_DEMAND = "提示会一个个来，发「提示」马上来", "要提示就发「提示」"
PRIZE_NOW = "（现在答对得 {points} 积分）"
NO_MORE_HINTS = "提示都在上面啦，再想想～"
HINT = "💡 提示：{hint}{prize}"
FOUND = "🎉 {name} 答对了，{what}是「{answer}」！"
ENDED = "🧩 这一局结束，{what}是「{answer}」。"
NEAR = "「{word}」音对了，字不对，再想想～"
SHORTEST_NEAR = 2
"""Characters: a single one sounds like too much of what people say."""
STEP = timedelta(seconds=40)
"""Between the riddle and the first hint, and between two hints."""
MOST = 3


class Asked(GameState):
    """The riddle that is open."""

    has_one_winner: ClassVar[bool] = True
    riddle: str
    answers: list[str]
    hints: list[str]
    shown: int = 0
    found_by: str = ""

    def lower(self, prizes: Sequence[int]) -> Sequence[int]:
        """Return the only prize: less with each hint, as the score is, rounded up."""
        return [-(-prize * max(1, MOST - self.shown) // MOST) for prize in prizes[:1]]


class NextHint(TimerPayload):
    """The timer of a hint."""

    riddle: int
    """The round's number."""
    step: int

    @property
    def key(self) -> str:
        return f"hint:{self.riddle}:{self.step}"

    @property
    def breaks_silence(self) -> bool:
        return True


def guessing_game(
    feature: Feature,
    *words: str,
    help: str,
    what: str,
    example: str,
    choose: Callable[[Context], Riddle],
    seconds: Callable[[Context], int],
    prepare: Callable[[], object],
) -> None:
    """Make a feature such a game.

    `what` is found (谜底), `choose` returns what is asked this time, `prepare` loads what it is chosen from.
    """

    def load() -> None:
        prepare()
        load_sounds()

    def start(ctx: Context) -> str:
        chosen = choose(ctx)
        state = Asked(riddle=chosen.riddle, answers=[chosen.answer, *chosen.also], hints=chosen.hints)
        lasts = timedelta(seconds=seconds(ctx))
        number, way = service.begin(ctx, feature.name, state, lasts, example=example, warning=None)
        comes_by_itself = Capability.PUSHES in ctx.capabilities
        for step in range(len(chosen.hints)):
            if comes_by_itself and STEP * (step + 1) < lasts:
                set_timer(ctx, feature.name, NextHint(riddle=number, step=step), ctx.carried_out_at + STEP * (step + 1))
        return OPENED.format(
            title=feature.title,
            riddle=chosen.riddle,
            seconds=lasts // timedelta(seconds=1),
            hints=HINTS_COME if comes_by_itself else HINTS_ON_DEMAND,
            way=way,
        )

    @feature.command(*words, help=help)
    def begin(_: Message, __: MemberContext) -> Query:
        return Query(lambda _: service.load_and_start(load, start))

    @feature.on_timer(NextHint)
    def give_hint(hint: NextHint, ctx: Context) -> str | None:
        found = get_round(ctx, hint.riddle, ctx.registry.round_kinds[feature.name])
        if found is None or ctx.carried_out_at >= found.ends_at:
            return None
        return _open_hint(found, ctx, feature) if found.state.shown <= hint.step else None

    def tell_end(round_: Round, ctx: Context) -> Reply:
        state: Asked = round_.state
        told = FOUND if state.found_by else ENDED
        told = told.format(name=state.found_by, what=what, answer=state.answers[0])
        return service.settle(ctx, feature.name, feature.title, round_, told)

    @feature.opens_rounds(Asked, at_end=tell_end, start=start, prepare=load)
    def answer(round_: Round, message: Message, ctx: MemberContext) -> HandlerResult:
        state: Asked = round_.state
        word, *_ = forms = guesses_in(message.text)
        if service.asks_hint(word):
            return _open_hint(round_, ctx, feature)
        if not is_right(forms, state.answers):
            return tell_near(forms, state.answers) or (Otherwise(service.WRONG) if message.addressed else None)
        state.found_by = ctx.member.name
        service.add_score(ctx, round_, max(1, MOST - state.shown))
        close_round(ctx, feature.name, round_.number, "done")
        return tell_end(round_, ctx)


def tell_near(forms: Iterable[str], answers: list[str]) -> str | None:
    """Return a word about a guess that sounds right; None where none does."""
    near = next((form for form in forms if is_near(form, answers)), None)
    return None if near is None else NEAR.format(word=near)


def _open_hint(round_: Round, ctx: Context, feature: Feature) -> str:
    """Open the next hint, which lowers what there is to win."""
    state: Asked = round_.state
    if state.shown >= len(state.hints):
        return NO_MORE_HINTS
    state.shown += 1
    save_round(ctx, round_.number, state)
    points = _prize(ctx, feature, state)
    prize = PRIZE_NOW.format(points=points) if points else ""
    return HINT.format(hint=state.hints[state.shown - 1], prize=prize)


def _prize(ctx: Context, feature: Feature, state: Asked) -> int:
    """Return what a right answer would win now; 0 where there is nothing left to win."""
    prizes = state.lower(ctx.rules(Rules).prizes)
    return min(*prizes, service.left_today(ctx, feature.name)) if prizes else 0


def load_sounds() -> None:
    """Load what near misses are told by, which takes its time (measured: 0.2 s once)."""
    to_pinyin("音")


def is_near(word: str, answers: list[str]) -> bool:
    """Return whether a word sounds like one of the answers, whatever the tones."""
    alike = [answer for answer in answers if len(answer) == len(word) >= SHORTEST_NEAR]
    return bool(alike) and to_pinyin(word, " ") in {to_pinyin(answer, " ") for answer in alike}
