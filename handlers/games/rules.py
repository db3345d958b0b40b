"""What holds for all games of a group: who may begin one, what prizes there are and how many a day; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import add
from typing import Annotated, ClassVar, Literal, TypeVar

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


V = TypeVar("V")


def join_values(values: Mapping[int, V], gone: int, stays: int, join: Callable[[V, V], V]) -> dict[int, V]:
    """Return values by member in their order, those of `gone` as those of `stays`; `join` takes two, the earlier first.

    It is for two members who are one person.
    """
    joined: dict[int, V] = {}
    for member_id, value in values.items():
        own = stays if member_id == gone else member_id
        joined[own] = join(joined[own], value) if own in joined else value
    return joined


def keep_first(first: V, _: V) -> V:
    """Return what a person did first, of what can only be done once."""
    return first


class GameState(RoundState):
    """What every game knows of its round."""

    scores: dict[int, int] = Field(default_factory=dict)
    """What each member has scored, in the order in which they first did; 0 for taking part."""
    takes_private_answers: ClassVar[bool] = True
    has_one_winner: ClassVar[bool] = False
    """There is one prize; else the first few share them out."""
    needs_pushes: ClassVar[bool] = False
    """It cannot be played where the bot only answers: the next question, the vote or the winners come by time."""

    def merge(self, gone: int, stays: int) -> None:
        """Add the scores of two members up who are one person."""
        self.scores = join_values(self.scores, gone, stays, add)

    def lower(self, prizes: Sequence[int]) -> Sequence[int]:
        """Return what there is to win as the round stands, out of what the owner gives for its places."""
        return prizes[:1] if self.has_one_winner else prizes
