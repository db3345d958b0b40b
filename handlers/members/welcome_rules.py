"""The welcome's section of the group's YAML; pure."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handlers.kit import Section
from handlers.members.introduction_fields import TEMPLATE
from handlers.text.template import placeholders

WELCOME = "欢迎 {name} 加入{group}！按下面的格式介绍一下自己吧～"
SYNONYMS = ("跑步 慢跑 夜跑 晨跑", "爬山 登山 徒步", "做饭 烹饪 下厨 做菜", "读书 看书 阅读", "唱歌 k歌", "摄影 拍照")


class Rules(Section):
    """迎新"""

    text: Annotated[str, placeholders("name", "group", "points")] = Field(
        WELCOME, max_length=500, description="欢迎词，{name} 处会 @ 新人"
    )
    template: str = Field(TEMPLATE, max_length=500, description="自我介绍的格式")
    gather: int = Field(60, ge=0, le=600, description="几秒内进群的新人一起欢迎")
    points: int = Field(20, ge=0, le=10_000, description="自我介绍得几分，每人一次")
    friends: int = Field(3, ge=0, le=10, description="最多 @ 几位有共同爱好的成员")
    comment: bool = Field(True, description="自我介绍后，顺着爱好说一句")
    inviter: int = Field(
        0, ge=0, le=10_000, description="邀请来的新人介绍了自己，邀请人再得几分；0 就是不给", examples=[5]
    )
    house_rules: str = Field(
        "",
        max_length=1000,
        description="群规，发「群规」就能看，欢迎词也会提到",
        examples=["不发广告，不吵架，有话好好说。"],
    )
    core: tuple[str, ...] = Field(
        (), max_length=3, description="请来一起欢迎新人的核心成员，写用户 ID，最多 3 位", examples=[["LiNa"]]
    )
    card: bool = Field(False, description="给新人发一张入群卡（第几位成员的图片）")
    synonyms: list[str] = Field(list(SYNONYMS), description="同一件事的不同说法，用空格隔开")

    def list_synonyms(self) -> dict[str, str]:
        """Return the word under which each of several words for the same thing is compared."""
        return {word: group.split()[0] for group in self.synonyms for word in group.split()}
