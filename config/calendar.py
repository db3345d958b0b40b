"""`calendar:` in a group's YAML: its own days off and at work, whatever offices in China do, and its own occasions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Self
from unicodedata import normalize

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

MOST = 366
MOST_OCCASIONS = 100
LONGEST_OCCASION = 12
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _date(words: object) -> object:
    """Return a date written 2027-02-05 and nothing else: pydantic would take a number for seconds since 1970."""
    if isinstance(words, str) and not _DATE.fullmatch(words):
        raise ValueError("日期要写成 2027-02-05 这样")
    try:
        return date.fromisoformat(words) if isinstance(words, str) else words
    except ValueError:
        raise ValueError(f"没有「{words}」这一天") from None


def _dates(words: object) -> object:
    return [_date(words)] if isinstance(words, str) else words


def _occasion(name: str) -> str:
    """Return a name that stays itself when a timetable is read: spaces and full-width forms do not."""
    if not re.fullmatch(rf"\w{{1,{LONGEST_OCCASION}}}", name) or normalize("NFKC", name) != name:
        raise ValueError(f"日子的名字只能用汉字、半角的字母和数字，1 到 {LONGEST_OCCASION} 个，不带空格和标点")
    return name


_Day = Annotated[date, BeforeValidator(_date)]
_Dates = Annotated[
    frozenset[_Day],
    Field(min_length=1, max_length=MOST),
    BeforeValidator(_dates, json_schema_input_type=str | list[str]),
]


class OwnCalendar(BaseModel):
    """这个群自己的休息日、上班日和别的日子"""

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
    occasions: Mapping[Annotated[str, AfterValidator(_occasion)], _Dates] = Field(
        {},
        alias="日子",
        max_length=MOST_OCCASIONS,
        description="自己的日子，每个一天或几天，过了的也可以留着；when 里写 读书会前3天 20:00、读书会当天 09:00",
        examples=[{"读书会": "2026-12-05", "店庆": ["2026-12-20", "2027-12-20"]}],
    )

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if both := sorted(self.off & self.on):
            raise ValueError(f"{both[0]} 不能又休息又上班")
        return self


CHINA = OwnCalendar()
"""No days of its own."""


def occasion_names(written: object) -> frozenset[str]:
    """Return the occasions in a group's `calendar` as it was written, be the rest of it right or wrong.

    So that plans are not blamed for what is wrong with the calendar.
    """
    days = written.get("日子") if isinstance(written, Mapping) else None
    return frozenset(map(str, days)) if isinstance(days, Mapping) else frozenset()
