"""`calendar:` in a group's YAML: days on which this group is off or works, whatever offices in China do."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

MOST = 366
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _date(words: object) -> object:
    """Only 2027-02-05: pydantic would take a number for the seconds since 1970."""
    if isinstance(words, str) and not _DATE.fullmatch(words):
        raise ValueError("日期要写成 2027-02-05 这样")
    try:
        return date.fromisoformat(words) if isinstance(words, str) else words
    except ValueError:
        raise ValueError(f"没有「{words}」这一天") from None


_Day = Annotated[date, BeforeValidator(_date)]


class OwnCalendar(BaseModel):
    """这个群自己的休息日和上班日"""

    model_config = ConfigDict(extra="forbid", frozen=True)

    off: frozenset[_Day] = Field(
        frozenset(),
        alias="休息",
        max_length=MOST,
        description="这些天也休息，算休息日和节假日",
        examples=[["2027-02-05"]],
    )
    on: frozenset[_Day] = Field(
        frozenset(), alias="上班", max_length=MOST, description="这些天上班，算工作日", examples=[["2027-02-07"]]
    )

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if both := sorted(self.off & self.on):
            raise ValueError(f"{both[0]} 不能又休息又上班")
        return self


CHINA = OwnCalendar()
"""No days of its own."""
