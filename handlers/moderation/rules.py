"""The section of the group's YAML about order; pure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from handlers.text.unwanted import Phrase, UnwantedWords

ONCE = "说一遍不算重复：最少写 2，比如 repeat: 4；不管就写 0"


def _more_than_once(times: int) -> int:
    if times == 1:
        raise ValueError(ONCE)
    return times


class Rules(UnwantedWords):
    """秩序：不说的话、链接、刷屏；什么都不写就都不管"""

    allow: tuple[Phrase, ...] = Field(
        (), max_length=5000, description="里面有上面的词、但是没关系的说法", examples=[["加微信运动"]]
    )
    links: Literal["放行", "新人不行", "都不行"] = Field("放行", description="成员能不能发链接")
    days: int = Field(7, ge=1, le=365, description="进群几天内算新人")
    flood: int = Field(0, ge=0, le=1000, description="一分钟最多说几句；0 就是不管", examples=[20])
    repeat: Annotated[int, AfterValidator(_more_than_once)] = Field(
        0, ge=0, le=100, description="同一句话连说几遍算刷屏，最少 2；0 就是不管", examples=[4]
    )
    complaints: tuple[Phrase, ...] = Field(
        (), max_length=200, description="像是投诉的话，听到就请员工私下联系", examples=[["投诉", "骗人", "假货"]]
    )

    @property
    def is_on(self) -> bool:
        """Return whether anything is looked at."""
        return bool(self.words or self.complaints or self.links != "放行" or self.flood or self.repeat)
