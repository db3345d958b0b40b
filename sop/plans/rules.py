"""What holds for all of a group's planned messages."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from config.group import Group
from handlers.dates.windows import MINUTES, Windows
from handlers.kit import Section
from sop.when.clock import instant


class Rules(Section):
    """定时消息的规矩"""

    quiet: Windows = Field(
        (), description="静默时段，到点的消息等时段过了再发，最多三段", examples=["22:30-24:00", "00:00-07:00"]
    )
    most: int = Field(6, ge=1, le=100, description="一天超过几条，check 就提醒")
    apart: int = Field(10, ge=0, le=1440, description="两条挨得比几分钟还近，check 就提醒")
    several: int = Field(200, ge=1, le=100_000, description="多少人以上的群，计划要由作者以外的人批准")

    @field_validator("quiet")
    @classmethod
    def _not_all_day(cls, quiet: Windows) -> Windows:
        if sum(hours.last - hours.first for hours in quiet) == MINUTES:
            raise ValueError("静默时段占满了一整天，什么都发不出去；想先停一停，请用「SOP 暂停」")
        return quiet


def silent_until(group: Group, at: datetime) -> datetime | None:
    """Return when a group's quiet hours around a moment end, in UTC; None where it is not quiet."""
    return quiet_until(group.rules(Rules).quiet, at, group.zone)


def quiet_until(quiet: Windows, at: datetime, zone: ZoneInfo) -> datetime | None:
    """Return when the quiet around a moment ends, in UTC; None where it is not quiet. Windows that touch are one."""
    local = at.astimezone(zone)
    minute = local.hour * 60 + local.minute
    end = None
    day = local.date()
    while window := next((hours for hours in quiet if hours.first <= minute < hours.last), None):
        end, minute = window.last, window.last % MINUTES
        if window.last == MINUTES:
            day += timedelta(days=1)
            if day > local.date() + timedelta(days=1):
                break
    if end is None:
        return None
    return instant(day, time(minute // 60, minute % 60), zone)
