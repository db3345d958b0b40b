"""掷骰: everybody throws two dice once; the most wins."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import ClassVar

from pydantic import Field

from handlers.games import service
from handlers.games.rules import GameState, join_values
from handlers.kit import Capability, Context, Feature, HandlerResult, MemberContext, Message, Reply, Section
from handlers.kit.declarations import Round
from handlers.kit.rounds import find_round, save_round
from handlers.text.answers import answer_in

TITLE = "掷骰"
OPENED = "🎲 掷骰开始！{seconds} 秒里每人发「{word}」掷一次，两个骰子加起来最大的赢，一样大就平分。{way}"
ROLLED = "🎲 {name} 掷出 {faces}，一共 {total} 点{best}"
BEST = "，目前最大！"
ROLLED_BEFORE = "{name} 已经掷过了，是 {total} 点。"
ENDED = "🎲 掷骰结束，最大 {most} 点。"
NOBODY = "🎲 掷骰结束。"
WORDS = ("掷", "扔", "摇", "投", "丢", "骰子", "掷骰子", "🎲")
_THROWS = re.compile("(?:我|来|我来|也|再){0,2}(?:掷|扔|摇|投|丢)(?:一下|下|一个|个|一次|骰子|色子|筛子|啦|了){0,2}")
FACES = "⚀⚁⚂⚃⚄⚅"
POINTS = 3


class Rules(Section):
    """掷骰"""

    seconds: int = Field(60, ge=10, le=600, description="一局多少秒")


class Thrown(GameState):
    """What everybody has thrown."""

    needs_pushes: ClassVar[bool] = True
    has_one_winner: ClassVar[bool] = True
    totals: dict[int, int] = Field(default_factory=dict)

    def merge(self, gone: int, stays: int) -> None:
        """Let the better throw of two members count who are one person."""
        super().merge(gone, stays)
        self.totals = join_values(self.totals, gone, stays, max)


feature = Feature("game_dice", Rules, title=TITLE, topic="游戏")
feature.requires(Capability.PUSHES, service.UNPLAYABLE)


@feature.command(
    TITLE, *(f"{verb}{what}" for verb in "掷摇扔投丢" for what in ("骰子", "色子", "筛子")), help="每人掷一次，看谁最大"
)
def begin(_: Message, ctx: MemberContext) -> str:
    """Throw for the member where a round is open, else open one."""
    service.require_group(ctx)
    found = find_round(ctx, feature.name, ctx.registry.round_kinds[feature.name])
    return _throw(found, ctx) if found and ctx.now < found.ends_at else start(ctx)


def start(ctx: Context) -> str:
    """Open a round; raises Refusal."""
    seconds = ctx.rules(Rules).seconds
    lasts = timedelta(seconds=seconds)
    _, way = service.begin(ctx, feature.name, Thrown(), lasts, example=WORDS[0], warning=None)
    return OPENED.format(seconds=seconds, word=WORDS[0], way=way)


def tell_end(round_: Round, ctx: Context) -> Reply:
    """Give the win to the most, and pay."""
    state: Thrown = round_.state
    most = max(state.totals.values(), default=0)
    state.scores = {member_id: POINTS * (total == most) for member_id, total in state.totals.items()}
    told = ENDED.format(most=most) if state.totals else NOBODY
    return service.settle(ctx, feature.name, TITLE, round_, told)


@feature.opens_rounds(Thrown, at_end=tell_end, start=start)
def answer(round_: Round, message: Message, ctx: MemberContext) -> HandlerResult:
    return _throw(round_, ctx) if claims_throw(message.text) else None


@feature.claim
def claims_throw(text: str) -> bool:
    """Return whether somebody throws: 掷, 我扔一下, 🎲."""
    words = answer_in(text)
    return text.strip() in WORDS or words in WORDS or (len(words) <= 8 and _THROWS.fullmatch(words) is not None)


def _throw(round_: Round, ctx: MemberContext) -> str:
    state: Thrown = round_.state
    name = ctx.member.name
    if ctx.member.id in state.totals:
        return ROLLED_BEFORE.format(name=name, total=state.totals[ctx.member.id])
    thrown = [ctx.random.randrange(6) for _ in range(2)]
    total = sum(thrown) + 2
    best = total > max(state.totals.values(), default=0) and len(state.totals) > 0
    state.totals[ctx.member.id] = total
    save_round(ctx, round_.number, state)
    faces = "".join(FACES[face] for face in thrown)
    return ROLLED.format(name=name, faces=faces, total=total, best=BEST if best else "")
