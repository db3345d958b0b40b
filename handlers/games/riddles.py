"""猜谜: one riddle, hints that open step by step, and less to win with each of them."""

from __future__ import annotations

from pydantic import Field

from handlers.games import service
from handlers.games.banks import Riddle, load_riddles
from handlers.games.guessing import guessing_game
from handlers.kit import Context, Feature, Section


class Rules(Section):
    """猜谜"""

    seconds: int = Field(150, ge=30, le=3600, description="一条谜语多少秒")
    own: list[Riddle] = Field(
        [],
        max_length=500,
        description="群主自己的谜语；写了就只用这些",
        examples=[[{"riddle": "什么包最香", "answer": "面包", "also": ["吐司"], "hints": ["能吃", "早上吃"]}]],
    )


feature = Feature("game_riddles", Rules, title="猜谜", topic="游戏")


def choose(ctx: Context) -> Riddle:
    """Return a riddle that the group has not had lately."""
    bank = ctx.rules(Rules).own or load_riddles()
    return service.choose_fresh(ctx, feature.name, bank, lambda riddle: riddle.riddle)


guessing_game(
    feature,
    "猜谜",
    "猜谜语",
    help="猜一条谜语，越早猜中得分越多",
    what="谜底",
    example="谜底",
    choose=choose,
    seconds=lambda ctx: ctx.rules(Rules).seconds,
    prepare=load_riddles,
)
