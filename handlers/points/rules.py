"""The sections of points and of their budget in a group's YAML, used by several features."""

from __future__ import annotations

from pydantic import Field

from handlers.kit import Section
from handlers.text.money import Money

GIFT = "give"
"""The ledger's kind of what one member gives another."""


class Rules(Section):
    """积分"""

    top: int = Field(10, ge=3, le=50, description="排行显示前几名")
    most: int = Field(5000, ge=1, le=1_000_000, description="管理员一次最多加减几分")
    confirm: int = Field(200, ge=0, le=1_000_000, description="一次加减超过几分，要管理员自己再发一次「确认」")
    second: int = Field(
        1000,
        ge=0,
        le=1_000_000,
        description="一天里手工加减超过几分（按给的人、收的人分别算；在群里记单、派任务的积分也算），要另一位管理员「确认」；给自己加分总要",
    )
    expire: int | None = Field(
        None, ge=1, le=120, description="积分几个月后过期，先得的先花、先过期，月底清；不写就是永不过期", examples=[12]
    )
    notice: int = Field(7, ge=0, le=27, description="过期前几天在群里提醒；0 就是不提醒")
    value: Money = Field(1, description="一分值几元，报表用它算成本，最多两位小数", examples=[0.01])


class BudgetRules(Section):
    """积分预算"""

    monthly: int | None = Field(
        None,
        ge=0,
        le=1_000_000_000,
        description="每月最多发多少积分；不写就是不限，0 就是只发管理员用「预算」拨的",
        examples=[20000],
    )
    carry: bool = Field(True, description="上个月没发完的留到下个月；false 就是月底清零")
