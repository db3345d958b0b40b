"""猜谜: one riddle, hints that open step by step, and less to win with each of them."""

from __future__ import annotations

from handlers.games import service
from handlers.games.banks import Riddle, RiddleRules, load_riddles
from handlers.games.guessing import guessing_game
from handlers.kit import Context, Feature

feature = Feature("game_riddles", RiddleRules, title="猜谜", topic="游戏")


def choose(ctx: Context) -> Riddle:
    """Return a riddle that the group has not had lately."""
    bank = ctx.rules(RiddleRules).own or load_riddles()
    return service.choose_fresh(ctx, feature.name, bank, lambda riddle: riddle.riddle)


guessing_game(
    feature,
    "猜谜",
    "猜谜语",
    help="猜一条谜语，越早猜中得分越多",
    what="谜底",
    example="谜底",
    choose=choose,
    seconds=lambda ctx: ctx.rules(RiddleRules).seconds,
    prepare=load_riddles,
)
