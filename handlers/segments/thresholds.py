"""`tiers:`, from when on a member counts for one of the ready segments; pure."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from handlers.kit import Section
from storage.members.presence import KEPT

ORDER = "要一个比一个长：silent < asleep < lost"
TOO_LONG = "recent 和 regular 不能比 month 长"
TIMES = "lost_times 不能比 silent_times 小"


class Thresholds(Section):
    """现成的分群：多久、多少才算"""

    month: int = Field(30, ge=7, le=KEPT, description="「近来」是几天：下单、露面、参加都看这些天")
    recent: int = Field(15, ge=1, le=KEPT, description="几天内下过单算新近（R）")
    often: int = Field(8, ge=2, le=1000, description="这些天里下单几次算经常（F）")
    regular: int = Field(8, ge=2, le=KEPT, description="这些天里露面几天算常来")
    deeds: int = Field(
        3, ge=1, le=1000, description="这些天里玩游戏、投票、抢红包、兑换、聊话题、上课、做任务、到活动几次算常参加"
    )
    settling: int = Field(7, ge=1, le=60, description="入群几天后才看是不是一次性会员")
    silent: int = Field(14, ge=2, le=364, description="几天没动静算沉默")
    asleep: int = Field(30, ge=3, le=364, description="几天没动静算睡眠")
    lost: int = Field(90, ge=4, le=365, description="几天没动静算流失")
    silent_times: int = Field(2, ge=1, le=20, description="也要超过自己平常间隔的几倍，才算进了沉默期")
    lost_times: int = Field(4, ge=1, le=20, description="也要超过自己平常间隔的几倍，才算进了流失期")
    partner: int = Field(3, ge=1, le=1000, description="买过两单以上的人带来几人算合伙人")
    seed: int = Field(3, ge=2, le=1000, description="带来的人加上近来的分享，几次算种子用户")
    valuable: int = Field(2, ge=2, le=100, description="一共花的钱是平均的几倍算高价值，几分之一以下算低价值")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.silent < self.asleep < self.lost:
            raise ValueError(ORDER)
        if max(self.recent, self.regular) > self.month:
            raise ValueError(TOO_LONG)
        if self.silent_times > self.lost_times:
            raise ValueError(TIMES)
        return self
