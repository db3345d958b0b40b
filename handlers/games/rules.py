"""What holds for all games of a group: who may begin one, what prizes there are and how many a day; pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handlers.kit import Section
from handlers.kit.declarations import RoundState

MOST_PRIZE = 10_000
PREFIX = "game_"
"""Names of games' features begin with this: only one of them is open in a group at a time."""


class Rules(Section):
    """群游戏"""

    who: Literal["成员", "员工"] = Field("成员", description="谁可以开局：成员都可以，或者只有员工（和管理员、群主）")
    prizes: list[Annotated[int, Field(ge=0, le=MOST_PRIZE)]] = Field(
        [10, 6, 3],
        max_length=10,
        description="一局的前几名各得几分，只有一个赢家的游戏只发第一个；空的就是不给",
        examples=[[10, 6, 3]],
    )
    budget: int = Field(100, ge=0, le=100_000, description="一种游戏一天最多发多少分")
    alone: int = Field(3, ge=0, le=100, description="一个人自己玩，一天一种游戏最多几局有分")
    hint: int = Field(2, ge=0, le=1000, description="要一次提示几分")


class GameState(RoundState):
    """What every game knows of its round."""

    scores: dict[int, int] = Field(default_factory=dict)
    """What each member has scored, in the order in which they first did; 0 for taking part."""
    has_one_winner: ClassVar[bool] = False
    """There is one prize; else the first few share them out."""

    def lower(self, prizes: Sequence[int]) -> Sequence[int]:
        """Return what there is to win as the round stands, out of what the owner gives for its places."""
        return prizes
