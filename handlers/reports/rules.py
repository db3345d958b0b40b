"""What the owner sets for reports, and what each kind of act is called; pure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handlers.kit import Section
from storage.members.facts import Kind

TITLES = {
    Kind.READ: "阅读",
    Kind.VISIT: "登录",
    Kind.SEARCH: "搜索",
    Kind.CART: "加购",
    Kind.SHARE: "分享",
    Kind.TALK: "发言",
    Kind.CHECKIN: "签到",
    Kind.GAME: "游戏",
    Kind.VOTE: "投票",
    Kind.PACKET: "红包",
    Kind.REDEMPTION: "兑换",
    Kind.INVITATION: "邀请",
    Kind.ORDER: "下单",
    Kind.TOPIC: "话题",
    Kind.COURSE: "课程",
    Kind.TASK: "任务",
    Kind.EVENT: "活动",
}
Title = Literal[
    "阅读",
    "登录",
    "搜索",
    "加购",
    "分享",
    "发言",
    "签到",
    "游戏",
    "投票",
    "红包",
    "兑换",
    "邀请",
    "下单",
    "话题",
    "课程",
    "任务",
    "活动",
]
DEFAULTS: dict[Kind, int] = {
    Kind.READ: 1,
    Kind.VISIT: 1,
    Kind.SEARCH: 2,
    Kind.CART: 2,
    Kind.SHARE: 3,
    Kind.TALK: 1,
    Kind.CHECKIN: 2,
    Kind.GAME: 3,
    Kind.VOTE: 3,
    Kind.PACKET: 1,
    Kind.REDEMPTION: 4,
    Kind.INVITATION: 5,
    Kind.ORDER: 5,
    Kind.TOPIC: 3,
    Kind.COURSE: 3,
    Kind.TASK: 4,
    Kind.EVENT: 4,
}
"""Light acts count least, those at the core most: reading, searching, joining in, ordering."""
UNITS = {
    Kind.GAME: "玩游戏",
    Kind.VOTE: "投票",
    Kind.PACKET: "抢红包",
    Kind.REDEMPTION: "兑换",
    Kind.INVITATION: "邀请",
    Kind.ORDER: "下单",
    Kind.TOPIC: "聊话题",
    Kind.COURSE: "上课",
    Kind.TASK: "做任务",
    Kind.EVENT: "到活动",
}


class Rules(Section):
    """群报告：谁活跃，谁在走远"""

    weights: dict[Title, Annotated[int, Field(ge=0, le=1000)]] = Field(
        {},
        description="活跃分：每种行为一次算几分，不写的照平常：发言、阅读、登录、红包 1，签到、搜索、加购 2，"
        "分享、游戏、投票、话题、课程 3，兑换、任务、活动 4，邀请、下单 5",
        examples=[{"发言": 1, "下单": 10}],
    )
    minutes: dict[Literal["阅读", "登录", "搜索", "加购", "分享"], Annotated[int, Field(ge=1, le=1440)]] = Field(
        {},
        description="活跃分：在别处待多久也算，每满几分钟再算一次；不写的只算次数",
        examples=[{"阅读": 10}],
    )
    goal: Literal["签到", "发言", "介绍", "兑换", "下单"] = Field(
        "签到", description="指定动作：新人做了它才算激活，做过的人再做才算留住"
    )
    silent: int = Field(7, ge=2, le=60, description="几天没动静算沉默")

    def weight_of(self) -> dict[Kind, int]:
        """Return how much each kind of act counts."""
        return {kind: self.weights.get(title, DEFAULTS[kind]) for kind, title in TITLES.items()}  # type: ignore[call-overload]

    def minutes_of(self) -> dict[Kind, int]:
        """Return after how many minutes each kind of act elsewhere counts once more; without those that never do."""
        return {kind: self.minutes[title] for kind, title in TITLES.items() if title in self.minutes}
