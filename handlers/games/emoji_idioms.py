"""看图猜成语: an idiom in emoji."""

from __future__ import annotations

from pydantic import Field

from handlers.games import service
from handlers.games.banks import Riddle, load_emoji_idioms
from handlers.games.guessing import guessing_game
from handlers.kit import Context, Feature, Section


class Rules(Section):
    """表情猜成语"""

    seconds: int = Field(150, ge=30, le=3600, description="一条多少秒")


feature = Feature("game_emoji", Rules, title="表情猜成语", topic="游戏")


def choose(ctx: Context) -> Riddle:
    """Return an idiom that the group has not had lately."""
    return service.choose_fresh(ctx, feature.name, load_emoji_idioms(), lambda riddle: riddle.answer)


guessing_game(
    feature,
    "表情猜成语",
    "看表情猜成语",
    help="看几个表情，猜一个成语",
    what="成语",
    example="画蛇添足",
    choose=choose,
    seconds=lambda ctx: ctx.rules(Rules).seconds,
    prepare=load_emoji_idioms,
)
