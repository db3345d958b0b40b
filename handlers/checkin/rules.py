"""The section of check-ins in a group's YAML: their points, bonuses, times and text."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from handlers.checkin.special_days import SpecialDays
from handlers.dates.windows import Windows
from handlers.kit import Section
from handlers.text.template import placeholders

DONE_FOR_NOTHING = "{name} 签到成功！连续 {streak} 天。"
"""Instead of the next one, where the day brings no points."""
DONE = "{name} 签到成功！连续 {streak} 天，+{earned} 积分，现有 {balance} 分。"

Threshold = Annotated[int, Field(ge=1, le=31)]
Points = Annotated[int, Field(ge=1, le=100_000)]


class ReplyForm(StrEnum):
    """How much is said to a check-in."""

    FULL = "完整"
    SHORT = "简短"
    QUIET = "安静"
    """Where the bot can speak by itself; elsewhere as SHORT."""


class Rules(Section):
    """每日签到"""

    points: int = Field(10, ge=0, le=10_000, description="每次签到得几分")
    cycle: int = Field(7, ge=1, le=366, description="连续几天为一个周期")
    bonus: int = Field(30, ge=0, le=100_000, description="满一个周期再得几分")
    monthly: dict[Threshold, Points] = Field(
        {}, max_length=10, description="一个月里签满几天再得几分，补签的也算", examples=[{"20": 50, "28": 100}]
    )
    special: SpecialDays = Field(
        {}, description="节气、节日或日期当天签到再得几分", examples=[{"冬至": 20, "国庆节": 30, "12-25": 15}]
    )
    window: Windows = Field((), description="每天什么时候可以签到，最多三段；不写就是全天", examples=["05:00-23:00"])
    reply: ReplyForm = Field(
        ReplyForm.FULL,
        description="怎么回签到：完整；简短（一行，周一或者有变化才多说）；安静（攒几分钟一起回一行）",
    )
    text: Annotated[str, placeholders("name", "streak", "earned", "balance")] = Field(
        DONE, max_length=500, description="签到成功说什么"
    )
