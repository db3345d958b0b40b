"""The section of membership in a group's YAML: who belongs to it, and what is an occasion in its life."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from handlers.kit import Section


class Rules(Section):
    """成员：谁算这个群的人"""

    private: bool | None = Field(
        None,
        description="没在群里见过的人，私聊一句算不算成员；不写就是：有通道听得到群里说话就不算，只有私聊的通道才算。"
        "退群的人总要重新进群或在群里说话",
        examples=[False],
    )
    milestones: tuple[Annotated[int, Field(ge=2)], ...] = Field(
        (50, 100, 200, 300, 400, 500),
        max_length=50,
        description="人数达到几位时算一件喜事，redpackets 的 triggers 可以跟着发红包",
    )
    since: date | None = Field(
        None,
        description="群是哪天建的；每年那天算群周年，redpackets 的 triggers 可以跟着发红包",
        examples=["2024-05-20"],
    )
    away: int = Field(
        30, ge=7, le=60, description="多少天没动静又冒泡算老朋友回来，redpackets 的 triggers 可以跟着发红包"
    )
    lull: int = Field(4, ge=1, le=12, description="白天几小时没人说话算冷场，redpackets 的 triggers 可以跟着发红包")
