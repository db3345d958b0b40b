"""The rules of red packets, and what may be asked for in one; pure."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, Field

from handlers.kit import Section
from handlers.redpackets.splitting import nearest_multiples

MOST_SHARES = 100
MOST_HOURS = 72
LONGEST_WORDS = 60
WORDS = "恭喜发财，大吉大利"

LUCKY: Final = "拼手气"
EQUAL: Final = "普通"
Kind = Literal["拼手气", "普通"]
MORE_SHARES_THAN_POINTS = "{points} 分最多分 {points} 份，每份至少 1 分"
UNEVEN = "{points} 分不能平分成 {shares} 份，{near} 分就可以"


class Rules(Section):
    """红包"""

    most: int = Field(5, ge=0, le=100, description="成员每人每天最多发几个；0 就是只有管理员能发")
    points: int = Field(200, ge=1, le=100_000, description="成员每人每天一共最多发几分")
    hours: int = Field(24, ge=1, le=MOST_HOURS, description="几小时没抢完就退回")


class Order(BaseModel):
    """A packet that somebody wants to send, as kept while it waits for a confirmation."""

    points: int
    shares: int
    lucky: bool
    words: str = WORDS
    phrase: str = ""
    receivers: tuple[int, ...] = ()
    """Ids of the members it is for; empty for everybody."""

    @property
    def kind(self) -> str:
        """Return what members call its kind."""
        return LUCKY if self.lucky else EQUAL


def validate_shares(points: int, shares: int, *, lucky: bool) -> None:
    """Raise ValueError in Chinese where the points cannot be split so."""
    if shares > points:
        raise ValueError(MORE_SHARES_THAN_POINTS.format(points=points))
    if not lucky and points % shares:
        near = " 或 ".join(map(str, nearest_multiples(points, shares)))
        raise ValueError(UNEVEN.format(points=points, shares=shares, near=near))
